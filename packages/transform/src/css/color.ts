import { colorNames } from './color-names.ts';

/** `#rrggbb` in lower case, as ADF wants it. */
export type HexColor = string;

/**
 * The colour that a CSS value or a legacy attribute names; `transparent` for one that shows nothing.
 * Undefined for what depends on the surroundings (`inherit`, `windowtext`, `var(…)`) or is no colour.
 */
export function parseColor(value: string): HexColor | 'transparent' | undefined {
  const text = value.trim().toLowerCase();
  if (text === 'transparent') return 'transparent';
  const hex = /^#?([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.exec(text)?.[1];
  if (hex !== undefined && (text.startsWith('#') || !colorNames.has(text))) return fromHex(hex);
  const named = colorNames.get(text);
  if (named !== undefined) return named;
  const call = /^(rgb|hsl)a?\(([^)]*)\)$/.exec(text);
  return call ? fromFunction(call[1] === 'hsl', call[2] ?? '') : undefined;
}

/** Black and what can't be told from it: the colour that text has anyway. */
export function isInk(color: HexColor): boolean {
  const [red, green, blue] = channels(color);
  const brightest = Math.max(red, green, blue);
  return brightest <= 0x40 && brightest - Math.min(red, green, blue) <= 0x14;
}

/** Whether text of this colour can be read on a white page: at a contrast far below any guideline. */
export function isReadableOnWhite(color: HexColor): boolean {
  return contrastWithWhite(color) >= 1.6;
}

/** White and what can't be told from it: the ground that a page has anyway. */
export function isPageWhite(color: HexColor): boolean {
  return contrastWithWhite(color) < 1.05;
}

function fromHex(digits: string): HexColor | 'transparent' {
  const long = digits.length <= 4 ? digits.replace(/./g, '$&$&') : digits;
  return long.slice(6) === '00' ? 'transparent' : `#${long.slice(0, 6)}`;
}

function fromFunction(isHsl: boolean, inner: string): HexColor | 'transparent' | undefined {
  const parts = inner.split(/[\s,/]+/).filter((part) => part !== '');
  const [first, second, third, alpha = '1'] = parts;
  if (first === undefined || second === undefined || third === undefined) return undefined;
  if (Number.parseFloat(alpha) === 0) return 'transparent';
  const numbers = isHsl
    ? hslToRgb(Number.parseFloat(first), percent(second), percent(third))
    : [first, second, third].map((part) =>
        part.endsWith('%') ? percent(part) * 255 : Number.parseFloat(part),
      );
  return numbers.some(Number.isNaN) ? undefined : `#${numbers.map(toHexByte).join('')}`;
}

const percent = (text: string): number => Number.parseFloat(text) / 100;

function toHexByte(value: number): string {
  return Math.round(Math.min(255, Math.max(0, value)))
    .toString(16)
    .padStart(2, '0');
}

// CSS Color Module Level 4, § 7.1.
function hslToRgb(hue: number, saturation: number, lightness: number): number[] {
  const amplitude = saturation * Math.min(lightness, 1 - lightness);
  return [0, 8, 4].map((offset) => {
    const k = (((offset + hue / 30) % 12) + 12) % 12;
    return 255 * (lightness - amplitude * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  });
}

function channels(color: HexColor): [number, number, number] {
  const value = Number.parseInt(color.slice(1), 16);
  return [(value >> 16) & 0xff, (value >> 8) & 0xff, value & 0xff];
}

// WCAG 2.2, contrast ratio and relative luminance.
function contrastWithWhite(color: HexColor): number {
  const [red, green, blue] = channels(color).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
  return 1.05 / (luminance + 0.05);
}
