import { forget, left, nothingOf, type RollbackKind } from '../kind.ts';

/** Atlassian lets nobody delete an account by the API: what was created is listed for a person. */
export const CUSTOMERS: RollbackKind = {
  kind: 'customer',
  how: 'the account stays: no API deletes one; it is in customers.csv',
  async judge({ jsm, signal }, row) {
    if (row.rollback === 'preserve') return forget;
    const id = row.targetId ?? (await jsm.customers.find(row.sourceId, { signal }))?.accountId;
    return id === undefined ? nothingOf(row) : left('no API deletes an account');
  },
  untilTheEnd: true,
};

/** A note of what stands for a record: nothing of it is in the target. */
const pointer = (kind: string): RollbackKind => ({
  kind,
  how: 'the note is forgotten',
  judge: async (_, row) => nothingOf(row),
  untilTheEnd: true,
});

export const POINTERS: readonly RollbackKind[] = [pointer('contact'), pointer('agent')];
