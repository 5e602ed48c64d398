import { cases } from '@zdjsm/testing/cases';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clientOf, json, zohoError } from './support/in-memory.ts';

const ALLOWANCE = 5_000;
const CAP = 5;
const TIMEOUT_MS = 60_000;

const call = fc.record({
  /** After the one before it. */
  gap: fc.integer({ min: 0, max: 400 }),
  takes: fc.integer({ min: 1, max: 3_000 }),
  /** Aborted so long after it was asked for. */
  patience: fc.option(fc.integer({ min: 0, max: 4_000 }), { freq: 4 }),
  /** Never answered: the time-out ends it. */
  stalls: fc.constantFrom(false, false, false, false, true),
});

/** A free edition that refuses what goes over its cap or its credits, and says so of nothing else. */
test('no schedule of calls, aborts and stalls goes over the cap or the credits, and all credits are used', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(call, { minLength: 1, maxLength: 80 }),
      fc.integer({ min: 20, max: 60 }),
      async (calls, credits) => {
        let [running, left, refused, peak] = [0, credits, 0, 0];
        const durations = new Map<string, { takes: number; stalls: boolean }>();
        const bench = clientOf(
          async (request) => {
            const its = durations.get(new URL(request.url).pathname.split('/').at(-1) ?? '');
            running += 1;
            peak = Math.max(peak, running);
            try {
              if (running > CAP || left < 1) {
                refused += 1;
                return zohoError(429, running > CAP ? 'TOO_MANY_REQUESTS' : 'THRESHOLD_EXCEEDED');
              }
              left -= 1;
              const remaining = { 'x-rate-limit-remaining-v3': String(ALLOWANCE - credits + left) };
              await bench.clock.sleep(its?.stalls ? TIMEOUT_MS : (its?.takes ?? 1));
              if (its?.stalls) return zohoError(500, 'INTERNAL_SERVER_ERROR');
              return json({ id: '1' }, { headers: remaining });
            } finally {
              running -= 1;
            }
          },
          {
            plan: { edition: 'free' },
            credits: { reserve: ALLOWANCE - credits },
            retry: { server: { tries: 1, firstWaitMs: 1, longestWaitMs: 1 } },
          },
        );
        const { zoho, clock } = bench;
        const ends: Promise<string>[] = [];
        for (const [i, { gap, patience, ...its }] of calls.entries()) {
          if (gap > 0) await clock.sleep(gap);
          durations.set(String(i + 1), its);
          const stop = new AbortController();
          const end = zoho.tickets.get(String(i + 1), {}, { signal: stop.signal }).then(
            () => 'answered',
            (error: { code?: string }) => error.code ?? 'aborted',
          );
          if (patience !== null)
            void clock.sleep(patience).then(() => stop.abort(new Error('off')));
          ends.push(end);
        }
        const codes = await Promise.all(ends);
        expect({ refused, peak: peak <= CAP }).toEqual({ refused: 0, peak: true });
        expect(
          codes.filter((code) => !/answered|aborted|CREDITS|SERVER|INTERNAL/.test(code)),
        ).toEqual([]);

        // No reservation is left behind by what was aborted: all but nothing can still be spent.
        await clock.sleep(2 * TIMEOUT_MS);
        const open = left;
        for (let i = 0; i < open; i++) {
          durations.set('9999', { takes: 1, stalls: false });
          await zoho.tickets.get('9999').catch(() => {});
        }
        expect(refused).toBe(0);
        expect(left).toBeLessThanOrEqual(0.1 * credits);
      },
    ),
    cases(25),
  );
}, 60_000);
