import type { Store } from '../store/store.ts';

/** All kinds of records that the crosswalk has rows of. */
export async function knownKinds(store: Store): Promise<string[]> {
  const summary = await store.crosswalk.summary();
  return [...new Set(summary.map(({ kind }) => kind))].sort();
}
