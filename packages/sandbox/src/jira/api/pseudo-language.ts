import { Refusal } from './refusal.ts';

const LETTERS: Readonly<Record<string, string>> = {
  a: 'å',
  e: 'é',
  i: 'î',
  o: 'ö',
  u: 'û',
  n: 'ñ',
  s: 'š',
};

/** The two texts that are codes, the same in every language (facts § 2). */
const CODES = new Set(['INVALID_INPUT', 'ATTACHMENT_VALIDATION_ERROR']);

/** A language that people can read and programs do not know: nobody may branch on the text. */
export function pseudo(refusal: Refusal): Refusal {
  const fields = Object.entries(refusal.fields).map(([id, text]) => [id, translate(text)]);
  return new Refusal(refusal.status, refusal.messages.map(translate), Object.fromEntries(fields));
}

function translate(text: string): string {
  return CODES.has(text)
    ? text
    : text.replaceAll(/[aeiouns]/g, (letter) => LETTERS[letter] ?? letter);
}
