import type { Secret } from '@zdjsm/core';
import type { ResolvedConfig } from '../config/schema.ts';
import type { Store } from '../store/store.ts';
import type { Crew, Line } from './crew.ts';

/** Joins when it is first asked for, and leaves if it has joined. */
export interface LazyCrew {
  readonly join: () => Promise<Crew>;
  /** Undefined as long as it has not joined. */
  line(): Promise<Line | undefined>;
  leave(): Promise<void>;
}

export function createCrew({
  config: { url, schema },
  store,
  password,
  leaseSeconds,
}: {
  readonly config: NonNullable<ResolvedConfig['store']>;
  readonly store: Store;
  readonly password: Secret | undefined;
  readonly leaseSeconds: number | undefined;
}): LazyCrew {
  let joined: Promise<Crew> | undefined;
  const joinNow = async (): Promise<Crew> => {
    // The queue is loaded by whoever shares work, and by nobody else.
    const { joinCrew } = await import('./postgres-crew.ts');
    return await joinCrew({ url, schema, password, store, leaseSeconds });
  };
  const crew = async (): Promise<Crew | undefined> => await joined?.catch(() => undefined);
  return {
    join() {
      joined ??= joinNow();
      return joined;
    },
    async line() {
      return await (await crew())?.line();
    },
    async leave() {
      await (await crew())?.leave();
    },
  };
}
