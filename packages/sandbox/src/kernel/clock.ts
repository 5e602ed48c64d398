/** The sandbox's time: it can run faster than the wall's, and be set forward by hand. */
export interface SandboxClock {
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Sets the time forward: over a token's expiry, or to the midnight when credits come back. */
  advance(ms: number): void;
}

export interface SandboxClockOptions {
  /** Sandbox milliseconds a wall millisecond. Default 1. */
  readonly speed?: number | undefined;
  /** Default 2026-03-02T09:00:00Z, so that two runs of a seed see the same dates. */
  readonly start?: number | undefined;
}

const DEFAULT_START = Date.UTC(2026, 2, 2, 9);

export function createSandboxClock(options: SandboxClockOptions = {}): SandboxClock {
  const { speed = 1, start = DEFAULT_START } = options;
  const origin = performance.now();
  let advanced = 0;
  return {
    now: () => Math.floor(start + advanced + (performance.now() - origin) * speed),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const timer = setTimeout(resolve, ms / speed);
        signal?.addEventListener('abort', () => {
          clearTimeout(timer);
          reject(signal.reason);
        });
      }),
    advance(ms) {
      advanced += ms;
    },
  };
}
