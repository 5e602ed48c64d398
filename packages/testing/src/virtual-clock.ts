/**
 * A clock whose time passes only when everyone waits for it: days go by in milliseconds. It is a
 * `Clock` of the core by its shape, because the core's own tests use it.
 */
export interface VirtualClock {
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Sets the time forward and wakes those whose time has come. */
  advance(ms: number): void;
}

interface Sleeper {
  readonly wakeAt: number;
  readonly wake: () => void;
}

// Turns of the event loop without a new sleeper after which nobody is taken to be still at work.
const QUIET_TURNS = 20;

/**
 * Suits code that runs in this process (MSW, in-memory clouds). Over real sockets use a clock that
 * runs faster (`createClock({ speed })`): this one can't see that an answer is under way.
 */
export function createVirtualClock(start = Date.UTC(2026, 2, 2, 9)): VirtualClock {
  let time = start;
  const sleepers = new Set<Sleeper>();
  let watching = false;

  const wakeDue = (): void => {
    const due = [...sleepers].filter((sleeper) => sleeper.wakeAt <= time);
    for (const sleeper of due.sort((a, b) => a.wakeAt - b.wakeAt)) {
      sleepers.delete(sleeper);
      sleeper.wake();
    }
  };

  const watch = async (): Promise<void> => {
    watching = true;
    while (sleepers.size > 0) {
      for (let turn = 0; turn < QUIET_TURNS; turn++) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      const next = Math.min(...[...sleepers].map((sleeper) => sleeper.wakeAt));
      if (Number.isFinite(next)) time = Math.max(time, next);
      wakeDue();
    }
    watching = false;
  };

  return {
    now: () => time,
    advance(ms) {
      time += ms;
      wakeDue();
    },
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const abort = (): void => {
          sleepers.delete(sleeper);
          reject(signal?.reason);
        };
        const sleeper: Sleeper = {
          wakeAt: time + ms,
          wake() {
            signal?.removeEventListener('abort', abort);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', abort, { once: true });
        if (!watching) void watch();
      }),
  };
}
