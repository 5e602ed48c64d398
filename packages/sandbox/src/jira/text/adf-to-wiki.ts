import { type AdfMark, type AdfNode, attribute, isInline } from './adf.ts';

/** The file name that a media node stands for, where it is known. */
export type NameMedia = (mediaId: string) => string | undefined;

const MARKUP: Readonly<Record<string, readonly [open: string, close: string]>> = {
  strong: ['*', '*'],
  em: ['_', '_'],
  underline: ['+', '+'],
  strike: ['-', '-'],
  code: ['{{', '}}'],
};

/** Wiki markup as the JSM API and /rest/api/2 show rich text. */
export function adfToWiki(root: AdfNode, nameMedia: NameMedia): string {
  const blocks = (nodes: readonly AdfNode[] = []): string =>
    nodes.map((node) => block(node, '')).join('\n\n');
  const inline = (nodes: readonly AdfNode[] = []): string => nodes.map(inlineNode).join('');

  const block = (node: AdfNode, bullets: string): string => {
    switch (node.type) {
      case 'paragraph':
      case 'caption':
        return inline(node.content);
      case 'heading':
        return `h${node.attrs?.level ?? 1}. ${inline(node.content)}`;
      case 'bulletList':
      case 'taskList':
      case 'decisionList':
        return list(node, `${bullets}*`);
      case 'orderedList':
        return list(node, `${bullets}#`);
      case 'codeBlock':
        return `{code}\n${inline(node.content)}\n{code}`;
      case 'blockquote':
        return `{quote}\n${blocks(node.content)}\n{quote}`;
      case 'panel':
        return `{panel}\n${blocks(node.content)}\n{panel}`;
      case 'rule':
        return '----';
      case 'table':
        return (node.content ?? []).map(row).join('\n');
      case 'blockCard':
      case 'embedCard':
        return `[${attribute(node, 'url') ?? ''}]`;
      case 'media':
        return media(node);
      default:
        return blocks(node.content);
    }
  };

  const list = (node: AdfNode, bullets: string): string =>
    (node.content ?? [])
      .map((item) => {
        const children = item.content ?? [];
        if (children.every(isInline)) return `${bullets} ${inline(children)}`;
        return children
          .map((child, i) =>
            i === 0 ? `${bullets} ${block(child, bullets)}` : block(child, bullets),
          )
          .join('\n');
      })
      .join('\n');

  const row = (node: AdfNode): string =>
    (node.content ?? [])
      .map((cell) => `${cell.type === 'tableHeader' ? '||' : '|'}${blocks(cell.content) || ' '}`)
      .join('')
      .concat(node.content?.at(-1)?.type === 'tableHeader' ? '||' : '|');

  const media = (node: AdfNode): string => {
    if (attribute(node, 'type') === 'external') return `!${attribute(node, 'url') ?? ''}!`;
    const name = nameMedia(attribute(node, 'id') ?? '') ?? attribute(node, 'alt') ?? 'image';
    const width = node.attrs?.width;
    return width === undefined ? `!${name}!` : `!${name}|width=${width}!`;
  };

  const inlineNode = (node: AdfNode): string => {
    switch (node.type) {
      case 'text':
        return marked(node.text ?? '', node.marks ?? []);
      case 'hardBreak':
        return '\n';
      case 'mention':
        return `[~accountid:${attribute(node, 'id') ?? ''}]`;
      case 'inlineCard':
        return `[${attribute(node, 'url') ?? ''}]`;
      case 'mediaInline':
        return `[^${nameMedia(attribute(node, 'id') ?? '') ?? 'file'}]`;
      case 'emoji':
        return attribute(node, 'text') ?? attribute(node, 'shortName') ?? '';
      default:
        return attribute(node, 'text') ?? '';
    }
  };

  return blocks(root.content);
}

function marked(text: string, marks: readonly AdfMark[]): string {
  const plain = marks.reduce((inner, mark) => {
    const markup = MARKUP[mark.type];
    return markup ? `${markup[0]}${inner}${markup[1]}` : inner;
  }, text);
  const href = marks.find((mark) => mark.type === 'link')?.attrs?.href;
  return typeof href === 'string' ? `[${plain}|${href}]` : plain;
}
