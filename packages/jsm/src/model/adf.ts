/** A document in the Atlassian Document Format, as plain JSON. */
export interface AdfDocument {
  readonly version: 1;
  readonly type: 'doc';
  readonly content: readonly AdfNode[];
}

/** A node of a document, of any type. */
export interface AdfNode {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>> | undefined;
  readonly content?: readonly AdfNode[] | undefined;
  readonly marks?: readonly AdfMark[] | undefined;
  readonly text?: string | undefined;
}

/** How text looks, and where it leads. */
export interface AdfMark {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>> | undefined;
}

export const EMPTY_ADF: AdfDocument = { version: 1, type: 'doc', content: [] };

export const isAdfDocument = (value: unknown): value is AdfDocument =>
  typeof value === 'object' &&
  value !== null &&
  'type' in value &&
  value.type === 'doc' &&
  'content' in value &&
  Array.isArray(value.content);

/** The text of a document, a line a block: for fields and summaries that hold text only. */
export function textOfAdf(document: AdfDocument): string {
  const textOf = (node: AdfNode): string => {
    if (node.type === 'hardBreak') return '\n';
    if (node.text !== undefined) return node.text;
    return (node.content ?? []).map(textOf).join('');
  };
  const isBlockOfBlocks = (node: AdfNode): boolean =>
    (node.content ?? []).some((child) => child.content !== undefined);
  const linesOf = (node: AdfNode): string[] =>
    isBlockOfBlocks(node) ? (node.content ?? []).flatMap(linesOf) : [textOf(node)];
  return document.content.flatMap(linesOf).join('\n');
}
