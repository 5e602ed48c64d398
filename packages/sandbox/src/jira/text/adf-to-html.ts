import { type AdfMark, type AdfNode, attribute } from './adf.ts';

const BLOCKS: Readonly<Record<string, string>> = {
  paragraph: 'p',
  blockquote: 'blockquote',
  bulletList: 'ul',
  taskList: 'ul',
  decisionList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  taskItem: 'li',
  decisionItem: 'li',
  codeBlock: 'pre',
  panel: 'div',
  table: 'table',
  tableRow: 'tr',
  tableHeader: 'th',
  tableCell: 'td',
};

const MARKS: Readonly<Record<string, string>> = {
  strong: 'b',
  em: 'em',
  underline: 'ins',
  strike: 'del',
  code: 'tt',
};

/** The rendered form of a text, as `renderedBody` and `renderedFields` show it. */
export function adfToHtml(
  node: AdfNode,
  linkMedia: (mediaId: string) => string | undefined,
): string {
  const children = (): string =>
    (node.content ?? []).map((child) => adfToHtml(child, linkMedia)).join('');
  switch (node.type) {
    case 'text':
      return markedHtml(escapeHtml(node.text ?? ''), node.marks ?? []);
    case 'hardBreak':
      return '<br/>';
    case 'rule':
      return '<hr/>';
    case 'heading':
      return `<h${node.attrs?.level ?? 1}>${children()}</h${node.attrs?.level ?? 1}>`;
    case 'media':
    case 'mediaInline': {
      const url = attribute(node, 'url') ?? linkMedia(attribute(node, 'id') ?? '') ?? '';
      return `<img src="${escapeHtml(url)}" />`;
    }
    case 'mention':
    case 'emoji':
    case 'status':
      return escapeHtml(attribute(node, 'text') ?? '');
    case 'inlineCard':
    case 'blockCard': {
      const url = escapeHtml(attribute(node, 'url') ?? '');
      return `<a href="${url}">${url}</a>`;
    }
    default: {
      const tag = BLOCKS[node.type];
      return tag ? `<${tag}>${children()}</${tag}>` : children();
    }
  }
}

function markedHtml(html: string, marks: readonly AdfMark[]): string {
  return marks.reduce((inner, mark) => {
    const href = mark.type === 'link' ? mark.attrs?.href : undefined;
    if (typeof href === 'string') return `<a href="${escapeHtml(href)}">${inner}</a>`;
    const tag = MARKS[mark.type];
    return tag ? `<${tag}>${inner}</${tag}>` : inner;
  }, html);
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
