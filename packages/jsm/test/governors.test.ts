import { createVirtualClock } from '@zdjsm/testing';
import { cases } from '@zdjsm/testing/cases';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPacer } from '../src/pacing/pacer.ts';
import { ROUTES } from '../src/routes/routes.ts';

const CREATE = 'POST /rest/api/3/issue';
const COMMENT = 'POST /rest/api/3/issue/{issueIdOrKey}/comment';
const WINDOWS = [
  { writes: 20, ms: 2_000 },
  { writes: 100, ms: 30_000 },
];
const PER_SECOND = 100;
const TIMEOUT_MS = 60_000;

const job = fc.record({
  gap: fc.integer({ min: 0, max: 30 }),
  takes: fc.integer({ min: 0, max: 500 }),
  issue: fc.integer({ min: 0, max: 4 }),
  patience: fc.option(fc.integer({ min: 0, max: 3_000 }), { freq: 5 }),
  stalls: fc.constantFrom(...Array.from({ length: 15 }, (_, i) => i === 0)),
});

/** What a server with these limits would refuse: a bucket of a second for each route, windows for each issue. */
function overTheLimits(sent: readonly { at: number; route: string; issue: number }[]): string[] {
  const over: string[] = [];
  for (const route of [CREATE, COMMENT]) {
    let [tokens, last] = [PER_SECOND, 0];
    for (const { at } of sent.filter((one) => one.route === route)) {
      tokens = Math.min(PER_SECOND, tokens + ((at - last) / 1_000) * PER_SECOND);
      last = at;
      if (tokens < 1 - 1e-6) over.push(`${route} at ${at}`);
      tokens -= 1;
    }
  }
  for (let issue = 0; issue <= 4; issue++) {
    const times = sent.filter((one) => one.route === COMMENT && one.issue === issue);
    times.forEach(({ at }, i) => {
      for (const { writes, ms } of WINDOWS) {
        const within = times.slice(0, i + 1).filter((one) => one.at > at - ms).length;
        if (within > writes) over.push(`issue ${issue}: ${within} in ${ms} ms at ${at}`);
      }
    });
  }
  return over;
}

test('no schedule of calls, aborts and stalls exceeds a limit, leaves a place behind, or holds up the rest', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(job, { minLength: 20, maxLength: 250 }), async (jobs) => {
      const clock = createVirtualClock(0);
      const pacer = createPacer(clock, {}, () => {});
      const sent: { at: number; route: string; issue: number }[] = [];
      const ends: Promise<unknown>[] = [];
      for (const [i, { gap, takes, issue, patience, stalls }] of jobs.entries()) {
        if (gap > 0) await clock.sleep(gap);
        const stop = new AbortController();
        const route = i % 2 ? CREATE : COMMENT;
        const send = async (): Promise<void> => {
          sent.push({ at: clock.now(), route, issue });
          await clock.sleep(stalls ? TIMEOUT_MS : takes);
          if (stalls) throw new Error('time-out');
        };
        const work =
          route === CREATE
            ? pacer.run(route, ROUTES[route], send, stop.signal)
            : pacer.lanes.run(
                `SUP-${issue}`,
                async (lane) => {
                  await lane.ready(stop.signal);
                  try {
                    await pacer.run(route, ROUTES[route], send, stop.signal);
                  } finally {
                    lane.wrote();
                  }
                },
                stop.signal,
              );
        ends.push(work.catch(() => {}));
        if (patience !== null) void clock.sleep(patience).then(() => stop.abort(new Error('off')));
      }
      await Promise.all(ends);
      await clock.sleep(TIMEOUT_MS);
      expect(overTheLimits(sent)).toEqual([]);
      expect(pacer.usage).toMatchObject({ running: 0, queued: 0 });

      // The whole rate is there for who comes now, stalled calls of others beside it or not.
      for (let i = 0; i < 3; i++) {
        void pacer.run(CREATE, ROUTES[CREATE], () => clock.sleep(TIMEOUT_MS), undefined);
      }
      await clock.sleep(1_000);
      const begun = clock.now();
      const answered = async (): Promise<void> => {
        await clock.sleep(20);
        // As the client does with each answer: more calls may go at once.
        pacer.succeeded();
      };
      const calls = Array.from({ length: 300 }, () =>
        pacer.run(CREATE, ROUTES[CREATE], answered, undefined),
      );
      await Promise.all(calls);
      const perSecond = 300 / ((clock.now() - begun) / 1_000);
      expect(perSecond).toBeGreaterThan(0.9 * PER_SECOND);
    }),
    cases(12),
  );
}, 60_000);
