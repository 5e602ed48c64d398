import type { AdfBlock, AdfDoc, AdfInline } from './types.ts';

/** What is written beside the words. */
export interface AdfToTextOptions {
  /** Whether bullets, numbers, quote signs and rules are written. Default true; without them, the words alone. */
  readonly signs?: boolean | undefined;
}

/** The document as plain text: a block is a line, and an empty line stands between the blocks of the document. */
export function adfToText(doc: AdfDoc, options: AdfToTextOptions = {}): string {
  const signs = options.signs ?? true;
  return doc.content
    .map((block) => linesOf(block, signs).join('\n'))
    .filter((text) => text !== '')
    .join('\n\n');
}

/** The text of inline nodes, line breaks as `\n`. */
export function inlineText(nodes: readonly AdfInline[] = []): string {
  return nodes.map(textOfInline).join('');
}

function textOfInline(node: AdfInline): string {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'hardBreak':
      return '\n';
    case 'mention':
      return node.attrs.text ?? `@${node.attrs.id}`;
    case 'emoji':
      return node.attrs.text ?? node.attrs.shortName;
    case 'status':
      return node.attrs.text;
    case 'date':
      return new Date(Number(node.attrs.timestamp)).toISOString().slice(0, 10);
    // They part the words that they stand between.
    case 'inlineCard':
    case 'mediaInline':
      return ' ';
  }
}

function linesOf(block: AdfBlock, signs: boolean): string[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return inlineText(block.content).split('\n');
    case 'codeBlock':
      return inlineText(block.content).split('\n');
    case 'bulletList':
    case 'orderedList': {
      const first = block.type === 'orderedList' ? (block.attrs?.order ?? 1) : undefined;
      return block.content.flatMap(({ content }, at) => {
        const sign = first === undefined ? '• ' : `${first + at}. `;
        return hang(content, signs ? sign : '', signs);
      });
    }
    case 'taskList':
      return block.content.flatMap((item) =>
        item.type === 'taskList'
          ? linesOf(item, signs)
          : `${signs ? (item.attrs.state === 'DONE' ? '☑ ' : '☐ ') : ''}${inlineText(item.content)}`,
      );
    case 'decisionList':
      return block.content.map((item) => `${signs ? '⤷ ' : ''}${inlineText(item.content)}`);
    case 'blockquote':
      return block.content
        .flatMap((child) => linesOf(child, signs))
        .map((line) => (signs ? `> ${line}` : line));
    case 'panel':
      return block.content.flatMap((child) => linesOf(child, signs));
    case 'expand':
    case 'nestedExpand':
      return [block.attrs.title, ...block.content.flatMap((child) => linesOf(child, signs))];
    case 'table':
      return block.content.map(({ content }) =>
        content
          .map((cell) => cell.content.flatMap((child) => linesOf(child, signs)).join(' '))
          .join(signs ? ' | ' : ' '),
      );
    case 'rule':
      return signs ? ['---'] : [];
    case 'blockCard':
      return signs ? [block.attrs.url] : [];
    case 'mediaSingle':
    case 'mediaGroup':
      return [];
  }
}

function hang(content: readonly AdfBlock[], sign: string, signs: boolean): string[] {
  const indent = ' '.repeat(sign.length);
  return content
    .flatMap((child) => linesOf(child, signs))
    .map((line, at) => `${at === 0 ? sign : indent}${line}`);
}
