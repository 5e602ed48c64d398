import type { Clock } from '@zdjsm/core';
import { createInstantClock } from '@zdjsm/testing';
import { cases } from '@zdjsm/testing/cases';
import { openRedis, redisUrl } from '@zdjsm/testing/redis';
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import { createCreditBalance, type Hold } from '../src/credits/credit-balance.ts';
import { createZohoDesk } from '../src/index.ts';
import type { LimitsInit } from '../src/limits/limits.ts';
import { type SharedLimitsOptions, sharedLimits } from '../src/redis.ts';
import { serve } from './support/loopback.ts';

const ON_REDIS = test.skipIf(!redisUrl);
const CREDITS = 1_000;
const LEASE_MS = 2_000;

/** One process, as far as its limits are concerned. */
const limitsOf = (shared: SharedLimitsOptions, over: Partial<LimitsInit> = {}) =>
  sharedLimits(shared)({
    clock: createInstantClock(),
    emit: () => {},
    cap: 5,
    creditsADay: CREDITS,
    creditStore: undefined,
    limiter: undefined,
    ...over,
  });

ON_REDIS('the balance in Redis says what the one in a process says, whatever happens', async () => {
  const { redis, tenant } = await openRedis();
  const price = fc.integer({ min: 1, max: 200 });
  const steps = fc.oneof(
    { weight: 4, arbitrary: fc.record({ type: fc.constant('reserve' as const), price }) },
    {
      weight: 3,
      arbitrary: fc.record({
        type: fc.constant('settle' as const),
        nth: fc.nat(10),
        charged: price,
        remaining: fc.option(fc.nat(CREDITS), { nil: undefined }),
      }),
    },
    fc.record({ type: fc.constant('exhausted' as const) }),
    fc.record({ type: fc.constant('midnight' as const) }),
  );
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 1, maxLength: 30 }), async (script) => {
      const shared = limitsOf({ redis, tenant: `${tenant}-${++runs}` }).credits;
      const balances = [createCreditBalance(CREDITS, undefined), shared];
      const told: unknown[][] = [];
      for (const balance of balances) {
        const holds: Hold[] = [];
        const said: unknown[] = [];
        let day = 1;
        for (const step of script) {
          if (step.type === 'midnight') day += 1;
          else if (step.type === 'exhausted') balance.exhausted(`day ${day}`, day * 1_000);
          else if (step.type === 'settle') {
            const [hold] = holds.splice(step.nth, 1);
            if (hold) await balance.settle(hold, step);
          } else {
            const hold = await balance.reserve(`day ${day}`, step.price, 100);
            if (hold) holds.push(hold);
            said.push([hold !== undefined, balance.standing]);
          }
        }
        told.push(said);
      }
      expect(told[1]).toEqual(told[0]);
    }),
    cases(60),
  );
});

ON_REDIS(
  'what Zoho tells one process of the reset, all know, also those that come later',
  async () => {
    const { redis, tenant } = await openRedis();
    const [one, other] = [limitsOf({ redis, tenant }), limitsOf({ redis, tenant })];
    one.credits.exhausted('2026-03-02', 5_000);
    expect(await other.credits.reserve('2026-03-02', 1, 0)).toBeUndefined();
    expect(other.credits.lastReset).toBe(5_000);
    expect(await limitsOf({ redis, tenant }).credits.reserve('2026-03-03', 1, 0)).toBeDefined();
  },
);

ON_REDIS('a refusal takes places away from all, and is counted once', async () => {
  const { redis, tenant } = await openRedis();
  const clock = createInstantClock();
  const shared = { redis, tenant, time: () => clock.time };
  const [one, other] = [limitsOf(shared, { clock, cap: 10 }), limitsOf(shared, { clock, cap: 10 })];
  const echo = Promise.withResolvers<void>();
  const late = other.concurrency.run(async (call) => {
    await echo.promise;
    call.throttled();
  });
  await one.concurrency.run(async (call) => {
    clock.time += 100;
    call.throttled();
  });
  await expect.poll(() => one.concurrency.current).toBe(7);
  clock.time += 100;
  echo.resolve();
  await late;
  await expect.poll(() => other.concurrency.current).toBe(7);
});

ON_REDIS('the slots of a process that does not live any more are free after a lease', async () => {
  const { redis, tenant } = await openRedis();
  const clock = createInstantClock();
  // The one that hangs renews nothing: its clock stands still.
  const stopped: Clock = { now: () => clock.time, sleep: () => new Promise(() => {}) };
  const shared = { redis, tenant, leaseMs: LEASE_MS, time: () => clock.time };
  const hangs = limitsOf(shared, { clock: stopped, cap: 1 });
  const lives = limitsOf(shared, { clock, cap: 1 });
  void hangs.concurrency.run(() => new Promise(() => {}));
  await expect.poll(() => redis.zcard(`zdjsm:{${tenant}}:zoho-desk:slots`)).toBe(1);
  const since = clock.time;
  await lives.concurrency.run(async () => {});
  expect(clock.time - since).toBeGreaterThanOrEqual(LEASE_MS);
  expect(clock.time - since).toBeLessThan(2 * LEASE_MS);
});

ON_REDIS('the token is in Redis for all, and nobody can read it there', async () => {
  const { redis, tenant } = await openRedis();
  let refreshes = 0;
  const url = await serve((request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    if (request.method !== 'POST') response.end('{"id":"1"}');
    else response.end(`{"access_token":"hush-access-${++refreshes}","expires_in":3600}`);
  });
  const desk = () =>
    createZohoDesk({
      dataCentre: { desk: url, accounts: url },
      orgId: '1',
      auth: { clientId: 'id', clientSecret: 'hush-secret', refreshToken: 'hush-refresh' },
      limits: sharedLimits({ redis, tenant }),
    });
  const desks = Array.from({ length: 5 }, desk);
  await Promise.all(desks.map((one) => one.agents.get('1')));
  expect(refreshes).toBe(1);
  const keys = await redis.keys(`*${tenant}*`);
  const token = keys.find((key) => /:token:[0-9a-f]+$/.test(key)) ?? '';
  const kept = await redis.get(token);
  expect(kept).toMatch(/^[\w+/]{40,}=*$/);
  expect(Buffer.from(kept ?? '', 'base64').toString('latin1')).not.toContain('hush');
  expect(keys.join()).not.toContain('hush');
});

test('without Redis nothing is sent', async () => {
  let calls = 0;
  const url = await serve((_request, response) => {
    calls += 1;
    response.end();
  });
  // Nobody listens there.
  const redis = new Redis({ port: 1, maxRetriesPerRequest: 0, retryStrategy: () => null });
  redis.on('error', () => {});
  const desk = createZohoDesk({
    dataCentre: { desk: url, accounts: url },
    orgId: '1',
    auth: { accessToken: 'hush-access' },
    limits: sharedLimits({ redis, tenant: 'nobody' }),
  });
  await expect(desk.agents.get('1')).rejects.toMatchObject({
    code: 'LIMITS_UNREACHABLE',
    outcome: 'not-sent',
  });
  expect(calls).toBe(0);
});
