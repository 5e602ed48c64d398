import { type AdfNode, doc, paragraph, textNode } from './adf.ts';
import { type FindMedia, isFileLine, wikiInline, wikiMedia } from './wiki-inline.ts';

/**
 * Turns wiki markup into the document that Jira stores. The subset that support text uses:
 * headings, lists, quotes, code, panels, tables, rules, links, marks, mentions and files.
 */
export function wikiToAdf(wiki: string, findMedia: FindMedia): AdfNode {
  return doc(...blocks(wiki.replaceAll(/\r\n?/g, '\n').split('\n'), findMedia));
}

const FENCE = /^\{(code|noformat|quote|panel)(?::[^}]*)?\}(.*)$/;
const HEADING = /^h([1-6])\.\s+(.*)$/;
const LIST = /^([*#-]+)\s+(.*)$/;
const TABLE = /^\|/;

function blocks(lines: readonly string[], findMedia: FindMedia): AdfNode[] {
  const nodes: AdfNode[] = [];
  let pending: string[] = [];
  const flush = (): void => {
    const inline = wikiInline(pending.join('\n').trim(), findMedia);
    if (inline.length > 0) nodes.push(paragraph(...inline));
    pending = [];
  };
  /** Lines from `start` on that the test accepts. */
  const run = (start: number, accepts: (line: string) => boolean): string[] => {
    const end = lines.findIndex((line, i) => i >= start && !accepts(line));
    return lines.slice(start, end === -1 ? lines.length : end);
  };

  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const fence = FENCE.exec(line.trim());
    const heading = HEADING.exec(line);
    const media = isFileLine(line) ? wikiMedia(line.trim(), findMedia) : undefined;
    if (fence) {
      flush();
      const { inner, consumed } = fenced(lines, i, fence[1] ?? '', fence[2] ?? '');
      nodes.push(...fencedBlock(fence[1] ?? '', inner, findMedia));
      i += consumed;
    } else if (heading) {
      flush();
      const inline = wikiInline(heading[2] ?? '', findMedia);
      nodes.push({ type: 'heading', attrs: { level: Number(heading[1]) }, content: inline });
    } else if (/^-{4,}\s*$/.test(line)) {
      flush();
      nodes.push({ type: 'rule' });
    } else if (LIST.test(line)) {
      flush();
      const items = run(i, (next) => LIST.test(next));
      nodes.push(...listOf(items, 1, findMedia));
      i += items.length - 1;
    } else if (TABLE.test(line)) {
      flush();
      const rows = run(i, (next) => TABLE.test(next));
      nodes.push(tableOf(rows, findMedia));
      i += rows.length - 1;
    } else if (line.startsWith('bq. ')) {
      flush();
      nodes.push({
        type: 'blockquote',
        content: [paragraph(...wikiInline(line.slice(4), findMedia))],
      });
    } else if (media) {
      flush();
      nodes.push(media);
    } else if (line.trim() === '') {
      flush();
    } else {
      pending.push(line);
    }
  }
  flush();
  return nodes;
}

/** The text between `{x}` and its closing `{x}`, on one line or on several. */
function fenced(lines: readonly string[], start: number, name: string, rest: string) {
  const close = `{${name}}`;
  if (rest.endsWith(close)) return { inner: [rest.slice(0, -close.length)], consumed: 0 };
  const inner = rest === '' ? [] : [rest];
  for (let i = start + 1; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (line.trimEnd().endsWith(close)) {
      const before = line.trimEnd().slice(0, -close.length);
      return { inner: before === '' ? inner : [...inner, before], consumed: i - start };
    }
    inner.push(line);
  }
  return { inner, consumed: lines.length - start - 1 };
}

function fencedBlock(name: string, inner: readonly string[], findMedia: FindMedia): AdfNode[] {
  if (name === 'code' || name === 'noformat') {
    const text = inner.join('\n');
    return [{ type: 'codeBlock', content: text === '' ? [] : [textNode(text)] }];
  }
  const content = blocks(inner, findMedia);
  const [type, attrs] =
    name === 'quote' ? ['blockquote', {}] : ['panel', { attrs: { panelType: 'info' } }];
  const allowed = content.filter((node) => node.type === 'paragraph' || node.type.endsWith('List'));
  // What a quote or a panel may not hold follows it instead of being lost.
  const others = content.filter((node) => !allowed.includes(node));
  return allowed.length === 0 ? others : [{ type, ...attrs, content: allowed }, ...others];
}

function listOf(lines: readonly string[], level: number, findMedia: FindMedia): AdfNode[] {
  const lists: AdfNode[] = [];
  let i = 0;
  while (i < lines.length) {
    const bullets = LIST.exec(lines[i] ?? '')?.[1] ?? '*';
    const type = bullets[level - 1] === '#' ? 'orderedList' : 'bulletList';
    const items: AdfNode[] = [];
    while (i < lines.length) {
      const [, own = '', text = ''] = LIST.exec(lines[i] ?? '') ?? [];
      const sameList = own.length > level || (own[level - 1] === '#') === (type === 'orderedList');
      if (!sameList) break;
      i += 1;
      const deeper: string[] = [];
      for (; i < lines.length && depthOf(lines[i]) > level; i++) deeper.push(lines[i] ?? '');
      items.push({
        type: 'listItem',
        content: [
          paragraph(...wikiInline(text, findMedia)),
          ...listOf(deeper, level + 1, findMedia),
        ],
      });
    }
    lists.push({ type, content: items });
  }
  return lists;
}

function depthOf(line: string | undefined): number {
  return LIST.exec(line ?? '')?.[1]?.length ?? 0;
}

function tableOf(lines: readonly string[], findMedia: FindMedia): AdfNode {
  const rows = lines.map((line): AdfNode => {
    const cells = [...line.matchAll(/(\|\|?)([^|]*(?:\|(?=[^|\]]*\])[^|]*)*)/g)];
    const filled = cells.filter(([, , text], i) => i < cells.length - 1 || text?.trim() !== '');
    return {
      type: 'tableRow',
      content: (filled.length > 0 ? filled : cells.slice(0, 1)).map(([, bar, text = '']) => ({
        type: bar === '||' ? 'tableHeader' : 'tableCell',
        attrs: {},
        content: [paragraph(...wikiInline(text.trim(), findMedia))],
      })),
    };
  });
  return { type: 'table', content: rows };
}
