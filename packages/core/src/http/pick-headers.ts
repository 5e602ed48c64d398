import type { TransportAnswer } from './transport.ts';

/** The headers whose names match, as sent: what may be kept of an answer. */
export function pickHeaders(
  headers: TransportAnswer['headers'],
  names: RegExp,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(
      (entry): entry is [string, string] => names.test(entry[0]) && entry[1] !== undefined,
    ),
  );
}
