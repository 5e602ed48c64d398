import { json } from '../api/answer.ts';
import { type Call, wholeNumber } from '../api/call.ts';
import { badRequest } from '../api/refusal.ts';

const DEFAULT_LIMIT = 25;
const MAX_LIMIT = 250;

/** `results` and a cursor, in `_links.next` and in the Link header. */
export function cursorPage<T>(
  call: Call,
  items: readonly T[],
  show: (item: T) => unknown,
): Response {
  const limit = wholeNumber(call, 'limit', DEFAULT_LIMIT);
  if (limit < 1 || limit > MAX_LIMIT) {
    throw badRequest(`The 'limit' must be between 1 and ${MAX_LIMIT}.`);
  }
  const from = offsetOf(call.query.get('cursor'));
  const page = items.slice(from, from + limit);
  const next = from + page.length < items.length ? nextPath(call, from + page.length) : undefined;
  return json(
    {
      results: page.map(show),
      _links: { base: `${call.base}/wiki`, ...(next === undefined ? {} : { next }) },
    },
    next === undefined ? {} : { headers: { link: `<${next}>; rel="next"` } },
  );
}

function nextPath(call: Call, offset: number): string {
  const path = call.route.path.replaceAll(
    /\{([^}]+)\}/g,
    (_, name: string) => call.params[name] ?? '',
  );
  const query = new URLSearchParams(call.query);
  query.set('cursor', Buffer.from(JSON.stringify({ offset })).toString('base64url'));
  return `${path}?${query}`;
}

function offsetOf(cursor: string | null): number {
  if (cursor === null) return 0;
  try {
    const { offset } = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Number.isInteger(offset)) return offset;
  } catch {
    // Falls through: whatever it was, it was no cursor of ours.
  }
  throw badRequest('The cursor is not valid.');
}
