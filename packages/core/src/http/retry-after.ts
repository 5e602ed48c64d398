/**
 * How long the server asks to wait, in milliseconds: seconds (also decimal) or an HTTP date.
 * Undefined when the header is absent or makes no sense; never negative.
 */
export function parseRetryAfter(value: string | undefined, now: number): number | undefined {
  const text = value?.trim();
  if (!text) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  // Only a date names a month or has colons; Date.parse would take "-5" for a year.
  if (!/[a-z]{3}|\d:\d/i.test(text)) return undefined;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
