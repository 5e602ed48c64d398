import type { CreditStore } from '@zdjsm/zoho-desk';
import type { Store } from '../store/store.ts';

/** The day's credits, kept in the migration's store: a restart does not forget what was spent. */
export interface CreditAccount extends CreditStore {
  /** Waits for what is being written; nothing is written afterwards. */
  close(): Promise<void>;
}

interface Spent {
  readonly day: string;
  readonly credits: number;
}

const KEY = 'credits';

export function createCreditAccount(store: Store): CreditAccount {
  let last: Promise<Spent> = readSpent(store);
  // Whoever spends hears of it.
  last.catch(() => {});
  let closed = false;
  return {
    async add(day, credits) {
      // One after the other: each adds to what the one before has written.
      last = last.then(async (before) => {
        const spent = { day, credits: (before.day === day ? before.credits : 0) + credits };
        if (!closed && credits > 0) await store.commit({ meta: { [KEY]: spent } });
        return spent;
      });
      return (await last).credits;
    },
    async close() {
      closed = true;
      await last.catch(() => {});
    },
  };
}

async function readSpent(store: Store): Promise<Spent> {
  return ((await store.meta.get(KEY)) as Spent | undefined) ?? { day: '', credits: 0 };
}
