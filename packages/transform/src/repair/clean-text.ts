import type { WhiteSpace } from '../flow/nodes.ts';

/** Anything but single spaces between printable ASCII characters: most text has none of it. */
const UNUSUAL = /[^ -~]| {2}/;

const PLAIN = /^[ -~]*$/;

/** Control characters other than blanks. */
const CONTROL = /[^\P{Cc}\t\n\r\f]/gu;

/** With it, Word's plain text breaks a line within a paragraph. */
const VERTICAL_TAB = '\v';

/** Spaces and hints to break a line, which no reader sees and no search finds. */
const ZERO_WIDTH = /\u034f|[\u00ad\u200b\u2060\ufeff]/g;

/** Joiners shape letters and emoji; next to a blank they only pad. */
const PADDING_JOINER =
  /(?<![^\s\u200c\u200d])[\u200c\u200d]+|[\u200c\u200d]+(?![^\s\u200c\u200d])/g;

/**
 * Text as its line shows it: blanks collapsed as CSS does, no characters that only pad. No-break spaces become
 * spaces where they stand next to another blank; between two words they stay.
 */
export function cleanText(text: string, whiteSpace: WhiteSpace): string {
  if (!UNUSUAL.test(text)) return text;
  let clean = text;
  if (whiteSpace === 'normal') clean = clean.replace(/[ \t\n\r\f\v]+/g, ' ');
  else if (whiteSpace === 'pre-line') clean = clean.replace(/[ \t]+/g, ' ');
  if (PLAIN.test(clean)) return clean;
  clean = clean
    .toWellFormed()
    .replaceAll(VERTICAL_TAB, ' ')
    .replace(CONTROL, '')
    .replace(ZERO_WIDTH, '')
    .replace(PADDING_JOINER, '');
  return clean.includes('\u00a0')
    ? clean.replace(/[ \u00a0]{2,}/g, (blanks) => ' '.repeat(blanks.length))
    : clean;
}
