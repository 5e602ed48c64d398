import type { Exchange } from '@zdjsm/core';
import { expect, test } from 'vitest';
import { countOf, DATA_CENTRES, isTrue, PLANS } from '../src/index.ts';
import { clientOf, json, zohoError } from './support/in-memory.ts';

test('a record is given as Zoho sent it, with keys that no document names', async () => {
  const sent = {
    id: '1892000000042034',
    ticketNumber: '101',
    threadCount: '121',
    isDeleted: 'false',
    cf: { cf_url: null },
    somethingNew: { a: [1, null, 'x'] },
  };
  const { zoho } = clientOf(() => json(sent));
  expect(await zoho.tickets.get('1892000000042034')).toEqual(sent);
});

test('ids that Zoho prints without quotes keep all their digits', async () => {
  const { zoho } = clientOf(
    () =>
      new Response(
        '{"data":[{"id":"7","mappingInfo":{"mappingId":1892000000052077123},"ids":[3263000000000000057],"size":12,"share":0.25}]}',
      ),
  );
  expect((await zoho.contacts.accounts('1')).items).toEqual([
    {
      id: '7',
      mappingInfo: { mappingId: '1892000000052077123' },
      ids: ['3263000000000000057'],
      size: 12,
      share: 0.25,
    },
  ]);
});

test.each([
  ['7', 7],
  [7, 7],
  [0, 0],
  ['-1', undefined],
  ['', undefined],
  [null, undefined],
  [undefined, undefined],
  ['many', undefined],
])('the count %j is %j', (value, count) => {
  expect(countOf(value)).toBe(count);
});

test.each([
  [true, true],
  ['true', true],
  ['false', false],
  [false, false],
  [null, false],
])('the flag %j is %j', (value, flag) => {
  expect(isTrue(value)).toBe(flag);
});

test('each try is told to the journal, with Zoho’s limits and without bodies', async () => {
  const exchanges: Exchange[] = [];
  let calls = 0;
  const { zoho } = clientOf(
    () => {
      calls += 1;
      return calls === 1
        ? zohoError(500, 'INTERNAL_SERVER_ERROR')
        : json(
            { id: '1', subject: 'private' },
            {
              headers: {
                'x-rate-limit-remaining-v3': '4711',
                'x-rate-limit-request-weight-v3': '1',
              },
            },
          );
    },
    { onExchange: (exchange) => exchanges.push(exchange) },
  );
  await zoho.tickets.get('1');
  expect(exchanges).toMatchObject([
    { client: 'zoho-desk', method: 'GET', attempt: 1, status: 500 },
    {
      url: 'https://desk.test/api/v1/tickets/1',
      attempt: 2,
      status: 200,
      limits: { 'x-rate-limit-remaining-v3': '4711', 'x-rate-limit-request-weight-v3': '1' },
      responseBytes: 30,
    },
  ]);
  expect(JSON.stringify(exchanges)).not.toContain('private');
});

test('an aborted call throws the reason that was given, and is in the journal too', async () => {
  const stop = new AbortController();
  const exchanges: Exchange[] = [];
  const { zoho } = clientOf(
    async () => {
      stop.abort(new Error('enough'));
      stop.signal.throwIfAborted();
      return json({});
    },
    { onExchange: (exchange) => exchanges.push(exchange) },
  );
  await expect(zoho.tickets.get('1', {}, { signal: stop.signal })).rejects.toThrow('enough');
  expect(exchanges).toMatchObject([{ error: { code: 'ABORTED', outcome: 'unknown' } }]);
});

test('every data centre has its two hosts on one domain, and a zone that exists', () => {
  for (const { desk, accounts, timeZone } of Object.values(DATA_CENTRES)) {
    expect(desk.replace('://desk.', '://')).toBe(accounts.replace('://accounts.', '://'));
    expect(() => new Intl.DateTimeFormat('en', { timeZone })).not.toThrow();
  }
  expect(Object.keys(DATA_CENTRES)).toEqual(
    expect.arrayContaining(['com', 'eu', 'in', 'com.au', 'jp', 'ca', 'sa', 'uk', 'com.cn']),
  );
});

test('the plans are those that Zoho sells', () => {
  expect(PLANS).toMatchObject({
    standard: { base: 50_000, perAgent: 250, concurrency: 10 },
    professional: { base: 75_000, perAgent: 500, concurrency: 15 },
    enterprise: { base: 100_000, perAgent: 1_000, concurrency: 25 },
  });
});
