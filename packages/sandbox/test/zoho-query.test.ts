import { cases } from '@zdjsm/testing/cases';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ROUTES } from '../src/zoho/routes/table.ts';
import { ids, refusal, zohoPortal } from './zoho-portal.ts';

/** Lists that need nothing but a limit. */
const LISTS = ROUTES.filter(
  (route) =>
    'limit' in route &&
    route.method === 'GET' &&
    !route.path.includes('{') &&
    !('required' in route),
);

test('a limit out of range is refused with the range', async () => {
  const { get } = await zohoPortal({ credits: 1_000_000 });
  for (const route of LISTS) {
    if (!('limit' in route)) continue;
    const { min, max } = route.limit;
    const message = `The value passed for field 'limit' exceeds the range of '${min}-${max}'.`;
    const wanted = [422, 'UNPROCESSABLE_ENTITY', message];
    expect(refusal(await get(`${route.path}?limit=${max + 1}`)), route.path).toEqual(wanted);
    if (min > 0) expect(refusal(await get(`${route.path}?limit=0`)), route.path).toEqual(wanted);
    expect((await get(`${route.path}?limit=${max}`)).status, route.path).toBeLessThan(300);
  }
});

test('a name that the endpoint does not document is refused', async () => {
  const { get } = await zohoPortal();
  const known = new Set([
    ...ROUTES.flatMap((route) => Object.keys('query' in route ? route.query : {})),
    ...['limit', 'from', 'sortBy', 'include', 'orgId'],
  ]);
  const stranger = fc.stringMatching(/^[a-zA-Z]{1,12}$/).filter((name) => !known.has(name));
  await fc.assert(
    fc.asyncProperty(stranger, fc.constantFrom(...LISTS), async (name, route) => {
      const message = `Extra query parameter '${name}' is present in the input.`;
      expect(refusal(await get(`${route.path}?${name}=1`))).toEqual([
        422,
        'UNPROCESSABLE_ENTITY',
        message,
      ]);
    }),
    cases(60),
  );
});

test.each([
  ['/tickets?from=x', 'from'],
  ['/tickets?from=-1', 'from'],
  ['/tickets?sortBy=colour', 'sortBy'],
  ['/tickets?include=weather', 'include'],
  ['/tickets?departmentId=abc', 'departmentId'],
  ['/tickets?receivedInDays=7', 'receivedInDays'],
  ['/tickets?viewId=1', 'viewId'],
  ['/tickets?filters={}', 'filters'],
  ['/contacts/contactsByIds?ids=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21', 'ids'],
  ['/tickets/search?modifiedTimeRange=2026-01-01,2026-02-01', 'modifiedTimeRange'],
  ['/tickets/search?_all=ab', '_all'],
  ['/articles?from=0', 'from'],
  ['/fields?module=nothing', 'module'],
])('%s is refused', async (path, name) => {
  const { get } = await zohoPortal();
  expect(refusal(await get(path))).toEqual([
    422,
    'UNPROCESSABLE_ENTITY',
    `The value passed for the '${name}' query parameter is invalid.`,
  ]);
});

test('lists of tickets know no time range and no sortOrder', async () => {
  const { get } = await zohoPortal();
  const range = '2026-01-01T00:00:00.000Z,2026-02-01T00:00:00.000Z';
  expect((await get(`/tickets?modifiedTimeRange=${range}`)).status).toBe(422);
  expect((await get('/tickets?sortOrder=asc')).status).toBe(422);
  expect((await get('/agents?sortOrder=desc')).status).toBe(200);
});

test('what an endpoint requires is missed', async () => {
  const { get } = await zohoPortal();
  for (const path of ['/tickets/archivedTickets', '/fields', '/ticketsCountByFieldValues']) {
    expect((await get(path)).status, path).toBe(422);
  }
});

test('without a limit the default comes', async () => {
  const { get } = await zohoPortal();
  expect((await get('/tickets')).rows).toHaveLength(25);
  expect((await get('/agents')).rows).toHaveLength(10);
  expect((await get('/teams')).rows).toHaveLength(4);
  expect((await get('/teams?limit=0&from=1')).rows).toHaveLength(3);
});

test('fields replaces the usual keys; one unknown name fails the call', async () => {
  const { get } = await zohoPortal();
  const [row] = (await get('/tickets?limit=1&fields=subject,modifiedTime,cf')).rows;
  expect(Object.keys(row ?? {})).toEqual(['id', 'subject', 'modifiedTime', 'cf']);
  expect(row?.['cf']).toBeNull();
  for (const name of ['colour', 'subStatus', 'statusText', 'isArchived']) {
    expect((await get(`/tickets?fields=subject,${name}`)).status, name).toBe(500);
  }
  const many = Array.from({ length: 31 }, () => 'subject').join(',');
  expect((await get(`/tickets?fields=${many}`)).status).toBe(422);
});

test('switch fromBase: an endpoint counts from 0, or from 1 and takes 0 as 1', async () => {
  const zero = await zohoPortal({ switches: { fromBase: { 'accounts.list': 0 } } });
  const one = await zohoPortal({ switches: { fromBase: { 'tickets.list': 1 } } });
  const page = async (portal: typeof zero, path: string): Promise<readonly string[]> =>
    ids((await portal.get(path)).rows);

  const accounts = await page(one, '/accounts?limit=3');
  expect(await page(one, '/accounts?from=1&limit=3')).toEqual(accounts);
  expect(await page(one, '/accounts?from=0&limit=3')).toEqual(accounts);
  expect(await page(zero, '/accounts?from=1&limit=2')).toEqual(accounts.slice(1));

  const tickets = await page(zero, '/tickets?limit=3');
  expect(await page(zero, '/tickets?from=1&limit=2')).toEqual(tickets.slice(1));
  expect(await page(one, '/tickets?from=0&limit=3')).toEqual(tickets);
  expect(await page(one, '/tickets?from=2&limit=2')).toEqual(tickets.slice(1));
});

test('switch emptyList: no content where it is declared, everywhere, or nowhere', async () => {
  const [declared, never, always] = await Promise.all(
    (['declared', 'empty-data', 'no-content'] as const).map((emptyList) =>
      zohoPortal({ switches: { emptyList } }),
    ),
  );
  const ticket = declared?.zoho.act('create-ticket', {}).ticketId;
  for (const portal of [never, always]) portal?.zoho.act('create-ticket', {});
  const tickets = '/tickets?from=5000';
  const comments = `/tickets/${ticket}/comments`;
  const statuses = async (portal: typeof declared): Promise<readonly unknown[]> => [
    (await portal?.get(tickets))?.status,
    (await portal?.get(comments))?.status,
  ];
  expect(await statuses(declared)).toEqual([204, 200]);
  expect(await statuses(never)).toEqual([200, 200]);
  expect(await statuses(always)).toEqual([204, 204]);
  expect((await never?.get(tickets))?.body).toEqual({ data: [] });
});

test('switch articlesByModifiedRange: named by the specification, denied by a client', async () => {
  const path = '/articles?modifiedTimeRange=2019-01-01T00:00:00.000Z,2019-12-31T00:00:00.000Z';
  const denied = await zohoPortal();
  expect((await denied.get(path)).status).toBe(422);
  const named = await zohoPortal({ switches: { articlesByModifiedRange: true } });
  const { rows } = await named.get(`${path}&limit=50`);
  const years = rows.map((row) => String(row['modifiedTime']).slice(0, 4));
  expect(new Set(years)).toEqual(new Set(['2019']));
});
