import { createVirtualClock } from '@zdjsm/testing';
import { expect, test } from 'vitest';
import {
  createBottleneckLimiter,
  createGate,
  createSlotLimiter,
  createTokenBucket,
  singleFlight,
} from '../src/index.ts';

const limiters = [createBottleneckLimiter, createSlotLimiter];

test.each(limiters)(
  '%o never runs more jobs than it may, and takes a new bound at once',
  async (create) => {
    const limiter = create({ maxConcurrent: 2 });
    let running = 0;
    let peak = 0;
    const job = async (): Promise<void> => {
      peak = Math.max(peak, ++running);
      // Bottleneck starts its jobs by timers of its own, so these must outlast a few of them.
      await new Promise((resolve) => setTimeout(resolve, 30));
      running -= 1;
    };
    await Promise.all(Array.from({ length: 10 }, () => limiter.run(job)));
    expect(peak).toBe(2);
    limiter.setConcurrency(4);
    await Promise.all(Array.from({ length: 10 }, () => limiter.run(job)));
    expect(peak).toBe(4);
  },
);

test.each(limiters)(
  '%o: a job aborted while it waits for its place never starts',
  async (create) => {
    const limiter = create({ maxConcurrent: 1 });
    const begun = Promise.withResolvers<void>();
    const end = Promise.withResolvers<void>();
    const first = limiter.run(() => {
      begun.resolve();
      return end.promise;
    });
    await begun.promise;
    const stop = new AbortController();
    let started = false;
    const second = limiter.run(
      async () => {
        started = true;
      },
      { signal: stop.signal },
    );
    expect(limiter.load.running).toBe(1);
    stop.abort(new Error('enough'));
    end.resolve();
    await first;
    await expect(second).rejects.toThrow('enough');
    expect(started).toBe(false);
  },
);

test('a closed gate holds everyone until its time, also when the pause is extended', async () => {
  const clock = createVirtualClock(0);
  const gate = createGate(clock);
  gate.closeUntil(1_000, 'burst');
  const passed = gate.pass().then(() => clock.now());
  gate.closeUntil(5_000, 'quota');
  gate.closeUntil(2_000, 'burst');
  expect(gate.closed).toEqual({ until: 5_000, reason: 'quota' });
  expect(await passed).toBe(5_000);
  expect(gate.closed).toBeUndefined();
});

test('a token bucket lets a burst through and then keeps the rate', async () => {
  const clock = createVirtualClock(0);
  const bucket = createTokenBucket(clock, { perSecond: 10, capacity: 5 });
  const times = await Promise.all(
    Array.from({ length: 25 }, () => bucket.take().then(() => clock.now())),
  );
  expect(times.filter((time) => time === 0)).toHaveLength(5);
  expect(times.at(-1)).toBe(2_000);
});

test('an aborted wait gives its tokens back', async () => {
  const clock = createVirtualClock(0);
  const bucket = createTokenBucket(clock, { perSecond: 1, capacity: 1 });
  await bucket.take();
  const stop = new AbortController();
  const aborted = bucket.take(10, stop.signal);
  stop.abort(new Error('enough'));
  await expect(aborted).rejects.toThrow('enough');
  await bucket.take();
  expect(clock.now()).toBe(1_000);
});

test('single flight does the work once for all who ask meanwhile', async () => {
  let calls = 0;
  const ask = singleFlight(async () => ++calls);
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
  expect(await ask()).toBe(2);
});
