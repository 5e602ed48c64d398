import { createVirtualClock, type VirtualClock } from '@zdjsm/testing';
import { cases } from '@zdjsm/testing/cases';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsmEvent } from '../src/index.ts';
import { createPacer } from '../src/pacing/pacer.ts';
import type { PacingOptions } from '../src/pacing/pacing-options.ts';
import { rateLimitFrom } from '../src/pacing/rate-limit.ts';
import { ROUTES } from '../src/routes/routes.ts';
import { refusals } from './refusals.ts';

const CREATE = 'POST /rest/api/3/issue';
const CUSTOMERS = 'GET /rest/servicedeskapi/servicedesk/{serviceDeskId}/customer';

function pacerAt(clock: VirtualClock, options: PacingOptions = {}) {
  const events: JsmEvent[] = [];
  const pacer = createPacer(clock, options, (event) => events.push(event));
  const send = (route: typeof CREATE | typeof CUSTOMERS, takesMs = 0) =>
    pacer.run(
      route,
      ROUTES[route],
      async () => {
        const at = clock.now();
        if (takesMs > 0) await clock.sleep(takesMs);
        return at;
      },
      undefined,
    );
  return { pacer, send, events };
}

test('a thousand calls go at the documented rate, and a bucket of a fifth of a second refuses none', async () => {
  const clock = createVirtualClock(0);
  const { send } = pacerAt(clock, { maxConcurrency: 100, startConcurrency: 100 });
  const times = await Promise.all(Array.from({ length: 1_000 }, () => send(CREATE)));
  expect(refusals(times, 100, 20)).toBe(0);
  const seconds = Math.max(...times) / 1_000;
  expect(1_000 / seconds).toBeGreaterThan(96);
  expect(1_000 / seconds).toBeLessThan(101);
});

test('endpoints with rates of their own do not hold each other up', async () => {
  const clock = createVirtualClock(0);
  const { send } = pacerAt(clock, { maxConcurrency: 100, startConcurrency: 100 });
  const slow = Promise.all(Array.from({ length: 20 }, () => send(CUSTOMERS)));
  const quick = await Promise.all(Array.from({ length: 100 }, () => send(CREATE)));
  expect(Math.max(...quick)).toBeLessThan(1_100);
  const times = await slow;
  expect(Math.max(...times)).toBeGreaterThan(3_500);
  expect(refusals(times, 5, 2)).toBe(0);
});

test('whatever the arrivals, no endpoint gets more than its rate', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 200 }),
      fc.integer({ min: 0, max: 300 }),
      async (gaps, latency) => {
        const clock = createVirtualClock(0);
        const { send } = pacerAt(clock);
        const calls: Promise<number>[] = [];
        for (const gap of gaps) {
          calls.push(send(CUSTOMERS, latency));
          if (gap > 0) await clock.sleep(gap);
        }
        expect(refusals(await Promise.all(calls), 5, 5)).toBe(0);
      },
    ),
    cases(30),
  );
});

test('the writes to one issue keep both of its windows, whatever their number and duration', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 250 }),
      fc.integer({ min: 0, max: 200 }),
      async (writes, latency) => {
        const clock = createVirtualClock(0);
        const { pacer } = pacerAt(clock);
        const seen: number[] = [];
        const write = () =>
          pacer.lanes.run('SUP-1', async (lane) => {
            await lane.ready();
            // The server may count it at any moment between sending and answer.
            seen.push(clock.now() + (seen.length % 2) * latency);
            await clock.sleep(latency);
            lane.wrote();
          });
        await Promise.all(Array.from({ length: writes }, write));
        seen.forEach((time, i) => {
          const within = (ms: number) => seen.slice(0, i + 1).filter((t) => t > time - ms).length;
          expect(within(2_000)).toBeLessThanOrEqual(20);
          expect(within(30_000)).toBeLessThanOrEqual(100);
        });
      },
    ),
    cases(20),
  );
});

const refusal = (clock: VirtualClock, headers: Readonly<Record<string, string>>) =>
  rateLimitFrom({ method: 'POST', url: 'https://s.example/x', attempt: 1 }, headers, {
    clock,
    random: () => 0,
  });

test('a burst pauses its endpoint only, and makes it slower for a while', async () => {
  const clock = createVirtualClock(0);
  const { pacer, send } = pacerAt(clock, { maxConcurrency: 100, startConcurrency: 100 });
  await send(CREATE);
  const error = refusal(clock, { 'ratelimit-reason': 'jira-burst-based', 'retry-after': '3' });
  pacer.limited(CREATE, error, clock.now());
  const [paused, other] = await Promise.all([send(CREATE), send(CUSTOMERS)]);
  expect(other).toBe(0);
  expect(paused).toBe(3_000);
  const times = await Promise.all(Array.from({ length: 136 }, () => send(CREATE)));
  expect(Math.max(...times) - 3_000).toBeGreaterThan(1_800);
});

test.each([
  'jira-quota-global-based',
  'jira-quota-tenant-based',
  'jira-cost-based',
  'a-reason-that-nobody-knows',
  undefined,
])('the reason %s stops everything until the quota comes back', async (reason) => {
  const clock = createVirtualClock(Date.UTC(2026, 2, 26, 15, 20));
  const { pacer, send, events } = pacerAt(clock);
  const error = refusal(clock, {
    ...(reason ? { 'ratelimit-reason': reason } : {}),
    'retry-after': '89',
    'x-ratelimit-reset': '2026-03-26T16:00Z',
  });
  expect(error).toMatchObject({ code: 'QUOTA', outcome: 'rejected', scope: 'everything' });
  pacer.limited(CREATE, error, clock.now());
  expect(pacer.usage.paused).toEqual({
    until: Date.UTC(2026, 2, 26, 16),
    reason: reason ?? 'unknown',
  });
  const times = await Promise.all([send(CREATE), send(CUSTOMERS)]);
  expect(Math.min(...times)).toBe(Date.UTC(2026, 2, 26, 16));
  expect(events).toMatchObject([{ type: 'paused', scope: 'everything' }]);
});

test('told to throw at a quota, it does not wait', async () => {
  const clock = createVirtualClock(0);
  const { pacer, send } = pacerAt(clock, { onQuota: 'throw' });
  pacer.limited(CREATE, refusal(clock, { 'retry-after': '1800' }), clock.now());
  await expect(send(CREATE)).rejects.toMatchObject({ code: 'QUOTA', outcome: 'not-sent' });
});

test('a waiting call can be stopped', async () => {
  const clock = createVirtualClock(0);
  const { pacer } = pacerAt(clock);
  pacer.limited(CREATE, refusal(clock, { 'retry-after': '1800' }), clock.now());
  const stop = new AbortController();
  const waiting = pacer.run(CREATE, {}, async () => 1, stop.signal);
  stop.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
});

test('the points of an hour are counted, and come back at the top of the hour', async () => {
  const clock = createVirtualClock(Date.UTC(2026, 2, 2, 9, 30));
  const { pacer, send } = pacerAt(clock, { pointsPerHour: 100 });
  pacer.ledger.spend(60);
  expect(await send(CREATE)).toBe(Date.UTC(2026, 2, 2, 9, 30));
  pacer.observe(CREATE, { ratelimit: '"global-app-quota";r=0;t=60' });
  expect(await send(CREATE)).toBe(Date.UTC(2026, 2, 2, 10));
  // The call that was sent.
  expect(pacer.usage.pointsThisHour).toBe(1);
});

test('beta headers tell of limits that are not enforced: they change nothing', async () => {
  const clock = createVirtualClock(0);
  const { pacer, send } = pacerAt(clock, { pointsPerHour: 100 });
  pacer.observe(CREATE, {
    'beta-ratelimit': '"global-app-quota";r=0;t=50',
    'beta-ratelimit-policy': '"jira-burst-based";q=1;w=1',
    'beta-retry-after': '50',
  });
  expect(await send(CREATE)).toBe(0);
});

test('an endpoint learns the rate that the server names', async () => {
  const clock = createVirtualClock(0);
  const { pacer, send } = pacerAt(clock, { maxConcurrency: 100, startConcurrency: 100 });
  await send(CREATE);
  pacer.observe(CREATE, {
    'ratelimit-policy': '"global-app-quota";q=65000;w=3600, "jira-burst-based";q=10;w=1',
  });
  const times = await Promise.all(Array.from({ length: 50 }, () => send(CREATE)));
  expect(refusals(times.slice(1), 10, 3)).toBe(0);
});

test.each([
  ['10', 10],
  ['350', 97],
  ['150000', 97],
])('an answer that names a limit of %s lets %i a second go', async (limit, perSecond) => {
  const clock = createVirtualClock(0);
  const { pacer, send } = pacerAt(clock, { maxConcurrency: 100, startConcurrency: 100 });
  await send(CREATE);
  pacer.observe(CREATE, { 'x-ratelimit-limit': limit, 'x-ratelimit-remaining': '1' });
  const begin = clock.now();
  const times = await Promise.all(Array.from({ length: 200 }, () => send(CREATE)));
  const achieved = 200 / ((Math.max(...times) - begin) / 1_000);
  expect(achieved).toBeGreaterThan(perSecond * 0.95);
  expect(achieved).toBeLessThan(perSecond * 1.1);
});

test('concurrency grows while there is work, and falls at once when the server has too much', async () => {
  const clock = createVirtualClock(0);
  const { pacer, send } = pacerAt(clock, { startConcurrency: 2, maxConcurrency: 16 });
  const succeed = async () => {
    await send(CREATE, 500);
    pacer.succeeded();
  };
  await Promise.all(Array.from({ length: 300 }, succeed));
  const grown = pacer.usage.concurrency;
  expect(grown).toBe(16);
  const startedAt = clock.now();
  await clock.sleep(10);
  pacer.congested(startedAt);
  expect(pacer.usage.concurrency).toBe(11);
  // It was under way before the cut: it tells nothing new.
  pacer.congested(startedAt);
  expect(pacer.usage.concurrency).toBe(11);
});
