import { expect, test } from 'vitest';
import type { CreditStore, ZohoDeskOptions } from '../src/index.ts';
import { clientOf, json, zohoError } from './support/in-memory.ts';

const HOUR_MS = 3_600_000;

/** A portal with so many credits, a price for every call, and a reset at midnight UTC. */
function portal(init: { credits: number; price?: number }) {
  let left = init.credits;
  let clock: { now(): number } = { now: () => 0 };
  let day = -1;
  const answered: number[] = [];
  const handler = (): Response => {
    const today = Math.floor(clock.now() / (24 * HOUR_MS));
    if (today !== day) left = init.credits;
    day = today;
    const price = init.price ?? 1;
    if (left < price) {
      const seconds = Math.ceil(((today + 1) * 24 * HOUR_MS - clock.now()) / 1000);
      return zohoError(429, 'THRESHOLD_EXCEEDED', {
        'retry-after': String(seconds),
        'x-rate-limit-remaining-v3': String(left),
      });
    }
    left -= price;
    answered.push(clock.now());
    return json(
      { id: '1' },
      {
        headers: {
          'x-rate-limit-remaining-v3': String(left),
          'x-rate-limit-request-weight-v3': String(price),
        },
      },
    );
  };
  return {
    handler,
    answered,
    left: () => left,
    spendElsewhere(credits: number) {
      left -= credits;
    },
    runOn(its: { now(): number }) {
      clock = its;
    },
  };
}

function client(desk: ReturnType<typeof portal>, options: Partial<ZohoDeskOptions> = {}) {
  const bench = clientOf(desk.handler, options);
  desk.runOn(bench.clock);
  return bench;
}

test('the reserve is left to the people who work in the helpdesk', async () => {
  const desk = portal({ credits: 10 });
  const { zoho } = client(desk, { credits: { reserve: 4 } });
  const results = await Promise.allSettled(Array.from({ length: 10 }, () => zoho.tickets.get('1')));
  // Until the first answer nobody knows the balance; from then on nothing but the reserve is left.
  await expect(zoho.tickets.get('1')).rejects.toMatchObject({
    name: 'CreditsExhaustedError',
    code: 'CREDITS_EXHAUSTED',
    outcome: 'not-sent',
  });
  expect(results.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
});

test('with a known plan the reserve is never touched, not even by calls that start together', async () => {
  const desk = portal({ credits: 5_000, price: 1 });
  const { zoho } = client(desk, {
    plan: { edition: 'free' },
    credits: { reserve: 4_990 },
  });
  const results = await Promise.allSettled(Array.from({ length: 30 }, () => zoho.tickets.get('1')));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
  expect(desk.left()).toBe(4_990);
});

test('told to wait, calls go on after the reset, and nothing is lost', async () => {
  const desk = portal({ credits: 10 });
  const { zoho, clock, events } = client(desk, { credits: { onExhausted: 'wait' } });
  const began = clock.now();
  const records = await Promise.all(Array.from({ length: 25 }, () => zoho.tickets.get('1')));
  expect(records).toHaveLength(25);
  expect((clock.now() - began) / HOUR_MS).toBeGreaterThan(24 + 14);
  expect(events.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['credits-exhausted', 'credits-reset']),
  );
  // Midnight is not asked for before it comes.
  expect(new Set(desk.answered.map((time) => Math.floor(time / (24 * HOUR_MS)))).size).toBe(3);
});

test('the books are right however many calls run at once', async () => {
  const desk = portal({ credits: 100_000, price: 3 });
  let turn = 0;
  const handler = async () => {
    turn += 1;
    for (let i = 0; i < turn % 7; i++) await undefined;
    return desk.handler();
  };
  const { zoho } = clientOf(handler, { concurrency: 25 });
  const call = async () => {
    for (let i = 0; i < 20; i++) await zoho.tickets.get('1');
  };
  await Promise.all(Array.from({ length: 40 }, call));
  expect(zoho.credits).toMatchObject({ spent: 2_400, remaining: 97_600 });
});

test('other integrations spend from the same credits: the balance that Zoho tells counts', async () => {
  const desk = portal({ credits: 5_000 });
  const { zoho } = client(desk, { plan: { edition: 'free' }, credits: { reserve: 1_000 } });
  await zoho.tickets.get('1');
  expect(zoho.credits).toMatchObject({ limit: 5_000, spent: 1, remaining: 4_999 });
  desk.spendElsewhere(3_900);
  await zoho.tickets.get('1');
  expect(zoho.credits.remaining).toBe(1_098);
  desk.spendElsewhere(100);
  await zoho.tickets.get('1');
  await expect(zoho.tickets.get('1')).rejects.toMatchObject({ code: 'CREDITS_EXHAUSTED' });
});

test('the balance is understood under its older name, too', async () => {
  const limits: (Readonly<Record<string, string>> | undefined)[] = [];
  const { zoho } = clientOf(
    () => json({ id: '1' }, { headers: { 'x-api-credits-remaining': '1234' } }),
    { onExchange: (exchange) => limits.push(exchange.limits) },
  );
  await zoho.tickets.get('1');
  expect(zoho.credits.remaining).toBe(1_234);
  expect(limits).toEqual([{ 'x-api-credits-remaining': '1234' }]);
});

test('when the data centre’s midnight is another than ours, its Retry-After is believed', async () => {
  const desk = portal({ credits: 3 });
  // The client takes Tokyo's midnight, 15:00 UTC, for the reset; the portal's is at 24:00 UTC.
  const { zoho, clock } = client(desk, {
    dataCentre: {
      desk: 'https://desk.test',
      accounts: 'https://accounts.test',
      timeZone: 'Asia/Tokyo',
    },
    credits: { onExhausted: 'wait' },
  });
  await Promise.all(Array.from({ length: 4 }, () => zoho.tickets.get('1')));
  expect(new Date(clock.now()).toISOString()).toMatch(/T00:0/);
  expect(new Date(zoho.credits.resetsAt).toISOString()).toMatch(/T00:0/);
});

test.each([
  ['Europe/Amsterdam', '2026-03-28T23:30:00Z', '2026-03-29T22:00:00.000Z'],
  ['Europe/Amsterdam', '2026-10-24T22:30:00Z', '2026-10-25T23:00:00.000Z'],
  ['America/Los_Angeles', '2026-03-02T07:59:59Z', '2026-03-02T08:00:00.000Z'],
  ['Asia/Kolkata', '2026-03-02T09:00:00Z', '2026-03-02T18:30:00.000Z'],
  ['UTC', '2026-03-02T00:00:00Z', '2026-03-03T00:00:00.000Z'],
])('in %s at %s, the credits come back at %s', (timeZone, now, reset) => {
  const { zoho } = clientOf(() => json({}), {
    clock: { now: () => Date.parse(now), sleep: async () => {} },
    dataCentre: { desk: 'https://desk.test', accounts: 'https://accounts.test', timeZone },
  });
  expect(new Date(zoho.credits.resetsAt).toISOString()).toBe(reset);
});

test('the books outlive the process and are shared by those who use the same store', async () => {
  const days = new Map<string, number>();
  const store: CreditStore = {
    add: async (day, credits) => {
      const total = (days.get(day) ?? 0) + credits;
      days.set(day, total);
      return total;
    },
  };
  // No balance in the answers: the books are all there is.
  const silent = () =>
    clientOf(() => json({ id: '1' }), { plan: { edition: 'free' }, credits: { store } });
  const [one, two] = [silent(), silent()];
  await Promise.all(Array.from({ length: 6 }, () => one.zoho.tickets.get('1')));
  await two.zoho.tickets.get('1');
  await two.zoho.tickets.get('1');
  expect(days.get('2026-03-02')).toBe(8);
  const three = silent();
  await three.zoho.tickets.get('1');
  expect(three.zoho.credits).toMatchObject({ spent: 9, remaining: 4_991 });
});

test('a store that fails stops the spending', async () => {
  const store: CreditStore = {
    add: async (_, credits) => {
      if (credits > 0) throw new Error('disk full');
      return 0;
    },
  };
  const { zoho } = clientOf(() => json({ id: '1' }), { credits: { store } });
  await zoho.tickets.get('1');
  await expect(zoho.tickets.get('1')).rejects.toThrow('disk full');
});

test('a price that differs from the table is told once a route', async () => {
  const desk = portal({ credits: 100, price: 2 });
  const { zoho, events } = client(desk);
  for (let i = 0; i < 3; i++) await zoho.tickets.get('1');
  expect(events.filter(({ type }) => type === 'price-differs')).toEqual([
    { type: 'price-differs', route: 'tickets.get', expected: 1, charged: 2 },
  ]);
  expect(zoho.credits.spent).toBe(6);
});

test('marks are told as the day’s credits go', async () => {
  const desk = portal({ credits: 5_000, price: 500 });
  const { zoho, events } = client(desk, { plan: { edition: 'free' } });
  for (let i = 0; i < 10; i++) await zoho.tickets.get('1');
  expect(events.flatMap((event) => (event.type === 'credits-used' ? event.percent : []))).toEqual([
    50, 75, 90, 100,
  ]);
});

test('a wait for credits can be aborted', async () => {
  const desk = portal({ credits: 0 });
  const { zoho } = client(desk, { credits: { onExhausted: 'wait' } });
  const stop = new AbortController();
  const waiting = zoho.tickets.get('1', {}, { signal: stop.signal });
  await new Promise((resolve) => setImmediate(resolve));
  stop.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
});
