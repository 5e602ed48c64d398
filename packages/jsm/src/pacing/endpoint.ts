import { type Clock, createGate, createTokenBucket } from '@zdjsm/core';
import type { Pace } from './limits.ts';
import { PACE_RULES } from './pace-rules.ts';

/** One endpoint and method: its rate, and the pause after its limit was reached all the same. */
export interface Endpoint {
  /** Waits until a request may go. */
  take(signal?: AbortSignal): Promise<void>;
  /** The server named its steady rate, requests a second. */
  learned(perSecond: number): void;
  /** The server named how many go at once: its rate can't be higher. */
  capped(calls: number): void;
  /** It can't serve now: nothing goes until then. */
  unavailable(until: number, reason: string): void;
  /** The limit was reached: nothing goes until then, and less than before goes afterwards. */
  limited(until: number, reason: string): void;
}

const { burstSeconds, cut, recovery, recoveryMs, lowestPerSecond } = PACE_RULES;

/** For one process. */
export function createEndpoint(clock: Clock, { documented, share }: Pace): Endpoint {
  let ceiling = documented * share;
  let rate = ceiling;
  // No refusal has been met: a rate that the server names as higher counts from the first call.
  let changed = Number.NEGATIVE_INFINITY;
  const gate = createGate(clock);
  const optionsOf = (perSecond: number) => ({
    perSecond,
    capacity: Math.max(1, perSecond * burstSeconds),
  });
  const bucket = createTokenBucket(clock, optionsOf(rate));

  const setRate = (perSecond: number): void => {
    rate = perSecond;
    changed = clock.now();
    bucket.setRate(optionsOf(rate));
  };

  return {
    async take(signal) {
      await gate.pass(signal);
      if (rate < ceiling && clock.now() - changed > recoveryMs) {
        setRate(Math.min(ceiling, rate * recovery));
      }
      await bucket.take(1, signal);
      // It may have closed while this one waited for its token.
      await gate.pass(signal);
    },
    learned(perSecond) {
      const next = Math.max(lowestPerSecond, perSecond * share);
      if (next === ceiling) return;
      const shrinks = next < rate;
      ceiling = next;
      if (shrinks) setRate(next);
    },
    capped(calls) {
      if (calls < ceiling / share) this.learned(calls);
    },
    unavailable(until, reason) {
      gate.closeUntil(until, reason);
    },
    limited(until, reason) {
      // Those that were on their way together met the same limit: they count once.
      if (!gate.closed) setRate(Math.max(lowestPerSecond, rate * cut));
      gate.closeUntil(until, reason);
    },
  };
}
