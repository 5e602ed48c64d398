import { ZdjsmError } from '@zdjsm/core';
import type { Batch, BatchState } from '../store/store.ts';

/** Which state may follow which. `approved` and `rolled-back` are ends. */
const NEXT: Readonly<Record<BatchState, readonly BatchState[]>> = {
  loading: ['loaded', 'rolling-back'],
  // A retry or a sync that changes what is there sends nothing back: it is a batch of its own.
  loaded: ['review', 'rolling-back'],
  review: ['approved', 'rolling-back'],
  approved: [],
  'rolling-back': ['rolled-back'],
  'rolled-back': [],
};

/** What stands in the target and may still be rolled back. */
export const isOpen = ({ state }: Batch): boolean => NEXT[state].length > 0;

/** @throws ZdjsmError `BATCH_STATE` when the batch can't come into that state from where it is. */
export function moveBatch(batch: Batch, state: BatchState, more: Partial<Batch> = {}): Batch {
  if (batch.state === state) return batch;
  if (NEXT[batch.state].includes(state)) return { ...batch, ...more, state };
  throw new ZdjsmError({
    code: 'BATCH_STATE',
    message: `Batch ${batch.id} is ${batch.state}: it can't become ${state}`,
    remedy: REMEDIES[batch.state],
    outcome: 'not-sent',
  });
}

const REMEDIES: Readonly<Record<BatchState, string>> = {
  loading: 'Run the same command again to its end; then `zdjsm validate`.',
  loaded: 'Run `zdjsm validate` first: nobody has read it back yet.',
  review: 'Look at it with `zdjsm review`, then approve it or roll it back.',
  approved: 'Nothing: an approved batch stays. What is wrong in it is mended by loading again.',
  'rolling-back': 'Finish the rollback: run `zdjsm rollback` with the same batch again.',
  'rolled-back': 'Nothing: it is taken back already.',
};
