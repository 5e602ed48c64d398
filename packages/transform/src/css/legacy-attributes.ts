import { parseColor } from './color.ts';
import type { Style } from './style.ts';

type LegacyReader = (value: string, tagName: string) => Style | undefined;

const HIDDEN: Style = { display: 'none' };
const SHOWN: Style = { display: 'block' };
const PICTURE: Style = { backgroundImage: true };

const aligned: ReadonlyMap<string, Style> = new Map<string, Style>([
  ['left', { align: 'left' }],
  ['right', { align: 'right' }],
  ['center', { align: 'center' }],
  ['justify', { align: 'start' }],
]);

const directed: ReadonlyMap<string, Style> = new Map<string, Style>([
  ['ltr', { direction: 'ltr' }],
  ['rtl', { direction: 'rtl' }],
]);

/**
 * What attributes of the time before CSS say, and those that hide. Values come in lower case.
 * Source: HTML standard, § 15.3 and § 15.4.
 */
export const legacyAttributes: ReadonlyMap<string, LegacyReader> = new Map<string, LegacyReader>([
  ['hidden', () => HIDDEN],
  // Of details and dialog, which are closed without it.
  ['open', () => SHOWN],
  [
    'align',
    (value, tagName) =>
      // On these it says where the whole stands, not how its text runs.
      tagName === 'table' || tagName === 'img' ? undefined : aligned.get(value),
  ],
  ['dir', (value) => directed.get(value)],
  ['background', () => PICTURE],
  ['bgcolor', (value) => withColor('background', value)],
  ['color', (value, tagName) => (tagName === 'font' ? withColor('color', value) : undefined)],
  ['text', (value, tagName) => (tagName === 'body' ? withColor('color', value) : undefined)],
]);

function withColor(property: 'color' | 'background', value: string): Style | undefined {
  const color = parseColor(value);
  return color === undefined ? undefined : { [property]: color };
}
