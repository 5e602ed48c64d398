import { createVirtualClock } from '@zdjsm/testing';
import { cases } from '@zdjsm/testing/cases';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSlotLimiter, createTokenBucket, type Limiter } from '../src/index.ts';

interface Job {
  readonly end: PromiseWithResolvers<void>;
  readonly stop: AbortController;
  readonly settled: Promise<unknown>;
  state: 'waiting' | 'running' | 'over';
}

/** What must be so after every step, whatever came before it. */
interface Model {
  bound: number;
  readonly jobs: Job[];
}

type Step = fc.AsyncCommand<Model, Limiter>;

const inState = ({ jobs }: Model, state: Job['state']): Job[] =>
  jobs.filter((job) => job.state === state);

async function checked(model: Model, limiter: Limiter): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await undefined;
  const [running, queued] = [inState(model, 'running').length, inState(model, 'waiting').length];
  expect(limiter.load).toEqual({ running, queued });
  // Nobody waits while there is a place.
  if (queued > 0) expect(running).toBeGreaterThanOrEqual(model.bound);
}

const start: Step = {
  check: () => true,
  async run(model, limiter) {
    const stop = new AbortController();
    const end = Promise.withResolvers<void>();
    const work = async (): Promise<void> => {
      expect(inState(model, 'running').length).toBeLessThan(model.bound);
      job.state = 'running';
      await end.promise;
    };
    const job: Job = { end, stop, state: 'waiting', settled: Promise.resolve() };
    model.jobs.push(job);
    const over = (): void => {
      job.state = 'over';
    };
    void limiter.run(work, { signal: stop.signal }).then(over, over);
    await checked(model, limiter);
  },
  toString: () => 'start',
};

const ending = (name: string, state: Job['state'], at: number, end: (job: Job) => void): Step => ({
  check: (model) => inState(model, state).length > 0,
  async run(model, limiter) {
    const jobs = inState(model, state);
    const job = jobs[at % jobs.length];
    if (!job) return;
    // Its place is free from now on: whoever comes next counts without it.
    job.state = 'over';
    end(job);
    await checked(model, limiter);
  },
  toString: () => `${name} ${at}`,
});

const steps = [
  fc.constant(start),
  fc.nat(9).map((at) => ending('finish', 'running', at, ({ end }) => end.resolve())),
  fc.nat(9).map((at) => ending('fail', 'running', at, ({ end }) => end.reject(new Error('broke')))),
  fc.nat(9).map((at) => ending('abort', 'waiting', at, ({ stop }) => stop.abort(new Error('off')))),
  fc.integer({ min: 1, max: 6 }).map(
    (bound): Step => ({
      check: () => true,
      async run(model, limiter) {
        model.bound = bound;
        limiter.setConcurrency(bound);
        await checked(model, limiter);
      },
      toString: () => `bound ${bound}`,
    }),
  ),
];

test('whatever starts, ends, breaks or is aborted, no place is lost and none is given twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(steps, { maxCommands: 60 }), async (commands) => {
      const limiter = createSlotLimiter({ maxConcurrent: 3 });
      const model: Model = { bound: 3, jobs: [] };
      await fc.asyncModelRun(() => ({ model, real: limiter }), commands);
      for (const { end } of model.jobs) end.resolve();
      for (let turn = 0; turn < 200; turn++) await undefined;
      expect(limiter.load).toEqual({ running: 0, queued: 0 });
    }),
    cases(150),
  );
});

const RATE = 20;
const CAPACITY = 5;

/** Refusals of a server whose bucket is as large as ours. */
function refusals(grants: readonly { readonly at: number; readonly tokens: number }[]): number {
  let [tokens, last, refused] = [CAPACITY, 0, 0];
  for (const grant of grants.toSorted((a, b) => a.at - b.at)) {
    tokens = Math.min(CAPACITY, tokens + ((grant.at - last) / 1_000) * RATE);
    last = grant.at;
    if (tokens < grant.tokens - 1e-6) refused += 1;
    tokens -= grant.tokens;
  }
  return refused;
}

test('no schedule of takes and aborts gets more than the rate, and nine tenths of it are used', async () => {
  const take = fc.record({
    gap: fc.integer({ min: 0, max: 200 }),
    tokens: fc.integer({ min: 1, max: 3 }),
    patience: fc.option(fc.integer({ min: 0, max: 2_000 })),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(take, { minLength: 1, maxLength: 60 }), async (takes) => {
      const clock = createVirtualClock(0);
      const bucket = createTokenBucket(clock, { perSecond: RATE, capacity: CAPACITY });
      const grants: { at: number; tokens: number }[] = [];
      const all: Promise<unknown>[] = [];
      for (const { gap, tokens, patience } of takes) {
        if (gap > 0) await clock.sleep(gap);
        const stop = new AbortController();
        const taken = bucket.take(tokens, stop.signal).then(() => {
          grants.push({ at: clock.now(), tokens });
        });
        all.push(taken.catch(() => {}));
        if (patience !== null) {
          all.push(clock.sleep(patience).then(() => stop.abort(new Error('impatient'))));
        }
      }
      await Promise.all(all);
      expect(refusals(grants)).toBe(0);

      // Those who gave up are forgotten: from now on whoever asks gets all of the rate.
      await clock.sleep(1_000);
      const begun = clock.now();
      await Promise.all(Array.from({ length: 100 }, () => bucket.take()));
      const seconds = (clock.now() - begun) / 1_000;
      expect(100 / seconds).toBeGreaterThan(0.9 * RATE);
    }),
    cases(40),
  );
});
