import type { WhiteSpace } from '../flow/nodes.ts';

// Text with none of this, which is most, is passed through as it is.
const SPECIAL = /[\u034f\p{Cc}\p{Cs}\u00a0\u00ad\u200b-\u200d\u2060\ufeff]| {2}/u;

/** Control characters other than blanks. */
const CONTROL = /[^\P{Cc}\t\n\r\f]/gu;

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
  if (!SPECIAL.test(text)) return text;
  let clean = text.isWellFormed() ? text : text.toWellFormed();
  if (whiteSpace === 'normal') clean = clean.replace(/[ \t\n\r\f]+/g, ' ');
  else if (whiteSpace === 'pre-line') clean = clean.replace(/[ \t]+/g, ' ');
  clean = clean.replace(CONTROL, '').replace(ZERO_WIDTH, '').replace(PADDING_JOINER, '');
  return clean.includes('\u00a0')
    ? clean.replace(/[ \u00a0]{2,}/g, (blanks) => ' '.repeat(blanks.length))
    : clean;
}
