/** Records of one kind, by id. A record is replaced as a whole (`set`), never changed in place. */
export interface Collection<T> {
  get(id: string): T | undefined;
  set(id: string, value: T): void;
  delete(id: string): boolean;
  values(): IterableIterator<T>;
  /** Finds records by something else than their id, and is kept up to date by each change. */
  index(keysOf: (record: T) => readonly string[]): Index<T>;
  readonly size: number;
}

export interface Index<T> {
  /** In the order in which the records got this key. */
  find(key: string): T[];
  first(key: string): T | undefined;
  /** The ids, without a copy. */
  ids(key: string): ReadonlySet<string>;
  /** All keys that at least one record has. */
  keys(): IterableIterator<string>;
}

export interface StoredCollection<T> extends Collection<T> {
  /** Puts a record back as it was on disk: like `set` and `delete`, yet not a change. */
  restore(id: string, value: T | undefined): void;
}

type Follow<T> = (id: string, before: T | undefined, after: T | undefined) => void;

const NO_IDS: ReadonlySet<string> = new Set();

export function createCollection<T>(touch: (id: string) => void): StoredCollection<T> {
  const records = new Map<string, T>();
  const followers: Follow<T>[] = [];

  const replace = (id: string, value: T | undefined): boolean => {
    const before = records.get(id);
    if (value === undefined) records.delete(id);
    else records.set(id, value);
    for (const follow of followers) follow(id, before, value);
    return before !== undefined;
  };

  return {
    get: (id) => records.get(id),
    set(id, value) {
      replace(id, value);
      touch(id);
    },
    delete(id) {
      touch(id);
      return replace(id, undefined);
    },
    values: () => records.values(),
    index(keysOf) {
      const { index, follow } = createIndex(records, keysOf);
      for (const [id, record] of records) follow(id, undefined, record);
      followers.push(follow);
      return index;
    },
    restore: replace,
    get size() {
      return records.size;
    },
  };
}

function createIndex<T>(
  records: ReadonlyMap<string, T>,
  keysOf: (record: T) => readonly string[],
): { index: Index<T>; follow: Follow<T> } {
  const idsByKey = new Map<string, Set<string>>();

  const add = (key: string, id: string): void => {
    const ids = idsByKey.get(key);
    if (ids) ids.add(id);
    else idsByKey.set(key, new Set([id]));
  };
  const remove = (key: string, id: string): void => {
    const ids = idsByKey.get(key);
    ids?.delete(id);
    if (ids?.size === 0) idsByKey.delete(key);
  };
  const recordsOf = function* (key: string): Generator<T> {
    for (const id of idsByKey.get(key) ?? NO_IDS) {
      const record = records.get(id);
      if (record !== undefined) yield record;
    }
  };

  return {
    follow(id, before, after) {
      const old = before === undefined ? [] : keysOf(before);
      const current = after === undefined ? [] : keysOf(after);
      // A key that stays keeps its place, so that `find` goes on answering in the order of arrival.
      for (const key of old) if (!current.includes(key)) remove(key, id);
      for (const key of current) if (!old.includes(key)) add(key, id);
    },
    index: {
      find: (key) => [...recordsOf(key)],
      first: (key) => recordsOf(key).next().value ?? undefined,
      ids: (key) => idsByKey.get(key) ?? NO_IDS,
      keys: () => idsByKey.keys(),
    },
  };
}
