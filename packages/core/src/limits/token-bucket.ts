import type { Clock } from '../time/clock.ts';

export interface TokenBucketOptions {
  /** Tokens that come back a second. */
  readonly perSecond: number;
  /** How many can be taken at once after a rest. */
  readonly capacity: number;
}

/** Spaces calls so that a rate is kept: `take` waits until its tokens are there, first come first served. */
export interface TokenBucket {
  take(tokens?: number, signal?: AbortSignal): Promise<void>;
  /** Changes the rate; what has been promised already stays promised. */
  setRate(options: TokenBucketOptions): void;
}

export function createTokenBucket(clock: Clock, initial: TokenBucketOptions): TokenBucket {
  let options = initial;
  let tokens = initial.capacity;
  let updated = clock.now();

  const refill = (): void => {
    const now = clock.now();
    const gained = ((now - updated) / 1000) * options.perSecond;
    tokens = Math.min(options.capacity, tokens + gained);
    updated = now;
  };

  return {
    async take(wanted = 1, signal) {
      signal?.throwIfAborted();
      refill();
      // Going below zero is a place in the queue: whoever comes next waits longer.
      tokens -= wanted;
      if (tokens >= 0) return;
      try {
        await clock.sleep((-tokens / options.perSecond) * 1000, signal);
      } catch (error) {
        tokens += wanted;
        throw error;
      }
    },
    setRate(next) {
      refill();
      options = next;
      tokens = Math.min(tokens, next.capacity);
    },
  };
}
