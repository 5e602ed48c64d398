import { isElement, textOf } from '../dom/element.ts';
import type { HtmlElement } from '../dom/parse.ts';
import type { State } from '../flow/handler.ts';
import type { FlowListEntry } from '../flow/nodes.ts';

/**
 * Word and Outlook write a list as paragraphs with `mso-list: l0 level2 lfo1`, and the bullet or number as text
 * in a span with `mso-list: Ignore`.
 */
export function wordListEntry(state: State, element: HtmlElement): FlowListEntry | undefined {
  const level = /^l\d+\s+level(\d)/.exec(state.style?.msoList ?? '')?.[1];
  if (level === undefined) return undefined;
  const bullet = findBullet(state, element);
  return {
    type: 'listEntry',
    level: Number(level),
    order: bullet && numberOf(textOf(bullet)),
    content: state.blocks(element, { skipsBullets: true }),
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
