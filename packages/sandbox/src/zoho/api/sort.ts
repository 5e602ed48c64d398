import type { Call } from './call.ts';

export type SortKeys<T> = Readonly<Record<string, (record: T) => string | number>>;

/**
 * In the order of `sortBy`. Without a key for it the records stand in that order already, upwards.
 * Ties stay as they are, in a descending order too: Zoho does so (live report).
 */
export function sorted<T>(call: Call, records: readonly T[], keys: SortKeys<T>): readonly T[] {
  const { sort } = call.query;
  const keyOf = sort && keys[sort.key];
  if (!keyOf) return sort?.descending ? records.toReversed() : records;
  const sign = sort.descending ? -1 : 1;
  return records
    .map((record) => ({ record, key: keyOf(record) }))
    .sort((a, b) => (a.key < b.key ? -sign : a.key > b.key ? sign : 0))
    .map(({ record }) => record);
}
