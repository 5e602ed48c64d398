import { isBox, readVisible, type VisibleElement, wordsOf } from '@zdjsm/testing/html';
import { type Element, isTag, isText, type ParentNode } from 'domhandler';
import type { Structure } from './structure.ts';

/** The structure of a page as its elements say it, hidden ones left out. Shares nothing with the transform. */
export function structureOfHtml(html: string): Structure {
  const links = new Set<string>();
  const images = new Set<string>();
  const bold: string[] = [];
  const italic: string[] = [];
  const colored: string[] = [];
  const count = { tables: 0, listItems: 0, listDepth: 0, headings: 0, codeBlocks: 0, quotes: 0 };
  readVisible(html, (visible) => {
    const { element, style } = visible;
    const { name, attribs } = element;
    if (name === 'a' && isPublic(attribs['href']) && hasContent(element)) {
      links.add(addressOf(attribs['href']));
    } else if (name === 'img' && isShown(visible)) {
      images.add(addressOf(attribs['src']));
    } else if (name === 'table' && isData(element)) {
      count.tables += 1;
    } else if (/^h[1-6]$/.test(name) && isLineOfWords(element)) {
      count.headings += 1;
    } else if (name === 'pre' && isCode(element)) {
      count.codeBlocks += 1;
    } else if (
      name === 'blockquote' &&
      hasWords(element) &&
      !isIn(element, 'blockquote', 'li', 'table')
    ) {
      count.quotes = 1;
    }
    const level = name === 'li' ? depthOf(element) : wordLevelOf(visible);
    if (level !== undefined && hasWords(element)) {
      count.listItems += 1;
      count.listDepth = Math.max(count.listDepth, level);
    }
    const own = wordsOf(ownText(element));
    if (isBold(visible)) bold.push(...own);
    if (/^(i|em)$/.test(name) && style['font-style'] !== 'normal') italic.push(...own);
    if (hasColor(visible)) colored.push(...own);
  });
  return { ...count, links, images, bold, italic, colored };
}

function isBold({ element, style }: VisibleElement): boolean {
  const weight = style['font-weight'];
  if (isIn(element, 'pre', 'code', 'kbd', 'samp', 'tt')) return false;
  if (weight !== undefined) return /^(bold|[6-9]00)$/.test(weight);
  return /^(b|strong)$/.test(element.name);
}

/** Links have a colour of their own, and code has none. */
function hasColor({ element, style }: VisibleElement): boolean {
  const { name, attribs } = element;
  const color = style['color'] ?? (name === 'font' ? attribs['color'] : undefined);
  return name !== 'a' && isColored(color) && !isIn(element, 'pre', 'code', 'tt');
}

/** A colour that nobody takes for black or grey, and that can be read on white. */
function isColored(value: string | undefined): boolean {
  const hex = /^#([0-9a-f]{6})$/i.exec(value?.trim() ?? '')?.[1];
  if (hex === undefined) return false;
  const channels = [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return Math.max(...channels) - Math.min(...channels) > 0x40 && Math.min(...channels) < 0x80;
}

function isPublic(href: string | undefined): boolean {
  return /^\s*(https?:\/\/|mailto:|tel:)\S/i.test(href ?? '');
}

function addressOf(address: string | undefined): string {
  const clean = (address ?? '').replace(/[\p{Cc}\u200b\ufeff]/gu, '').trim();
  return clean.startsWith('//') ? `https:${clean}` : clean;
}

/** Not a tracking pixel, nor the picture of an emoji. */
function isShown({ element, style }: VisibleElement): boolean {
  const { attribs } = element;
  const sides = (['width', 'height'] as const).map((side) =>
    Number.parseFloat(style[side] ?? attribs[side] ?? '2'),
  );
  const isEmoji = /^\p{RGI_Emoji}+$/v.test(attribs['alt'] ?? '');
  return isBox(element, style) && sides.every((side) => !(side <= 1)) && !isEmoji;
}

/** Header cells or lines, at least two rows and two columns, and no tables inside or outside. */
function isData(table: Element): boolean {
  const rows = within(table, 'tr');
  const cells = within(table, 'td', 'th');
  const hasHeader = within(table, 'th').some(hasWords);
  const border = table.attribs['border'] ?? '0';
  const isLayout = /presentation|none/.test(table.attribs['role'] ?? '');
  return (
    !isLayout &&
    (hasHeader || Number.parseInt(border, 10) > 0) &&
    rows.length > 1 &&
    rows.some((row) => within(row, 'td', 'th').length > 1) &&
    cells.some(hasWords) &&
    within(table, 'table').length === 0 &&
    !isIn(table, 'table')
  );
}

function depthOf(item: Element): number {
  let depth = 0;
  for (let around = item.parent; around !== null && isTag(around); around = around.parent) {
    if (/^(ul|ol|menu|dir)$/.test(around.name)) depth += 1;
    if (around.name === 'td') break;
  }
  return Math.max(1, depth);
}

function wordLevelOf({ element, style }: VisibleElement): number | undefined {
  const level = /^l\d+ level(\d)/.exec(style['mso-list'] ?? '')?.[1];
  return element.name === 'p' && level !== undefined ? Number(level) : undefined;
}

function isCode(element: Element): boolean {
  return (
    hasWords(element) &&
    !/moz-/.test(element.attribs['class'] ?? '') &&
    within(element, 'a', 'img', 'table', 'ul', 'ol').length === 0
  );
}

function isLineOfWords(element: Element): boolean {
  return hasWords(element) && !isIn(element, 'li', 'blockquote', 'a');
}

function isIn(element: Element, ...names: readonly string[]): boolean {
  for (let around = element.parent; around !== null && isTag(around); around = around.parent) {
    if (names.includes(around.name)) return true;
  }
  return false;
}

function within(parent: ParentNode, ...names: readonly string[]): Element[] {
  return parent.children
    .filter(isTag)
    .flatMap((child) => [
      ...(names.includes(child.name) ? [child] : []),
      ...within(child, ...names),
    ]);
}

const hasWords = (element: Element): boolean => wordsOf(allText(element)).length > 0;

const hasContent = (element: Element): boolean =>
  hasWords(element) || within(element, 'img').length > 0;

function allText(parent: ParentNode): string {
  return parent.children
    .map((child) => (isText(child) ? child.data : isTag(child) ? allText(child) : ''))
    .join('');
}

function ownText(parent: ParentNode): string {
  return parent.children.map((child) => (isText(child) ? child.data : '\n')).join('');
}
