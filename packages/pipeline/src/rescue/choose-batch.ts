import { ZdjsmError } from '@zdjsm/core';
import { isOpen } from '../batch/batch-states.ts';
import type { Batch, Store } from '../store/store.ts';

/** Which batch is meant. Without an id: the one that is open, if it is the only one. */
export interface BatchChoice {
  readonly batch?: string | undefined;
}

/** @throws ZdjsmError `UNKNOWN_BATCH` when there is none of that id, or more than one is open. */
export async function chooseBatch(store: Store, { batch }: BatchChoice): Promise<Batch> {
  const batches = await store.batches.list();
  const open = batches.filter(isOpen);
  const named = batch === undefined ? undefined : batches.find(({ id }) => id === batch);
  const [only, ...others] = batch === undefined ? open : [named];
  if (only && others.length === 0) return only;
  throw new ZdjsmError({
    code: 'UNKNOWN_BATCH',
    message:
      batch === undefined
        ? `${open.length} batches are open, so one has to be named`
        : `There is no batch ${batch}`,
    remedy: remedyFor(batch === undefined ? open : batches),
    outcome: 'not-sent',
  });
}

function remedyFor(batches: readonly Batch[]): string {
  if (batches.length === 0) return 'Nothing to do: this folder has written nothing yet.';
  // The newest first: what was written last is taken back first.
  const ids = batches.toReversed().map(({ id, purpose, state }) => `${id} (${purpose}, ${state})`);
  return `Name one with --batch: ${ids.join(', ')}.`;
}
