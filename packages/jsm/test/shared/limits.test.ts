import type { Clock } from '@zdjsm/core';
import { createInstantClock } from '@zdjsm/testing';
import { cases } from '@zdjsm/testing/cases';
import { openRedis, redisUrl } from '@zdjsm/testing/redis';
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import { type JsmEvent, RateLimitError } from '../../src/index.ts';
import { createEndpoint } from '../../src/pacing/endpoint.ts';
import { createPacer } from '../../src/pacing/pacer.ts';
import type { PacingOptions } from '../../src/pacing/pacing-options.ts';
import { type SharedStateOptions, sharedLimits } from '../../src/redis.ts';
import { ROUTES } from '../../src/routes/routes.ts';

const EDIT = 'PUT /rest/api/3/issue/{issueIdOrKey}';
const ON_REDIS = test.skipIf(!redisUrl);

/** Two processes of one tenant, as far as their limits are concerned. */
function twoPacers(shared: SharedStateOptions, clock: Clock, options: PacingOptions = {}) {
  const events: JsmEvent[] = [];
  const pacer = () =>
    createPacer(clock, options, (event) => events.push(event), sharedLimits(shared));
  return { pacers: [pacer(), pacer()] as const, events };
}

ON_REDIS(
  'an endpoint in Redis waits as the one in a process does, whatever happens to it',
  async () => {
    const { redis, tenant } = await openRedis();
    const steps = fc.oneof(
      { weight: 5, arbitrary: fc.constant({ type: 'take' as const }) },
      fc.record({ type: fc.constant('rest' as const), ms: fc.integer({ min: 0, max: 15_000 }) }),
      fc.record({ type: fc.constant('limited' as const), ms: fc.integer({ min: 1, max: 5_000 }) }),
      fc.record({ type: fc.constant('learned' as const), rate: fc.integer({ min: 1, max: 30 }) }),
      fc.record({
        type: fc.constant('unavailable' as const),
        ms: fc.integer({ min: 1, max: 900 }),
      }),
    );
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { minLength: 1, maxLength: 25 }), async (script) => {
        const pace = { documented: 10, share: 0.9 };
        const times: number[][] = [];
        for (const where of ['here', 'there'] as const) {
          const clock = createInstantClock();
          const limits = sharedLimits({
            redis,
            tenant: `${tenant}-${++runs}`,
            time: clock.now.bind(clock),
          });
          const endpoint =
            where === 'here' ? createEndpoint(clock, pace) : limits(clock).endpoint('one', pace);
          const passed: number[] = [];
          for (const step of script) {
            if (step.type === 'take') {
              await endpoint.take();
              passed.push(clock.now());
            } else if (step.type === 'rest') clock.time += step.ms;
            else if (step.type === 'learned') endpoint.learned(step.rate);
            else endpoint[step.type](clock.now() + step.ms, 'full');
          }
          times.push(passed);
        }
        const [here = [], there = []] = times;
        there.forEach((time, i) => {
          expect(Math.abs(time - (here[i] ?? 0))).toBeLessThan(0.01);
        });
      }),
      {
        ...cases(40),
        examples: [
          // A higher rate is named ten seconds after the endpoint was made, but not after its first use.
          [
            [
              { type: 'rest', ms: 9_900 },
              { type: 'take' },
              { type: 'rest', ms: 200 },
              { type: 'learned', rate: 11 },
              { type: 'take' },
              { type: 'take' },
              { type: 'take' },
            ],
          ],
        ],
      },
    );
  },
);

ON_REDIS('two processes that write to one issue keep both of its windows together', async () => {
  const { redis, tenant } = await openRedis();
  const clock = createInstantClock();
  const { pacers } = twoPacers({ redis, tenant, time: () => clock.time }, clock);
  const seen: number[] = [];
  for (let nth = 0; nth < 150; nth++) {
    const pacer = pacers[nth % 3 === 0 ? 0 : 1];
    await pacer.lanes.run('SUP-1', async (lane) => {
      await lane.ready();
      seen.push(clock.time);
      lane.wrote();
    });
  }
  seen.forEach((time, i) => {
    const within = (ms: number) => seen.slice(0, i + 1).filter((t) => t > time - ms).length;
    expect(within(2_000)).toBeLessThanOrEqual(20);
    expect(within(30_000)).toBeLessThanOrEqual(100);
  });
  // No slower than one process would be.
  expect((seen.at(-1) ?? 0) - (seen[0] ?? 0)).toBeLessThan(40_000);
});

ON_REDIS('a write that is under way counts, also when its process has died in it', async () => {
  const { redis, tenant } = await openRedis();
  const clock = createInstantClock();
  const shared = { redis, tenant, time: () => clock.time };
  const [dead, alive] = [sharedLimits(shared)(clock), sharedLimits(shared)(clock)];
  for (let nth = 0; nth < 19; nth++) {
    expect(await alive.issueWrites.book('SUP-1')).toBe(0);
    alive.issueWrites.wrote('SUP-1');
  }
  expect(await dead.issueWrites.book('SUP-1')).toBe(0);
  expect(await alive.issueWrites.book('SUP-1')).toBeGreaterThan(0);
  clock.time += 10 * 60_000;
  expect(await alive.issueWrites.book('SUP-1')).toBe(0);
});

ON_REDIS('points are spent from one pool, and a restart does not fill it', async () => {
  const { redis, tenant } = await openRedis();
  const clock = createInstantClock();
  const start = clock.time;
  const shared = { redis, tenant, time: () => clock.time };
  let sent = 0;
  // Each pair is what is there after another restart.
  for (let restart = 0; restart < 4; restart++) {
    const { pacers } = twoPacers(shared, clock, { pointsPerHour: 50, onQuota: 'throw' });
    for (let nth = 0; nth < 20; nth++) {
      const job = async () => {
        sent += 1;
      };
      await pacers[nth % 2 ? 0 : 1].run(EDIT, ROUTES[EDIT], job, undefined).catch((error) => {
        expect(error).toMatchObject({ code: 'QUOTA' });
        expect(error.resumeAt - Date.UTC(2026, 2, 2, 10)).toBeCloseTo(0, -1);
      });
    }
  }
  expect(clock.time).toBeLessThan(start + 10_000);
  expect(sent).toBe(50);
});

ON_REDIS('a quota that one process meets is told by the other, which waits as well', async () => {
  const { redis, tenant } = await openRedis();
  const clock = createInstantClock();
  const { pacers, events } = twoPacers({ redis, tenant, time: () => clock.time }, clock);
  const [one, other] = pacers;
  const resumeAt = clock.time + 90_000;
  one.limited(EDIT, quota(resumeAt), clock.time);
  await other.run(EDIT, ROUTES[EDIT], async () => {}, undefined);
  expect(clock.time).toBeGreaterThanOrEqual(resumeAt);
  expect(events.map(({ type }) => type)).toEqual(['paused', 'paused']);
  expect(other.usage.paused).toBeUndefined();
});

test('without Redis nothing is sent', async () => {
  // Nobody listens there.
  const redis = new Redis({ port: 1, maxRetriesPerRequest: 0, retryStrategy: () => null });
  redis.on('error', () => {});
  const clock = createInstantClock();
  const { pacers } = twoPacers({ redis, tenant: 'nobody' }, clock);
  let sent = 0;
  const job = async () => {
    sent += 1;
  };
  await expect(pacers[0].run(EDIT, ROUTES[EDIT], job, undefined)).rejects.toMatchObject({
    code: 'LIMITS_UNREACHABLE',
    outcome: 'not-sent',
  });
  expect(sent).toBe(0);
});

const quota = (resumeAt: number): RateLimitError =>
  new RateLimitError({
    code: 'QUOTA',
    message: 'the quota is used up',
    remedy: 'Wait.',
    reason: 'jira-quota-global-based',
    scope: 'everything',
    resumeAt,
  });
