import type { AdfDoc, AdfMark, AdfNode, HtmlToAdfOptions } from '../../src/index.ts';
import { htmlToAdf } from '../../src/index.ts';

/** A document as a short HTML-like text, so that a test shows at one glance what became of its input. */
export function sketch(doc: AdfDoc): string {
  return doc.content.map(sketchNode).join('');
}

/** What a piece of HTML becomes, as a sketch. */
export function adf(html: string, options?: HtmlToAdfOptions): string {
  return sketch(htmlToAdf(html, options).doc);
}

const names: Readonly<Record<string, string>> = {
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  blockquote: 'quote',
  codeBlock: 'pre',
  tableRow: 'tr',
  tableCell: 'td',
  tableHeader: 'th',
  rule: 'hr',
  hardBreak: 'br',
};

function sketchNode(node: AdfNode): string {
  const inner = 'content' in node ? (node.content ?? []).map(sketchNode).join('') : '';
  switch (node.type) {
    case 'text':
      return (node.marks ?? []).reduceRight(sketchMark, node.text);
    case 'paragraph':
      return element('p', inner, node.marks?.[0]?.attrs.align);
    case 'heading':
      return element(`h${node.attrs.level}`, inner, node.marks?.[0]?.attrs.align);
    case 'orderedList':
      return element('ol', inner, node.attrs?.order);
    case 'codeBlock':
      return element('pre', inner, node.attrs?.language);
    case 'expand':
    case 'nestedExpand':
      return element(node.type, inner, node.attrs.title);
    case 'tableCell':
    case 'tableHeader': {
      const { colspan, rowspan, background } = node.attrs ?? {};
      return element(
        names[node.type] ?? '',
        inner,
        colspan && `colspan ${colspan}`,
        rowspan && `rowspan ${rowspan}`,
        background,
      );
    }
    case 'media': {
      const { attrs } = node;
      const what = attrs.type === 'external' ? attrs.url : `file ${attrs.id}`;
      const media = `(${what}${attrs.alt ? ` "${attrs.alt}"` : ''})`;
      return (node.marks ?? []).reduceRight<string>(sketchMark, media);
    }
    case 'mediaSingle': {
      const width = node.attrs.width === undefined ? undefined : `${node.attrs.width}px`;
      return element('media', inner, node.attrs.layout, width);
    }
    case 'mediaInline':
      return (node.marks ?? []).reduceRight<string>(sketchMark, `(${node.attrs.id})`);
    case 'mention':
      return `@{${node.attrs.id} ${node.attrs.text ?? ''}}`;
    case 'inlineCard':
    case 'blockCard':
      return `[${node.attrs.url}]`;
    case 'hardBreak':
    case 'rule':
      return `<${names[node.type]}>`;
    default:
      return element(names[node.type] ?? node.type, inner);
  }
}

function element(name: string, inner: string, ...details: unknown[]): string {
  const shown = details.filter(Boolean).map((detail) => ` ${detail}`);
  return `<${name}${shown.join('')}>${inner}</${name}>`;
}

function sketchMark(inner: string, mark: AdfMark): string {
  switch (mark.type) {
    case 'link':
      return element('a', inner, mark.attrs.href);
    case 'strong':
      return element('b', inner);
    case 'em':
      return element('i', inner);
    case 'underline':
      return element('u', inner);
    case 'strike':
      return element('s', inner);
    case 'subsup':
      return element(mark.attrs.type, inner);
    case 'textColor':
      return element('color', inner, mark.attrs.color);
    case 'backgroundColor':
      return element('ground', inner, mark.attrs.color);
    case 'code':
      return element('code', inner);
  }
}
