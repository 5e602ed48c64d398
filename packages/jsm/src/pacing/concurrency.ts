import type { Clock, Limiter } from '@zdjsm/core';

/**
 * How many calls run at once: doubled with each round of successes at first, one more a round after
 * the first setback, and less at once when the server has too much (slow start, then AIMD).
 */
export interface Concurrency {
  succeeded(): void;
  /** The server had too much: 503, a time-out, a limit on concurrent calls. */
  congested(startedAt: number): void;
  readonly limit: number;
}

const CUT = 0.7;

export function createConcurrency(
  clock: Clock,
  limiter: Limiter,
  bounds: { readonly start: number; readonly max: number },
): Concurrency {
  let limit = Math.min(bounds.start, bounds.max);
  let clean = 0;
  let cutAt = 0;
  return {
    succeeded() {
      clean += 1;
      const enough = cutAt === 0 ? 1 : limit;
      // Only when calls wait for a place: otherwise more places would not be used.
      if (clean < enough || limit >= bounds.max || limiter.load.queued === 0) return;
      clean = 0;
      limit += 1;
      limiter.setConcurrency(limit);
    },
    congested(startedAt) {
      // Calls that were under way before the cut tell nothing about what came after it.
      if (startedAt < cutAt) return;
      cutAt = clock.now();
      clean = 0;
      limit = Math.max(1, Math.floor(limit * CUT));
      limiter.setConcurrency(limit);
    },
    get limit() {
      return limit;
    },
  };
}
