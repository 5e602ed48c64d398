import type { AdfMark } from '../adf/types.ts';
import { type Context, visibleColors } from './context.ts';

const EM: AdfMark = { type: 'em' };
const STRONG: AdfMark = { type: 'strong' };
const STRIKE: AdfMark = { type: 'strike' };
const UNDERLINE: AdfMark = { type: 'underline' };
const CODE: AdfMark = { type: 'code' };
const SUB: AdfMark = { type: 'subsup', attrs: { type: 'sub' } };
const SUP: AdfMark = { type: 'subsup', attrs: { type: 'sup' } };

/**
 * Makes the marks of a context, in the order that the editor's schema wants (link, em, strong, colours, strike,
 * subsup, underline). Equal contexts get the very same array, so that text can be joined by comparing pointers.
 */
export function createMarkFactory(): (context: Context) => readonly AdfMark[] {
  const byContext = new WeakMap<Context, readonly AdfMark[]>();
  const byContent = new Map<string, readonly AdfMark[]>();
  return (context) => {
    let marks = byContext.get(context);
    if (marks === undefined) {
      marks = marksOf(context);
      const key = JSON.stringify(marks);
      const equal = byContent.get(key);
      if (equal === undefined) byContent.set(key, marks);
      else marks = equal;
      byContext.set(context, marks);
    }
    return marks;
  };
}

function marksOf(context: Context): readonly AdfMark[] {
  const marks: AdfMark[] = [];
  if (context.href !== undefined) marks.push({ type: 'link', attrs: { href: context.href } });
  // The editor's schema lets code stand with nothing, not even with a link, which is worth more.
  else if (context.code) return [CODE];
  if (context.italic) marks.push(EM);
  if (context.bold) marks.push(STRONG);
  const { text, background } = visibleColors(context);
  if (text !== undefined) marks.push({ type: 'textColor', attrs: { color: text } });
  if (background !== undefined)
    marks.push({ type: 'backgroundColor', attrs: { color: background } });
  if (context.strike) marks.push(STRIKE);
  if (context.subsup !== undefined) marks.push(context.subsup === 'sub' ? SUB : SUP);
  if (context.underline) marks.push(UNDERLINE);
  return marks;
}
