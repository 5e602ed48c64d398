import { parseColor } from './color.ts';
import type { Style } from './style.ts';

/** Adds to a style what a value of one property means. */
export type PropertyReader = (style: Style, value: string) => void;

/** The CSS properties that are read, and what each value means. Values come in lower case. */
export const properties: ReadonlyMap<string, PropertyReader> = new Map<string, PropertyReader>([
  [
    'display',
    (style, value) => {
      if (value === 'none') style.display = 'none';
      else if (value === 'inline' || value === 'contents') style.display = 'inline';
      else style.display = value.startsWith('inline-') ? 'as-usual' : 'block';
    },
  ],
  [
    'visibility',
    (style, value) => {
      style.visibility = value === 'visible' ? 'visible' : 'hidden';
    },
  ],
  [
    'opacity',
    (style, value) => {
      style.transparent = isZero(value);
    },
  ],
  ['overflow', readOverflow],
  ['overflow-y', readOverflow],
  [
    'height',
    (style, value) => {
      style.noHeight = isZero(value);
      readPixels(style, 'height', value);
    },
  ],
  [
    'width',
    (style, value) => {
      style.noWidth = isZero(value);
      readPixels(style, 'width', value);
    },
  ],
  [
    'max-height',
    (style, value) => {
      style.noHeight = isZero(value);
    },
  ],
  [
    'max-width',
    (style, value) => {
      style.noWidth = isZero(value);
    },
  ],
  [
    'font',
    (style, value) => {
      readWeight(style, value);
      readSlant(style, value);
      style.noFontSize = /(^|\s)0(px|pt|em|%)?([\s/]|$)/.test(value);
    },
  ],
  [
    'font-size',
    (style, value) => {
      if (value !== 'inherit') style.noFontSize = isZero(value);
    },
  ],
  ['font-weight', readWeight],
  ['font-style', readSlant],
  [
    'color',
    (style, value) => {
      const color = parseColor(value);
      if (color !== undefined) style.color = color;
    },
  ],
  ['background', readBackground],
  ['background-color', readBackground],
  [
    'background-image',
    (style, value) => {
      style.backgroundImage = value !== 'none';
    },
  ],
  ['text-decoration', readDecoration],
  ['text-decoration-line', readDecoration],
  [
    'vertical-align',
    (style, value) => {
      if (value === 'sub') style.subsup = 'sub';
      else style.subsup = value === 'super' ? 'sup' : 'none';
    },
  ],
  [
    'text-align',
    (style, value) => {
      const side = /start|end|left|right|center|justify/.exec(value)?.[0];
      if (side === 'justify') style.align = 'start';
      else if (isSide(side)) style.align = side;
    },
  ],
  [
    'direction',
    (style, value) => {
      if (value === 'rtl' || value === 'ltr') style.direction = value;
    },
  ],
  [
    'white-space',
    (style, value) => {
      if (value === 'pre-line') style.whiteSpace = 'pre-line';
      else style.whiteSpace = /^(pre|break-spaces)/.test(value) ? 'pre' : 'normal';
    },
  ],
  [
    'margin',
    (style, value) => {
      const [top = '', right = top, bottom = top, left = right] = value.split(/\s+/);
      style.noMarginTop = isZero(top);
      style.noMarginBottom = isZero(bottom);
      readMarginLeft(style, left);
    },
  ],
  ['margin-left', readMarginLeft],
  [
    'text-indent',
    (style, value) => {
      style.hangs = value.startsWith('-');
    },
  ],
  [
    'margin-top',
    (style, value) => {
      style.noMarginTop = isZero(value);
    },
  ],
  [
    'margin-bottom',
    (style, value) => {
      style.noMarginBottom = isZero(value);
    },
  ],
  [
    'border',
    (style, value) => {
      style.bordered = isLine(value);
    },
  ],
  // Lines between two columns; those below a cell part the sections of a newsletter as well.
  ['border-left', readSideBorder],
  ['border-right', readSideBorder],
  [
    'border-top',
    (style, value) => {
      style.borderedTop = isLine(value);
    },
  ],
  [
    'mso-list',
    (style, value) => {
      style.msoList = value;
    },
  ],
]);

const POINTS: Readonly<Record<string, number>> = { pt: 1, px: 0.75, in: 72, cm: 28.35, mm: 2.835 };

function readMarginLeft(style: Style, value: string): void {
  const [, number, unit = ''] = /^(\d*\.?\d+)(pt|px|in|cm|mm)$/.exec(value) ?? [];
  const points = POINTS[unit];
  if (points !== undefined) style.marginLeftPt = Number(number) * points;
}

function readSideBorder(style: Style, value: string): void {
  if (isLine(value)) style.bordered = true;
}

function readOverflow(style: Style, value: string): void {
  style.clipsOverflow = value === 'hidden' || value === 'clip';
}

function readWeight(style: Style, value: string): void {
  if (/inherit|var\(/.test(value)) return;
  const weight = /\b(bold|bolder|[1-9]00)\b/.exec(value)?.[0] ?? 'normal';
  style.bold = weight.startsWith('bold') || Number(weight) >= 600;
}

function readSlant(style: Style, value: string): void {
  if (!/inherit|var\(/.test(value)) style.italic = /italic|oblique/.test(value);
}

function readDecoration(style: Style, value: string): void {
  if (/inherit|var\(/.test(value)) return;
  style.underline = value.includes('underline');
  style.strike = value.includes('line-through');
}

function readBackground(style: Style, value: string): void {
  if (/url\(|gradient\(/.test(value)) style.backgroundImage = true;
  // A shorthand names its colour among other words; functions such as rgb() hold spaces.
  for (const word of value.match(/[a-z-]+\([^)]*\)|[^\s]+/g) ?? []) {
    const color = parseColor(word);
    if (color !== undefined) style.background = color;
  }
}

function readPixels(style: Style, side: 'width' | 'height', value: string): void {
  const pixels = /^(\d+(?:\.\d+)?)(px)?$/.exec(value)?.[1];
  if (pixels !== undefined) style[side] = Number(pixels);
}

const isZero = (value: string): boolean => /^[+-]?0*\.?0+([a-z%]*)$/.test(value);

const isLine = (value: string): boolean => !/none|hidden|(^|\s)0/.test(value) && value !== '';

const isSide = (side: string | undefined): side is NonNullable<Style['align']> =>
  side !== undefined && side !== 'justify';
