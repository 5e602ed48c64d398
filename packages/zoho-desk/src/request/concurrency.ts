import type { Clock, Limiter } from '@zdjsm/core';
import type { ZohoDeskEvent } from '../events.ts';

/** Keeps to the portal's cap on simultaneous calls, and below it while others use it too. */
export interface Concurrency {
  run<T>(job: (call: RunningCall) => Promise<T>, signal?: AbortSignal): Promise<T>;
  readonly current: number;
}

export interface RunningCall {
  /** Zoho said that too many calls ran at once. */
  throttled(): void;
  succeeded(): void;
}

/** How the number of places follows Zoho's refusals; shared and local ones go by the same. */
export const AIMD = {
  /** What is left of the places after a refusal. */
  shrink: 0.7,
  /** Rounds of calls without one that win a place back. */
  roundsToGrow: 4,
} as const;

/**
 * Additive increase, multiplicative decrease: one refusal takes away a share of the places, a
 * clean round gives one back. Refusals of calls that started before the last cut are its own
 * echo, and cut no further.
 */
export function createConcurrency(init: {
  readonly limiter: Limiter;
  readonly cap: number;
  readonly clock: Clock;
  readonly emit: (event: ZohoDeskEvent) => void;
}): Concurrency {
  const { limiter, cap, clock, emit } = init;
  let current = cap;
  let clean = 0;
  let cutAt = Number.NEGATIVE_INFINITY;

  const setCurrent = (places: number): void => {
    current = places;
    clean = 0;
    limiter.setConcurrency(places);
  };

  return {
    run: (job, signal) =>
      limiter.run(
        async () => {
          const startedAt = clock.now();
          return await job({
            throttled() {
              if (startedAt < cutAt) return;
              cutAt = clock.now();
              setCurrent(Math.max(1, Math.floor(current * AIMD.shrink)));
              emit({ type: 'throttled', concurrency: current });
            },
            succeeded() {
              clean += 1;
              if (current < cap && clean >= current * AIMD.roundsToGrow) setCurrent(current + 1);
            },
          });
        },
        { signal },
      ),
    get current() {
      return current;
    },
  };
}
