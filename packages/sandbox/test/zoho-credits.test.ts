import { expect, test } from 'vitest';
import { createSandboxClock, type Edition } from '../src/index.ts';
import { testClock } from './test-clock.ts';
import { refusal, remaining, weight, zohoPortal } from './zoho-portal.ts';

test('both headers stand on every answer, refusals among them', async () => {
  const { get } = await zohoPortal({ credits: 1000 });
  const fine = await get('/tickets');
  expect([weight(fine), remaining(fine)]).toEqual([3, 997]);
  for (const path of ['/tickets?limit=0', '/nowhere', '/tickets/1']) {
    const refused = await get(path);
    expect([weight(refused), remaining(refused)]).toEqual([0, 997]);
  }
  const nobody = await get('/tickets', { authorization: undefined });
  expect([weight(nobody), remaining(nobody)]).toEqual([0, 997]);
});

test('switch chargeRejected: a refused call may cost what it would have cost', async () => {
  const { get } = await zohoPortal({ credits: 1000, switches: { chargeRejected: true } });
  expect(weight(await get('/tickets?limit=0'))).toBe(3);
  expect(remaining(await get('/tickets/1'))).toBe(996);
});

test.each([
  [0, 3],
  [2_000, 3],
  [2_001, 5],
  [10_000, 5],
  [10_001, 10],
  [50_000, 10],
  [50_001, 50],
  [100_000, 50],
  [100_001, 100],
])('a list from record %i costs %i', async (from, credits) => {
  const { get } = await zohoPortal();
  expect(weight(await get(`/tickets?from=${from}&limit=1`))).toBe(credits);
});

test('switch creditTierBy: the depth may be that of the last record', async () => {
  const byEnd = await zohoPortal({ switches: { creditTierBy: 'end' } });
  expect(weight(await byEnd.get('/tickets?from=1950&limit=100'))).toBe(5);
  const byFrom = await zohoPortal({ switches: { creditTierBy: 'from' } });
  expect(weight(await byFrom.get('/tickets?from=1950&limit=100'))).toBe(3);
});

test('a record costs 1; what counts and downloads cost is a switch', async () => {
  const usual = await zohoPortal();
  const [row] = (await usual.get('/tickets?limit=1')).rows;
  expect(weight(await usual.get(`/tickets/${row?.['id']}`))).toBe(1);
  expect(weight(await usual.get('/ticketsCount'))).toBe(50);

  const other = await zohoPortal({ switches: { countPrice: 1, downloadPrice: 4 } });
  expect(weight(await other.get('/ticketsCount'))).toBe(1);
  const ticket = [...other.zoho.truth().tickets('live')].find((one) => one.files().length > 0);
  const file = ticket?.files()[0];
  expect(weight(await other.get(`/tickets/${ticket?.id}/attachments/${file?.id}/content`))).toBe(4);
});

test.each<[Edition, number]>([
  ['free', 5_000],
  ['express', 25_300],
  ['standard', 50_750],
  ['professional', 76_500],
  ['enterprise', 103_000],
])('a day in the edition %s with three agents brings %i credits', async (edition, credits) => {
  const { get } = await zohoPortal({ edition, agents: 3 });
  expect(remaining(await get('/organizations'))).toBe(credits - 3);
});

test('at the end of the credits comes 429 with Retry-After, until midnight of the data centre', async () => {
  // 09:00 UTC is 01:00 in Los Angeles.
  const { get, logIn, advance } = await zohoPortal({ credits: 4 });
  await get('/tickets');
  const refused = await get('/tickets');
  expect(refusal(refused).slice(0, 2)).toEqual([429, 'THRESHOLD_EXCEEDED']);
  expect(refused.headers.get('retry-after')).toBe(String(23 * 3600));
  expect(remaining(refused)).toBe(1);

  advance(23 * 3_600_000 - 1);
  await logIn();
  expect((await get('/tickets')).status).toBe(429);
  advance(1);
  const again = await get('/tickets');
  expect([again.status, remaining(again)]).toEqual([200, 1]);
});

test('a day of 23 hours ends at its own midnight', async () => {
  // In Europe/Berlin the clocks go forward on 29 March 2026; 00:30 local time is 23:30 UTC.
  const clock = testClock(Date.UTC(2026, 2, 28, 23, 30));
  const { get } = await zohoPortal({ credits: 0, zone: 'Europe/Berlin' }, { clock });
  const refused = await get('/tickets');
  expect(refused.headers.get('retry-after')).toBe(String(22.5 * 3600));
});

test('other integrations spend from the same pool', async () => {
  const { get, zoho } = await zohoPortal({ credits: 100 });
  zoho.act('spend-credits', { credits: 90 });
  expect(remaining(await get('/tickets'))).toBe(7);
  zoho.act('spend-credits');
  expect(refusal(await get('/tickets'))[1]).toBe('THRESHOLD_EXCEEDED');
});

test('too many calls at once are refused without Retry-After; others count, too', async () => {
  const { get, zoho } = await zohoPortal({ edition: 'standard' });
  zoho.act('occupy-calls', { calls: 9 });
  expect((await get('/tickets')).status).toBe(200);
  zoho.act('occupy-calls', { calls: 10 });
  const refused = await get('/tickets');
  expect(refusal(refused).slice(0, 2)).toEqual([429, 'TOO_MANY_REQUESTS']);
  expect(refused.headers.get('retry-after')).toBeNull();
});

test('calls that take their time are under way together', async () => {
  const clock = createSandboxClock({ speed: 10 });
  const { get } = await zohoPortal({ edition: 'free', latency: 2_000 }, { clock });
  const statuses = await Promise.all(
    Array.from({ length: 8 }, async () => (await get('/departments')).status),
  );
  expect(statuses.toSorted()).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
});
