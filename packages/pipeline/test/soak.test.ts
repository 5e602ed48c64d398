import { expect, test } from 'vitest';
import { slope } from './soak/gauges.ts';
import { soak } from './soak/soak.ts';

/** `npx pnpm@12 run soak` makes hundreds of thousands. */
test('two thousand calls, failures and aborts among them, leave nothing behind', async () => {
  const { calls, failures, readings, longestQueue } = await soak({ rounds: 6, callsARound: 300 });
  expect(calls).toBeGreaterThan(1_700);
  expect(failures).toBeGreaterThan(100);
  const settled = readings.slice(2);
  expect(slope(settled.map(({ heap }) => heap))).toBeLessThan(0.5);
  // Kept for the next call, as many as may be made at once.
  expect(Math.max(...settled.map(({ sockets }) => sockets))).toBeLessThan(100);
  expect(settled.map(({ timers, listeners }) => timers + listeners)).toEqual([0, 0, 0, 0]);
  expect(longestQueue).toBeLessThan(100);
}, 120_000);
