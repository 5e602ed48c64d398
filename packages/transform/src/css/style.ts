import type { HexColor } from './color.ts';

/** What of an element's own style matters to a document without a page; absent: not declared. */
export interface Style {
  /** `as-usual`: what the element is without any style. */
  display?: 'none' | 'block' | 'inline' | 'as-usual';
  /** Inherited, and a descendant can be visible again. */
  visibility?: 'hidden' | 'visible';
  transparent?: boolean;
  clipsOverflow?: boolean;
  noHeight?: boolean;
  noWidth?: boolean;
  /** Whether the font size is zero. */
  noFontSize?: boolean;
  color?: HexColor | 'transparent';
  background?: HexColor | 'transparent';
  /** A picture or gradient lies behind: nobody can say which colour is seen. */
  backgroundImage?: boolean;
  bold?: boolean;
  italic?: boolean;
  underline?: boolean;
  strike?: boolean;
  subsup?: 'sub' | 'sup' | 'none';
  code?: boolean;
  align?: 'start' | 'end' | 'left' | 'right' | 'center';
  direction?: 'ltr' | 'rtl';
  whiteSpace?: 'normal' | 'pre' | 'pre-line';
  noMarginTop?: boolean;
  noMarginBottom?: boolean;
  /** In points, where the source gives an absolute length. */
  marginLeftPt?: number;
  /** Whether the first line stands out to the left: how lists are written without lists. */
  hangs?: boolean;
  bordered?: boolean;
  borderedTop?: boolean;
  width?: number;
  height?: number;
  /** Word's own property: `l0 level2 lfo1`, or `ignore` for the bullet. */
  msoList?: string;
  /** Declarations marked `!important`. */
  important?: Style;
}

/** Later styles win over earlier ones, important declarations over all others. */
export function cascade(styles: readonly Style[]): Style {
  const merged: Style = {};
  for (const style of styles) Object.assign(merged, style);
  if (merged.important === undefined) return merged;
  for (const { important } of styles) Object.assign(merged, important);
  return merged;
}

/** Whether an element with this style shows nothing of what it holds. */
export function hidesContent(style: Style): boolean {
  return (
    style.display === 'none' ||
    style.transparent === true ||
    (style.clipsOverflow === true && (style.noHeight === true || style.noWidth === true))
  );
}
