/** What of a document's structure is counted: the same of its HTML and of its ADF. */
export interface Structure {
  /** Addresses of links that have words or a picture, each once. */
  readonly links: ReadonlySet<string>;
  readonly images: ReadonlySet<string>;
  readonly tables: number;
  readonly listItems: number;
  /** How deep lists are nested; 0 without any. */
  readonly listDepth: number;
  readonly headings: number;
  readonly codeBlocks: number;
  readonly quotes: number;
  /** Words by their look; a word that occurs twice counts twice. */
  readonly bold: readonly string[];
  readonly italic: readonly string[];
  readonly colored: readonly string[];
}

/** How much of each is kept, over all documents. */
export type Kept = Readonly<
  Record<keyof Structure, { readonly kept: number; readonly of: number }>
>;

/** Compares what the HTML has with what the ADF has. More than was there counts for nothing. */
export function keptOf(html: Structure, adf: Structure): Kept {
  const count = (
    name: 'tables' | 'listItems' | 'listDepth' | 'headings' | 'codeBlocks' | 'quotes',
  ) => ({
    kept: Math.min(html[name], adf[name]),
    of: html[name],
  });
  return {
    links: sharedOf(html.links, adf.links),
    images: sharedOf(html.images, adf.images),
    tables: count('tables'),
    listItems: count('listItems'),
    listDepth: count('listDepth'),
    headings: count('headings'),
    codeBlocks: count('codeBlocks'),
    quotes: count('quotes'),
    bold: commonWords(html.bold, adf.bold),
    italic: commonWords(html.italic, adf.italic),
    colored: commonWords(html.colored, adf.colored),
  };
}

/** How many of the words are there too, each as often as it is wanted. */
export function commonWords(
  wanted: readonly string[],
  found: readonly string[],
): { readonly kept: number; readonly of: number } {
  const left = new Map<string, number>();
  for (const word of found) left.set(word, (left.get(word) ?? 0) + 1);
  let kept = 0;
  for (const word of wanted) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    kept += 1;
  }
  return { kept, of: wanted.length };
}

function sharedOf(wanted: ReadonlySet<string>, found: ReadonlySet<string>) {
  return { kept: [...wanted].filter((each) => found.has(each)).length, of: wanted.size };
}
