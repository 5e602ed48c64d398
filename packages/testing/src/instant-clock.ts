interface Clock {
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** A clock that goes by sleeping alone, at once: every step is at the moment that the test says. */
export interface InstantClock extends Clock {
  time: number;
}

/** For what asks a real server between two steps, which a virtual clock would not wait for. */
export function createInstantClock(start = Date.UTC(2026, 2, 2, 9, 30)): InstantClock {
  return {
    time: start,
    now() {
      return this.time;
    },
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      this.time += ms;
    },
  };
}
