import type { RawRecord } from '../records.ts';

/** A page may hold a record twice; rows without ids may be alike and yet be two. */
export function eachOnce<T extends RawRecord>(rows: readonly T[]): readonly T[] {
  const ids = new Set<unknown>();
  return rows.filter(({ id }) => id === undefined || (!ids.has(id) && ids.add(id)));
}
