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
 * subsup, underline). Contexts that look the same get the very same array, so that text can be joined by comparing
 * pointers.
 */
export function createMarkFactory(): (context: Context) => readonly AdfMark[] {
  const byLook = new Map<string, readonly AdfMark[]>();
  let last: { readonly context: Context; readonly marks: readonly AdfMark[] } | undefined;
  return (context) => {
    if (last?.context === context) return last.marks;
    const { bold, italic, underline, strike, code, subsup, color, highlight, ground, href } =
      context;
    const look = `${bold} ${italic} ${underline} ${strike} ${code} ${subsup} ${color} ${highlight} ${ground} ${href}`;
    let marks = byLook.get(look);
    if (marks === undefined) {
      marks = marksOf(context);
      byLook.set(look, marks);
    }
    last = { context, marks };
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
