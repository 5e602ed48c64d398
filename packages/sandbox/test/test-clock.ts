import type { SandboxClock } from '../src/index.ts';

/** Stands still unless it is set forward. */
export function testClock(start = Date.UTC(2026, 2, 2, 9)): SandboxClock {
  let time = start;
  return {
    now: () => time,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      time += ms;
    },
    advance(ms) {
      time += ms;
    },
  };
}
