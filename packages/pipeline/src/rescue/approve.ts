import { ConfigurationError } from '@zdjsm/core';
import { moveBatch } from '../batch/batch-states.ts';
import { isoNow, type RunContext } from '../run/context.ts';
import type { Batch } from '../store/store.ts';
import { type BatchChoice, chooseBatch } from './choose-batch.ts';

/** Which batch stays for good, and who says so. */
export interface Approval extends BatchChoice {
  /** Who takes the responsibility: it is kept with the batch. */
  readonly by: string;
}

/**
 * Ends the right to roll a batch back. Only one that was read back (`validate`) can be approved.
 *
 * @throws ZdjsmError `BATCH_STATE` when it is not in review.
 */
export async function approve(
  { store, clock }: Pick<RunContext, 'store' | 'clock'>,
  { by, ...choice }: Approval,
): Promise<Batch> {
  if (by.trim() === '') {
    throw new ConfigurationError({
      setting: 'by',
      message: 'an approval names the person who gives it',
      remedy: 'Say who: --by "Jane Doe".',
    });
  }
  const batch = await chooseBatch(store, choice);
  const approved = moveBatch(batch, 'approved', { approvedBy: by, approvedAt: isoNow(clock) });
  await store.commit({ batches: [approved] });
  return approved;
}

/** Everything that was loaded has been read back: from now on it waits for a person. */
export async function beginReview({ store }: Pick<RunContext, 'store'>): Promise<void> {
  const loaded = (await store.batches.list()).filter(({ state }) => state === 'loaded');
  await store.commit({ batches: loaded.map((batch) => moveBatch(batch, 'review')) });
}
