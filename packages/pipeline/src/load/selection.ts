import type { RecordName } from '../store/store.ts';

/** What a run is about, when it is not about everything: the records of a retry. */
export interface Selection {
  has(record: RecordName): boolean;
}

export function createSelection(): Selection & { add(record: RecordName): void } {
  const names = new Set<string>();
  const nameOf = ({ kind, sourceId }: RecordName): string => `${kind} ${sourceId}`;
  return {
    has: (record) => names.has(nameOf(record)),
    add: (record) => names.add(nameOf(record)),
  };
}
