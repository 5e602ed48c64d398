import { ZdjsmError } from '@zdjsm/core';
import type { LoadContext } from '../load/load-context.ts';
import { createSilence, type Silence } from '../load/silence.ts';
import { isoNow, type RunContext } from '../run/context.ts';
import type { Batch } from '../store/store.ts';
import { moveBatch } from './batch-states.ts';
import { createWriteLog } from './write-log.ts';

export interface BatchRun {
  /** What the run is for: `load`, `retry`, `sync`, … */
  readonly purpose: string;
}

/**
 * Does the work in a batch. A run that was interrupted goes on in its old one, so that a rollback takes
 * back all of it; a run that writes nothing leaves none.
 */
export async function inBatch<T>(
  context: LoadContext,
  { purpose }: BatchRun,
  work: (context: LoadContext) => Promise<T>,
): Promise<T> {
  const { store, clock } = context;
  await refuseDuringRollback(context);
  const interrupted = await interruptedBatches(context);
  const resumed = interrupted.findLast((batch) => batch.purpose === purpose);
  const inBatch = { ...context, batch: resumed?.id ?? context.batch };
  const { batch } = inBatch;
  const silence = createSilence(inBatch);
  const writes = createWriteLog(inBatch, { purpose, silence });
  const result = await endingSilence(silence, async () => await work({ ...inBatch, writes }));
  const ended = (await interruptedBatches(context)).filter(({ id }) => id === batch);
  const endedAt = isoNow(clock);
  await store.commit({ batches: ended.map((one) => moveBatch(one, 'loaded', { endedAt })) });
  return result;
}

async function endingSilence<T>(silence: Silence, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    await silence.end();
  }
}

const interruptedBatches = async ({ store }: RunContext): Promise<Batch[]> =>
  (await store.batches.list()).filter(({ state }) => state === 'loading');

async function refuseDuringRollback({ store }: RunContext): Promise<void> {
  const half = (await store.batches.list()).find(({ state }) => state === 'rolling-back');
  if (!half) return;
  throw new ZdjsmError({
    code: 'ROLLBACK_UNFINISHED',
    message: `Batch ${half.id} is half rolled back`,
    remedy: `Finish it first: run \`zdjsm rollback --batch ${half.id}\` again; it goes on from there.`,
    outcome: 'not-sent',
  });
}
