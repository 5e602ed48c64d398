import { parseColor } from './color.ts';
import type { Style } from './style.ts';

type LegacyReader = (style: Style, value: string, tagName: string) => void;

const readSize =
  (side: 'width' | 'height'): LegacyReader =>
  (style, value, tagName) => {
    const size = tagName === 'img' ? /^\d+(?=(\.\d+)?(px)?$)/.exec(value)?.[0] : undefined;
    if (size !== undefined) style[side] = Number(size);
  };

/** Attributes of the time before CSS, by HTML standard, § 15.3 and § 15.4. */
export const legacyAttributes: ReadonlyMap<string, LegacyReader> = new Map<string, LegacyReader>([
  [
    'hidden',
    (style) => {
      style.display = 'none';
    },
  ],
  // Of details and dialog, which are closed without it.
  [
    'open',
    (style) => {
      style.display = 'block';
    },
  ],
  [
    'align',
    (style, value, tagName) => {
      // On these it says where the whole stands, not how its text runs.
      if (tagName === 'table' || tagName === 'img') return;
      if (value === 'left' || value === 'right' || value === 'center') style.align = value;
      if (value === 'justify') style.align = 'start';
    },
  ],
  [
    'dir',
    (style, value) => {
      if (value === 'rtl' || value === 'ltr') style.direction = value;
    },
  ],
  [
    'bgcolor',
    (style, value) => {
      const color = parseColor(value);
      if (color !== undefined) style.background = color;
    },
  ],
  [
    'background',
    (style) => {
      style.background = 'image';
    },
  ],
  [
    'color',
    (style, value, tagName) => {
      const color = tagName === 'font' ? parseColor(value) : undefined;
      if (color !== undefined) style.color = color;
    },
  ],
  [
    'text',
    (style, value, tagName) => {
      const color = tagName === 'body' ? parseColor(value) : undefined;
      if (color !== undefined) style.color = color;
    },
  ],
  ['width', readSize('width')],
  ['height', readSize('height')],
]);
