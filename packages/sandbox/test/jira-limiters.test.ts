import { cases } from '@zdjsm/testing/cases';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Route } from '../src/jira/api/route-table.ts';
import { createBurstLimiter } from '../src/jira/limits/burst.ts';
import { createIssueWriteLimiter } from '../src/jira/limits/issue-writes.ts';
import type { Refused } from '../src/jira/limits/limits.ts';

const ROUTE: Route = {
  operation: 'editIssue',
  method: 'PUT',
  path: '/issue',
  query: new Map(),
  body: undefined,
  price: { kind: 'write' },
  burst: 10,
  flags: new Set(),
  scopes: [],
};

interface Run {
  readonly admitted: readonly number[];
  /** Refusals after the wait that the one before had asked for. */
  readonly brokenPromises: number;
}

/** Calls after each pause, and once more after each refusal's own wait. */
function run(
  pauses: readonly number[],
  limiter: (now: () => number) => { refuse(): Refused | undefined; count(): void },
): Run {
  let time = 0;
  const { refuse, count } = limiter(() => time);
  const admitted: number[] = [];
  let brokenPromises = 0;
  const attempt = (): Refused | undefined => {
    const refused = refuse();
    if (refused) return refused;
    count();
    admitted.push(time);
    return undefined;
  };
  for (const pause of pauses) {
    time += pause;
    const refused = attempt();
    if (!refused) continue;
    time += Math.ceil(refused.retryAfterMs);
    if (attempt()) brokenPromises += 1;
  }
  return { admitted, brokenPromises };
}

function mostWithin(times: readonly number[], ms: number): number {
  return Math.max(
    0,
    ...times.map((end) => times.filter((time) => time > end - ms && time <= end).length),
  );
}

const schedule = fc.array(fc.oneof(fc.constant(0), fc.nat(300), fc.nat(5_000)), { maxLength: 250 });

test('no schedule gets more writes through to an issue than the windows allow, and each wait suffices', () => {
  const windows = [
    { writes: 20, ms: 2_000 },
    { writes: 100, ms: 30_000 },
  ];
  fc.assert(
    fc.property(schedule, (pauses) => {
      const { admitted, brokenPromises } = run(pauses, (now) => {
        const limiter = createIssueWriteLimiter(now, windows);
        return { refuse: () => limiter.refuse('1'), count: () => limiter.count('1') };
      });
      for (const { writes, ms } of windows) {
        expect(mostWithin(admitted, ms)).toBeLessThanOrEqual(writes);
      }
      expect(brokenPromises).toBe(0);
    }),
    cases(100),
  );
});

test('no schedule gets more calls through a burst limit than its rate and its bucket allow', () => {
  const seconds = 2;
  fc.assert(
    fc.property(schedule, fc.integer({ min: 1, max: 10_000 }), (pauses, window) => {
      const { admitted, brokenPromises } = run(pauses, (now) => {
        const limiter = createBurstLimiter(now, { seconds });
        return { refuse: () => limiter.refuse(ROUTE), count: () => limiter.count(ROUTE) };
      });
      const allowance = ROUTE.burst * seconds + (ROUTE.burst * window) / 1000;
      expect(mostWithin(admitted, window)).toBeLessThanOrEqual(Math.ceil(allowance));
      expect(brokenPromises).toBe(0);
    }),
    cases(100),
  );
});
