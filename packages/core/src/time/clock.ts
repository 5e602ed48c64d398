import { setTimeout as sleepFor } from 'node:timers/promises';

/** Time as the packages see it. Handed in, so that a test can run three days in a second. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /** Resolves after `ms` milliseconds; rejects with the signal's reason when it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Numbers in [0, 1), handed in so that a run can be repeated from a seed. */
export type Random = () => number;

// A timer's delay is a signed 32-bit number: a longer one fires at once.
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** A clock that runs `speed` times as fast as the wall's, from `start` (default: now). */
export function createClock(options: { speed?: number; start?: number } = {}): Clock {
  const { speed = 1, start = Date.now() } = options;
  const origin = performance.now();
  const now = (): number => start + (performance.now() - origin) * speed;
  return {
    now,
    async sleep(ms, signal) {
      const end = now() + ms;
      for (let left = ms; left > 0; left = end - now()) {
        signal?.throwIfAborted();
        const delay = Math.min(Math.ceil(left / speed), LONGEST_TIMER_MS);
        try {
          await sleepFor(delay, undefined, signal ? { signal } : {});
        } catch (error) {
          signal?.throwIfAborted();
          throw error;
        }
      }
      signal?.throwIfAborted();
    },
  };
}

/** The wall's clock. */
export const systemClock: Clock = {
  ...createClock(),
  now: () => Date.now(),
};
