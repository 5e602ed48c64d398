/** Changes of the source in this span of time are looked for, ISO 8601. */
export interface Span {
  readonly since: string;
  readonly until: string;
}

/** How many records of a kind the source has created, changed or deleted since the last reading. */
export interface ChangeCount {
  readonly created: number;
  readonly changed: number;
  readonly gone: number;
}

/** By kind of record; kinds of which nothing changed are not there. */
export type ChangesFound = Readonly<Record<string, ChangeCount>>;

export interface ChangeTally {
  note(kind: string, what: keyof ChangeCount, count?: number): void;
  readonly found: ChangesFound;
}

export function createChangeTally(): ChangeTally {
  const found: Record<string, ChangeCount> = {};
  return {
    found,
    note(kind, what, count = 1) {
      if (count === 0) return;
      const before = found[kind] ?? { created: 0, changed: 0, gone: 0 };
      found[kind] = { ...before, [what]: before[what] + count };
    },
  };
}
