import { type HexColor, isInk, isPageWhite, isReadableOnWhite } from '../css/color.ts';
import type { Style } from '../css/style.ts';
import type { Alignment, WhiteSpace } from './nodes.ts';

/** How text at a place looks: what is inherited from the elements around it. */
export interface Context {
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly strike: boolean;
  readonly code: boolean;
  readonly subsup: 'sub' | 'sup' | undefined;
  readonly color: HexColor | undefined;
  /** The background of the words themselves. */
  readonly highlight: HexColor | undefined;
  /** What the text stands on; undefined where nobody said. */
  readonly ground: HexColor | 'image' | undefined;
  readonly href: string | undefined;
  readonly whiteSpace: WhiteSpace;
  readonly align: Alignment;
  readonly direction: 'ltr' | 'rtl';
  readonly concealed: boolean;
  readonly noFontSize: boolean;
  /** Of a data table, whose rows and cells are emitted as such; undefined where they only place things. */
  readonly tablePart: 'head' | 'body' | undefined;
  /** Whether Word's written-out bullets are left out, because they stand in an item of a list. */
  readonly skipsBullets: boolean;
}

export const rootContext: Context = {
  bold: false,
  italic: false,
  underline: false,
  strike: false,
  code: false,
  subsup: undefined,
  color: undefined,
  highlight: undefined,
  ground: undefined,
  href: undefined,
  whiteSpace: 'normal',
  align: 'start',
  direction: 'ltr',
  concealed: false,
  noFontSize: false,
  tablePart: undefined,
  skipsBullets: false,
};

/** The context in an element of this style. What stands in a line gives its words a background, and aligns nothing. */
export function derive(parent: Context, style: Style, inLine: boolean): Context {
  const derived = inherit(parent, style, inLine);
  // Most styles are about boxes; text in them looks as it does around them.
  return sameLook(parent, derived) ? parent : derived;
}

function sameLook(one: Context, other: Context): boolean {
  return (
    one.bold === other.bold &&
    one.italic === other.italic &&
    one.underline === other.underline &&
    one.strike === other.strike &&
    one.code === other.code &&
    one.subsup === other.subsup &&
    one.color === other.color &&
    one.highlight === other.highlight &&
    one.ground === other.ground &&
    one.whiteSpace === other.whiteSpace &&
    one.align === other.align &&
    one.direction === other.direction &&
    one.concealed === other.concealed &&
    one.noFontSize === other.noFontSize
  );
}

function inherit(parent: Context, style: Style, inLine: boolean): Context {
  const background = style.background === 'transparent' ? undefined : style.background;
  const direction = style.direction ?? parent.direction;
  return {
    bold: style.bold ?? parent.bold,
    italic: style.italic ?? parent.italic,
    // Decorations are drawn over all that is inside; nothing in there can take them away.
    underline: parent.underline || style.underline === true,
    strike: parent.strike || style.strike === true,
    code: parent.code || style.code === true,
    subsup: style.subsup === 'none' ? undefined : (style.subsup ?? parent.subsup),
    color: style.color === 'transparent' ? parent.color : (style.color ?? parent.color),
    highlight: (inLine ? background : undefined) ?? parent.highlight,
    ground: style.backgroundImage === true ? 'image' : (background ?? parent.ground),
    href: parent.href,
    whiteSpace: style.whiteSpace ?? parent.whiteSpace,
    align: inLine ? parent.align : alignment(style.align, direction, parent),
    direction,
    concealed: style.visibility === undefined ? parent.concealed : style.visibility === 'hidden',
    noFontSize: style.noFontSize ?? parent.noFontSize,
    tablePart: parent.tablePart,
    skipsBullets: parent.skipsBullets,
  };
}

/** Whether text in this context can't be seen by anybody. */
export function isInvisible({ concealed, noFontSize, color, ground }: Context): boolean {
  return concealed || noFontSize || (color !== undefined && color === ground);
}

/**
 * The colours that text keeps. Black is what it has anyway; and white letters of which the dark ground stays
 * behind would be white on white, so they take their ground with them, or lose their colour.
 */
export function visibleColors({ color, highlight, ground }: Context): {
  readonly text: HexColor | undefined;
  readonly background: HexColor | undefined;
} {
  const own = highlight !== undefined && !isPageWhite(highlight) ? highlight : undefined;
  if (color === undefined || isInk(color)) return { text: undefined, background: own };
  if (own !== undefined || isReadableOnWhite(color)) return { text: color, background: own };
  if (ground === undefined || ground === 'image' || !isReadableOnWhite(ground)) {
    return { text: undefined, background: undefined };
  }
  return { text: color, background: ground };
}

function alignment(
  align: Style['align'],
  direction: Context['direction'],
  parent: Context,
): Alignment {
  const turned = direction !== parent.direction;
  if (align === undefined && !turned) return parent.align;
  // ADF's `end` is the right side: its pages run from left to right.
  const start = direction === 'rtl' ? 'end' : 'start';
  const end = direction === 'rtl' ? 'start' : 'end';
  switch (align ?? 'start') {
    case 'center':
      return 'center';
    case 'left':
      return 'start';
    case 'right':
      return 'end';
    case 'end':
      return end;
    default:
      return start;
  }
}
