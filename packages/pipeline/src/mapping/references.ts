import type { AdfDoc, AdfInline, AdfLinkMark, AdfText } from '@zdjsm/transform';

/** How texts name tickets, and articles. */
export interface ReferenceSyntax {
  /** The name or id of the record that an address leads to. */
  readonly ticketAt: (url: string) => string | undefined;
  /** Whether `#101` is one, too. */
  readonly numbers: boolean;
}

/** Where a ticket is now. */
export interface ReferenceTarget {
  readonly key: string;
  readonly url: string;
}

/** Names of the tickets that the documents refer to, each once. */
export function findReferences(docs: readonly AdfDoc[], syntax: ReferenceSyntax): string[] {
  const names = new Set<string>();
  for (const doc of docs) {
    rewriteReferences(doc, syntax, (name) => {
      names.add(name);
      return undefined;
    });
  }
  return [...names];
}

/**
 * Lets addresses and numbers of tickets lead to their issues. The words stay as they are, but for an
 * address that is written out: it becomes the new key.
 */
export function rewriteReferences(
  doc: AdfDoc,
  syntax: ReferenceSyntax,
  resolve: (name: string) => ReferenceTarget | undefined,
): AdfDoc {
  const inline = (node: AdfInline): AdfInline[] => {
    if (node.type !== 'text') return [node];
    const link = linkOf(node);
    if (link) return [relinked(node, link, syntax, resolve)];
    const isCode = node.marks?.some(({ type }) => type === 'code') ?? false;
    return syntax.numbers && !isCode ? withNumbers(node, resolve) : [node];
  };
  return mapInline(doc, inline);
}

// Not of a longer word, and not `#101-2`: that is somebody's own numbering.
const NUMBER = /(?<![\p{L}\p{N}&#/])#(\d{1,18})(?![\p{L}\p{N}-])|##(\d{1,18})##/gu;

function withNumbers(
  node: AdfText,
  resolve: (name: string) => ReferenceTarget | undefined,
): AdfInline[] {
  const parts: AdfText[] = [];
  const write = (text: string, link?: ReferenceTarget): void => {
    if (text === '') return;
    const mark: AdfLinkMark | undefined = link && { type: 'link', attrs: { href: link.url } };
    parts.push({ ...node, text, ...(mark ? { marks: [...(node.marks ?? []), mark] } : {}) });
  };
  let from = 0;
  for (const match of node.text.matchAll(NUMBER)) {
    const target = resolve(`#${match[1] ?? match[2]}`);
    if (!target) continue;
    write(node.text.slice(from, match.index));
    write(match[0], target);
    from = match.index + match[0].length;
  }
  write(node.text.slice(from));
  return parts;
}

function relinked(
  node: AdfText,
  link: AdfLinkMark,
  { ticketAt }: ReferenceSyntax,
  resolve: (name: string) => ReferenceTarget | undefined,
): AdfText {
  const name = ticketAt(link.attrs.href);
  const target = name === undefined ? undefined : resolve(name);
  if (!target) return node;
  const marks = (node.marks ?? []).map((mark) =>
    mark.type === 'link' ? { ...mark, attrs: { ...mark.attrs, href: target.url } } : mark,
  );
  const isAddress = ticketAt(node.text) === name;
  return { ...node, text: isAddress ? target.key : node.text, marks };
}

const linkOf = ({ marks = [] }: AdfText): AdfLinkMark | undefined =>
  marks.find((mark): mark is AdfLinkMark => mark.type === 'link');

/** A copy in which each inline node is replaced by what it is mapped to. */
function mapInline(doc: AdfDoc, map: (node: AdfInline) => AdfInline[]): AdfDoc {
  const visit = (node: Node): Node[] => {
    if (isText(node)) return map(node);
    if (node.content === undefined) return [node];
    // Code shows what it holds, and nothing in it is a link.
    if (node.type === 'codeBlock') return [node];
    return [{ ...node, content: node.content.flatMap(visit) }];
  };
  return { ...doc, content: doc.content.flatMap(visit) as AdfDoc['content'] };
}

interface Node {
  readonly type: string;
  readonly content?: readonly Node[];
}

const isText = (node: Node): node is AdfText => node.type === 'text';
