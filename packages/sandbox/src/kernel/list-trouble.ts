/**
 * What happens to lists while they are paged: people add and delete what they list, an index gives a
 * row twice or in no order, a page is short, a cursor leads nowhere.
 *
 * - `row-deleted`, `row-added`: a record before this page went or came since the page before;
 * - `short`: fewer rows than were asked for, though more follow;
 * - `twice`: the first row comes again at the end of the page;
 * - `reordered`: the rows of the page in the opposite order;
 * - `same-cursor`: the page names the cursor that it was asked with as the next one.
 */
export type ListTrouble =
  | 'row-deleted'
  | 'row-added'
  | 'short'
  | 'twice'
  | 'reordered'
  | 'same-cursor';

/** The request as it counts once records have moved: what was at one index is at another. */
export function shiftedRequest(request: Request, trouble: ListTrouble): Request {
  const by = trouble === 'row-deleted' ? 1 : trouble === 'row-added' ? -1 : 0;
  const url = new URL(request.url);
  for (const name of ['from', 'start', 'startAt']) {
    const index = Number(url.searchParams.get(name) ?? 0);
    // The first page can't have missed anything.
    if (by !== 0 && index > 1) url.searchParams.set(name, String(index + by));
  }
  if (url.href === request.url || request.method !== 'GET') return request;
  return new Request(url, { headers: request.headers });
}

/** The answer with the trouble in it; what is no list comes as it was. */
export async function troubledAnswer(
  request: Request,
  response: Response,
  trouble: ListTrouble,
): Promise<Response> {
  if (response.status !== 200 || !response.headers.get('content-type')?.includes('json')) {
    return response;
  }
  const { headers } = response;
  const body: unknown = await response.json();
  return Response.json(isRecord(body) ? troubled(body, trouble, request) : body, { headers });
}

function troubled(
  body: Readonly<Record<string, unknown>>,
  trouble: ListTrouble,
  request: Request,
): Readonly<Record<string, unknown>> {
  if (trouble === 'same-cursor') {
    const cursor = new URL(request.url).searchParams.get('nextPageToken');
    return cursor === null ? body : { ...body, nextPageToken: cursor, isLast: false };
  }
  const name = ROWS.find((key) => Array.isArray(body[key]));
  const rows = name === undefined ? undefined : body[name];
  if (name === undefined || !Array.isArray(rows) || rows.length < 3) return body;
  switch (trouble) {
    case 'short':
      return { ...body, [name]: rows.slice(0, Math.ceil(rows.length / 2)), ...MORE(body) };
    case 'twice':
      return { ...body, [name]: [...rows, rows[0]] };
    case 'reordered':
      return { ...body, [name]: rows.toReversed() };
    default:
      return body;
  }
}

/** What the vendors call the rows of a page. */
const ROWS = ['data', 'values', 'comments', 'worklogs', 'issues'];

/** Where the page says whether it is the last one, it says no. */
const MORE = (body: Readonly<Record<string, unknown>>) => ({
  ...('isLast' in body ? { isLast: false } : {}),
  ...('isLastPage' in body ? { isLastPage: false } : {}),
});

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
