import { singleFlight } from '@zdjsm/core';
import type { CreditStore } from './credit-store.ts';

/** Keeps the store up to date without any call waiting for the disk. */
export interface CreditBook {
  add(day: string, credits: number): void;
  /** The day's total as the store last said. Throws what the store threw: a ledger that can't be kept must not be spent from. */
  total(day: string): Promise<number>;
}

export function createCreditBook(store: CreditStore | undefined): CreditBook {
  if (!store) return { add: () => {}, total: async () => 0 };
  const pending = new Map<string, number>();
  let known: { readonly day: string; readonly total: number } | undefined;
  let failure: { readonly error: unknown } | undefined;

  // What comes while one write is under way is written together by the next.
  const flush = singleFlight(async () => {
    for (const [day, credits] of pending) {
      pending.delete(day);
      known = { day, total: await store.add(day, credits) };
    }
  });

  return {
    add(day, credits) {
      pending.set(day, (pending.get(day) ?? 0) + credits);
      flush().catch((error: unknown) => {
        failure = { error };
      });
    },
    async total(day) {
      if (failure) throw failure.error;
      if (known?.day !== day) known = { day, total: await store.add(day, 0) };
      return known.total;
    },
  };
}
