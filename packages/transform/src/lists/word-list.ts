import { classesOf, isElement, textOf } from '../dom/element.ts';
import type { HtmlElement } from '../dom/parse.ts';
import type { State } from '../flow/handler.ts';
import type { FlowListEntry, FlowNode } from '../flow/nodes.ts';

/**
 * Word and Outlook write a list as paragraphs with `mso-list: l0 level2 lfo1`, and the bullet or number as text
 * in a span with `mso-list: Ignore`. Most webmails and helpdesks take `mso-` away: what is left of a bullet list are
 * its signs, at the start of paragraphs that hang. What is left of a number is kept as text.
 */
export function wordListEntry(state: State, element: HtmlElement): FlowListEntry | undefined {
  const [, list, level] = /^(l\d+)\s+level(\d)/.exec(state.style?.msoList ?? '') ?? [];
  const bullet = level === undefined ? undefined : findBullet(state, element);
  if (bullet !== undefined) {
    return {
      type: 'listEntry',
      list,
      level: Number(level),
      order: numberOf(textOf(bullet)),
      content: state.blocks(element, { skipsBullets: true }),
    };
  }
  if (level === undefined && !hangs(state, element)) return undefined;
  const written = withoutSign(state.blocks(element));
  if (level === undefined && !written.hasSign) return undefined;
  return {
    type: 'listEntry',
    list,
    level: level === undefined ? levelOf(state.style?.marginLeftPt) : Number(level),
    order: undefined,
    content: written.content,
  };
}

const LIST_PARAGRAPH = /^(?:x_)*MsoListParagraph/;

function hangs(state: State, element: HtmlElement): boolean {
  const mayHang =
    state.style?.hangs === true || classesOf(element).some((name) => LIST_PARAGRAPH.test(name));
  return mayHang && SIGN.test(textOf(element));
}

// Half an inch is what Word indents a level by.
const LEVEL_PT = 36;

function levelOf(marginLeftPt = 0): number {
  return Math.min(9, Math.max(1, Math.round(marginLeftPt / LEVEL_PT)));
}

/** A sign of Word's bullets that is no letter, with the blanks behind it. */
const SIGN = /^[ \t\r\n]*[·•▪◦●○■□‣⁃–-][\s\u00a0]*[\t\u00a0][\s\u00a0]*/;

/** Takes the sign away, and the blanks between it and the text, which stand in several nodes. */
function withoutSign(content: readonly FlowNode[]): { hasSign: boolean; content: FlowNode[] } {
  const first = content.findIndex(({ type }) => type !== 'boundary');
  let line = '';
  let end = Math.max(0, first);
  for (let node = content[end]; node?.type === 'text'; node = content[++end]) line += node.text;
  let left = SIGN.exec(line)?.[0].length ?? 0;
  return {
    hasSign: left > 0,
    content: content.map((node, at) => {
      if (left === 0 || at < first || at >= end || node.type !== 'text') return node;
      const text = node.text.slice(left);
      left -= node.text.length - text.length;
      return { ...node, text };
    }),
  };
}

function findBullet(state: State, parent: HtmlElement): HtmlElement | undefined {
  for (const child of parent.childNodes) {
    if (!isElement(child)) continue;
    if (state.styleOf(child)?.msoList === 'ignore') return child;
    const inner = findBullet(state, child);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

const ROMAN: Readonly<Record<string, number>> = {
  i: 1,
  v: 5,
  x: 10,
  l: 50,
  c: 100,
};

/** The value of `3.`, `c)`, `(iv)`; undefined for a bullet. */
function numberOf(bullet: string): number | undefined {
  const label = bullet.replace(/[\s\u00a0]/g, '').toLowerCase();
  const digits = /^\(?(\d{1,6})[.)]*$/.exec(label)?.[1];
  if (digits !== undefined) return Number(digits);
  // Of `2.1.` the last number counts: the list around it shows the others.
  const last = /^(?:\d{1,4}\.)+(\d{1,4})[.)]?$/.exec(label)?.[1];
  if (last !== undefined) return Number(last);
  const letters = /^\(?([a-z]{1,6})[.)]+$/.exec(label)?.[1];
  if (letters === undefined) return undefined;
  if (/^[ivxlc]{2,}$|^[ivx]$/.test(letters)) return romanValue(letters);
  return letters.length === 1 ? letters.charCodeAt(0) - 96 : 1;
}

function romanValue(numeral: string): number {
  const values = [...numeral].map((letter) => ROMAN[letter] ?? 0);
  return values.reduce(
    (sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value),
    0,
  );
}
