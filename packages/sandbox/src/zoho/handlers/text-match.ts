import { token } from '../routes/route.ts';

type Text = string | null | undefined;

/**
 * A search's pattern against a record's texts, without regard to case. `*` stands for anything;
 * `${empty}` and `${notempty}` ask for a value or none. Without either the text is the pattern, or
 * holds it somewhere.
 */
export function textMatches(
  pattern: string,
  texts: readonly Text[],
  whole: 'whole' | 'somewhere',
): boolean {
  const filled = texts.filter((text) => text !== null && text !== undefined && text !== '');
  if (pattern === token('empty')) return filled.length === 0;
  if (pattern === token('notempty')) return filled.length > 0;
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^$()|[\]{}\\]/g, '\\$&'));
  const source = parts.join('.*');
  const isWhole = whole === 'whole' || parts.length > 1;
  const expression = new RegExp(isWhole ? `^${source}$` : source, 'isu');
  return filled.some((text) => expression.test(text ?? ''));
}
