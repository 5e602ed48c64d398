import type { Collection } from '../../kernel/world.ts';

/** Records that the seed makes, with what was changed or added on top. */
export interface Records<T> {
  readonly count: number;
  get(number: number): T | undefined;
  set(number: number, record: T): void;
  /** Returns the new record's number. */
  add(make: (number: number) => T): number;
  values(): Generator<T>;
}

export function createRecords<T>(options: {
  readonly seeded: number;
  readonly make: (number: number) => T;
  readonly changed: Collection<T>;
}): Records<T> {
  const { seeded, make, changed } = options;
  // Added records are numbered on from the seeded ones, without gaps.
  const added = (): number => {
    let count = 0;
    while (changed.get(String(seeded + count)) !== undefined) count += 1;
    return count;
  };
  let known: number | undefined;
  const count = (): number => {
    // Counted when first asked: what is on disk comes in after this was made.
    known ??= seeded + added();
    return known;
  };
  const get = (number: number): T | undefined => {
    if (!Number.isInteger(number) || number < 0 || number >= count()) return undefined;
    return changed.get(String(number)) ?? make(number);
  };
  return {
    get count() {
      return count();
    },
    get,
    set: (number, record) => changed.set(String(number), record),
    add(makeOne) {
      const number = count();
      changed.set(String(number), makeOne(number));
      known = number + 1;
      return number;
    },
    *values() {
      for (let number = 0; number < count(); number++) {
        const record = get(number);
        if (record !== undefined) yield record;
      }
    },
  };
}
