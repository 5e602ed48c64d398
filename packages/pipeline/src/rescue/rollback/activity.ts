import type { User } from '@zdjsm/jsm';
import type { Batch, Store } from '../../store/store.ts';
import { knownKinds } from '../kinds.ts';

// Clocks differ, and a write is done some time after its row was noted.
const TOLERANCE_MS = 10 * 60_000;

/** Something that happened in the target. */
export interface Act {
  readonly by: User | undefined;
  /** As Jira writes it. */
  readonly at: string;
}

/** When this migration itself was at work in the target. */
export interface Activity {
  /** Whether it was this migration's doing: its account, while it was at work. */
  isOurs(act: Act): boolean;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

export async function readActivity(
  store: Store,
  { migrator, now }: { readonly migrator: string; readonly now: number },
): Promise<Activity> {
  const spans: Span[] = [];
  for (const batch of await store.batches.list()) {
    const { startedAt } = batch;
    spans.push(span(startedAt, batch.endedAt ?? (await lastNoted(store, batch)), now));
    const rollback = await rollbackOf(store, batch.id);
    if (rollback) spans.push(span(rollback.startedAt, rollback.endedAt, now));
  }
  return {
    isOurs({ by, at }) {
      const time = Date.parse(at);
      return by?.accountId === migrator && spans.some(({ from, to }) => time >= from && time <= to);
    },
  };
}

const span = (from: string, to: string | undefined, now: number): Span => ({
  from: Date.parse(from) - TOLERANCE_MS,
  to: (to === undefined ? now : Date.parse(to)) + TOLERANCE_MS,
});

/** The last thing that an interrupted batch noted. */
export async function lastNoted(store: Store, { id, startedAt }: Batch): Promise<string> {
  let last = startedAt;
  for (const kind of await knownKinds(store)) {
    for await (const { at } of store.crosswalk.iterate(kind, { batch: id })) {
      if (at > last) last = at;
    }
  }
  return last;
}

/** When a batch was taken back, as far as it was. */
export interface RollbackTime {
  readonly startedAt: string;
  readonly endedAt?: string | undefined;
}

const keyOf = (batch: string): string => `rollback:${batch}`;

export const rollbackTime = (batch: string, time: RollbackTime): Record<string, unknown> => ({
  [keyOf(batch)]: time,
});

export async function rollbackOf(
  { meta }: Store,
  batch: string,
): Promise<RollbackTime | undefined> {
  return (await meta.get(keyOf(batch))) as RollbackTime | undefined;
}
