import type { Silence } from '../load/silence.ts';
import type { WriteLog } from '../load/write-log.ts';
import { isoNow, type RunContext } from '../run/context.ts';
import type { Batch } from '../store/store.ts';

/** The first write opens the batch, and the silence that it is written in; of several processes the first one's. */
export function createWriteLog(
  { store, batch, clock }: RunContext,
  { purpose, silence }: { readonly purpose: string; readonly silence: Silence },
): WriteLog {
  let opened: Promise<void> | undefined;
  const open = (): Promise<void> =>
    store.alone('batch', async () => {
      await silence.begin();
      const known = (await store.batches.list()).some(({ id }) => id === batch);
      if (known) return;
      const row: Batch = { id: batch, purpose, state: 'loading', startedAt: isoNow(clock) };
      await store.commit({ batches: [row] });
    });
  return {
    count: 0,
    purpose,
    async begin() {
      opened ??= open();
      await opened;
    },
  };
}
