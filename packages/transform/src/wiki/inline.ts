import type { AdfInline, AdfMark, AdfText } from '../adf/types.ts';
import { escapeWiki } from './escape.ts';
import type { WikiContext } from './wiki-context.ts';

const phraseSigns: Partial<Record<AdfMark['type'], string>> = {
  em: '_',
  strong: '*',
  strike: '-',
  underline: '+',
};

/** A run of inline nodes as wiki markup. `lineBreak` is what a break is written as in this place. */
export function inlineWiki(
  nodes: readonly AdfInline[],
  context: WikiContext,
  lineBreak: string,
): string {
  // Never looked at as a whole while it grows: a line may have many thousand pieces.
  let out = '';
  let last = '';
  for (const [at, node] of nodes.entries()) {
    const following = nodes[at + 1];
    const next = following?.type === 'text' ? following.text.charAt(0) : '';
    const piece =
      node.type === 'text'
        ? textWiki(node, last === '' || last === '\n', last, next)
        : node.type === 'hardBreak'
          ? lineBreak
          : atomWiki(node, context);
    out += piece;
    last = piece.at(-1) ?? last;
  }
  return out;
}

function atomWiki(
  node: Exclude<AdfInline, { readonly type: 'text' | 'hardBreak' }>,
  context: WikiContext,
): string {
  switch (node.type) {
    case 'mention':
      return `[~accountid:${node.attrs.id}]`;
    case 'emoji':
      return node.attrs.text ?? node.attrs.shortName;
    case 'date':
      return new Date(Number(node.attrs.timestamp)).toISOString().slice(0, 10);
    case 'status':
      return `{color:${node.attrs.color}}*${escapeWiki(node.attrs.text, false)}*{color}`;
    case 'inlineCard':
      return `[${linkTarget(node.attrs.url)}]`;
    case 'mediaInline':
      return context.image(node);
  }
}

function textWiki(node: AdfText, atLineStart: boolean, before: string, after: string): string {
  const marks = node.marks ?? [];
  // Blanks at the edges stand outside the marks: inside them the signs would not act.
  const [, lead = '', core = '', trail = ''] = /^(\s*)(.*?)(\s*)$/s.exec(node.text) ?? [];
  if (core === '') return node.text;
  const isPlain = marks.length === 0;
  let out = escapeWiki(core, atLineStart && lead === '' && isPlain);
  if (marks.some(({ type }) => type === 'code')) out = `{{${out}}}`;
  // Between letters the signs act only in braces.
  const touches = (sign: string): boolean => /[\p{L}\p{N}]/u.test(sign);
  const isGlued = (lead === '' && touches(before)) || (trail === '' && touches(after));
  for (const mark of marks.toReversed()) out = marked(out, mark, isGlued);
  return `${lead}${out}${trail}`;
}

function marked(text: string, mark: AdfMark, isGlued: boolean): string {
  switch (mark.type) {
    case 'link':
      return `[${text}|${linkTarget(mark.attrs.href)}]`;
    case 'textColor':
      return `{color:${mark.attrs.color}}${text}{color}`;
    case 'subsup': {
      const sign = mark.attrs.type === 'sub' ? '~' : '^';
      return `{${sign}}${text}{${sign}}`;
    }
    default: {
      const sign = phraseSigns[mark.type];
      if (sign === undefined) return text;
      return isGlued ? `{${sign}}${text}{${sign}}` : `${sign}${text}${sign}`;
    }
  }
}

/** An address in a link: the signs that would end it are written as the URL standard has them. */
export function linkTarget(href: string): string {
  return href.replace(/[|\]\s{}]/g, encodeURIComponent);
}
