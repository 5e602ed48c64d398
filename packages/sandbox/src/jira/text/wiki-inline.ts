import { type AdfMark, type AdfNode, textNode } from './adf.ts';

/** The media id of a file on the issue; undefined when there is none or more than one of the name. */
export type FindMedia = (filename: string) => string | undefined;

const FILE = /^!([^!|\n]+)(?:\|([^!\n]*))?!$/;
const TOKEN =
  /!([^!|\n]+)(?:\|([^!\n]*))?!|\[\^([^\]\n]+)\]|\[~accountid:([^\]\n]+)\]|\[([^|\]\n]+)\|([^\]\n|]+)(?:\|[^\]\n]*)?\]|\[(https?:[^\]\n]+)\]|\{\{(.+?)\}\}|(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])|(?<![\w_])_(?=\S)([^_\n]+?)(?<=\S)_(?![\w_])|(?<![\w+])\+(?=\S)([^+\n]+?)(?<=\S)\+(?![\w+])|(?<![\w-])-(?=\S)([^-\n]+?)(?<=\S)-(?![\w-])|\\([^\w\s])|(https?:\/\/[^\s<>\]|]+)|(\n)/g;

export function isFileLine(line: string): boolean {
  return FILE.test(line.trim());
}

/** A file that stands alone on its line becomes a block. */
export function wikiMedia(text: string, findMedia: FindMedia): AdfNode | undefined {
  const [, name = '', options = ''] = FILE.exec(text) ?? [];
  const media = mediaNode(name, findMedia);
  if (!media) return undefined;
  const width = /(?:^|,)width=(\d+)/.exec(options)?.[1];
  const size = width === undefined ? {} : { width: Number(width), widthType: 'pixel' };
  return { type: 'mediaSingle', attrs: { layout: 'center', ...size }, content: [media] };
}

function mediaNode(name: string, findMedia: FindMedia): AdfNode | undefined {
  if (/^https?:/.test(name)) return { type: 'media', attrs: { type: 'external', url: name } };
  const id = findMedia(name);
  if (id === undefined) return undefined;
  return { type: 'media', attrs: { type: 'file', id, collection: '', alt: name } };
}

export function wikiInline(text: string, findMedia: FindMedia): AdfNode[] {
  return merge(inline(text, [], findMedia));
}

function inline(text: string, marks: readonly AdfMark[], findMedia: FindMedia): AdfNode[] {
  const nodes: AdfNode[] = [];
  let at = 0;
  for (const match of text.matchAll(TOKEN)) {
    nodes.push(...plain(text.slice(at, match.index), marks));
    nodes.push(...tokenNodes(match, marks, findMedia));
    at = match.index + match[0].length;
  }
  return [...nodes, ...plain(text.slice(at), marks)];
}

function tokenNodes(
  match: RegExpExecArray,
  marks: readonly AdfMark[],
  findMedia: FindMedia,
): AdfNode[] {
  const [whole, image, , file, person, label, href, bareHref, mono, bold, italic, under, struck] =
    match;
  const [escaped, url, newline] = match.slice(13);
  const withMark = (inner: string, mark: AdfMark): AdfNode[] =>
    inline(inner, [...marks.filter((outer) => outer.type !== mark.type), mark], findMedia);
  const named = image ?? file;
  if (named !== undefined) {
    const id = findMedia(named);
    if (id === undefined) return plain(whole, marks);
    return [{ type: 'mediaInline', attrs: { type: 'file', id, collection: '' } }];
  }
  if (person !== undefined) return [{ type: 'mention', attrs: { id: person, text: '@' } }];
  if (label !== undefined) return withMark(label, { type: 'link', attrs: { href: href ?? '' } });
  const address = bareHref ?? url;
  if (address !== undefined) {
    const others = marks.filter((mark) => mark.type !== 'link');
    return plain(address, [...others, { type: 'link', attrs: { href: address } }]);
  }
  if (mono !== undefined) {
    return plain(mono, [...marks.filter((mark) => mark.type === 'link'), { type: 'code' }]);
  }
  if (bold !== undefined) return withMark(bold, { type: 'strong' });
  if (italic !== undefined) return withMark(italic, { type: 'em' });
  if (under !== undefined) return withMark(under, { type: 'underline' });
  if (struck !== undefined) return withMark(struck, { type: 'strike' });
  if (escaped !== undefined) return plain(escaped, marks);
  return newline === undefined ? [] : [{ type: 'hardBreak' }];
}

function plain(text: string, marks: readonly AdfMark[]): AdfNode[] {
  return text === '' ? [] : [textNode(text, marks)];
}

/** Neighbouring texts with the same marks become one. */
function merge(nodes: readonly AdfNode[]): AdfNode[] {
  const merged: AdfNode[] = [];
  for (const node of nodes) {
    const last = merged.at(-1);
    const joins =
      last?.type === 'text' &&
      node.type === 'text' &&
      JSON.stringify(last.marks) === JSON.stringify(node.marks);
    if (joins) merged[merged.length - 1] = textNode(`${last.text}${node.text}`, node.marks);
    else merged.push(node);
  }
  return merged;
}
