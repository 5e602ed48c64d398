// Outside of a string only an id has so many digits. Inside one it is harmless: the careful way is
// only slower.
const LONG_NUMBER = /[:[,]\s*-?\d{16}/;

type SourceReviver = (key: string, value: unknown, context: { readonly source: string }) => unknown;

const keepLongNumbers: SourceReviver = (_, value, { source }) =>
  typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
    ? source
    : value;

/**
 * Parses an answer. Integers that a number can't hold become strings of their digits: Zoho
 * documents ids as strings and yet prints some without quotes.
 */
export function parseJson(body: Buffer): unknown {
  const text = body.toString('utf8');
  return LONG_NUMBER.test(text)
    ? JSON.parse(text, keepLongNumbers as (key: string, value: unknown) => unknown)
    : JSON.parse(text);
}
