import type { RunContext } from '../run/context.ts';
import type { Batch, CrosswalkState, Store } from '../store/store.ts';
import { VALIDATION_KEY, type ValidationSummary } from '../validate/validate.ts';
import { type BatchChoice, chooseBatch } from './choose-batch.ts';
import { knownKinds } from './kinds.ts';

const MOST_TO_LOOK_AT = 20;

/** What a person needs who has to approve a batch or take it back. */
export interface Review {
  readonly batch: Batch;
  readonly kinds: readonly ReviewedKind[];
  /** Differences of the batch's tickets, by what differs: the part of a field's name that is no id. */
  readonly differences: readonly { readonly field: string; readonly count: number }[];
  /** When all of it was last read back; undefined: never. */
  readonly validatedAt: string | undefined;
  /** Issues to open by hand: those that differ first. */
  readonly lookAt: readonly { readonly url: string; readonly why: string }[];
}

export interface ReviewedKind extends Readonly<Record<CrosswalkState, number>> {
  readonly kind: string;
  /** Created in an earlier batch, and changed in this one: a rollback can't take that back. */
  readonly changed: number;
}

/** From the folder alone. */
export async function readReview(
  { store, config }: Pick<RunContext, 'store' | 'config'>,
  choice: BatchChoice,
): Promise<Review> {
  const batch = await chooseBatch(store, choice);
  const kinds: ReviewedKind[] = [];
  const keys = new Map<string, string>();
  for (const kind of await knownKinds(store)) {
    const counts = { done: 0, skipped: 0, failed: 0, intent: 0, changed: 0 };
    for await (const row of store.crosswalk.iterate(kind)) {
      if (row.changedIn === batch.id) counts.changed += 1;
      if (row.batch !== batch.id) continue;
      counts[row.state] += 1;
      if (kind === 'ticket' && row.targetKey) keys.set(row.sourceId, row.targetKey);
    }
    if (Object.values(counts).some((count) => count > 0)) kinds.push({ kind, ...counts });
  }
  const validation = (await store.meta.get(VALIDATION_KEY)) as ValidationSummary | undefined;
  const { differences, differing } = await differencesOf(store, keys);
  const url = (key: string): string => `${config.target.site}/browse/${key}`;
  const others = [...keys].filter(([id]) => !differing.has(id));
  return {
    batch,
    kinds,
    differences,
    validatedAt: validation?.at,
    lookAt: [
      ...[...differing].map(([id, why]) => ({ url: url(keys.get(id) ?? ''), why })),
      ...spread(others, MOST_TO_LOOK_AT).map(([, key]) => ({ url: url(key), why: 'a sample' })),
    ].slice(0, MOST_TO_LOOK_AT),
  };
}

async function differencesOf(store: Store, tickets: ReadonlyMap<string, string>) {
  const counts = new Map<string, number>();
  const differing = new Map<string, string>();
  for await (const { kind, sourceId, field } of store.findings.iterate()) {
    if (kind !== 'ticket' || !tickets.has(sourceId)) continue;
    const plain = field.replace(/ [0-9a-f]{8,}/g, '');
    counts.set(plain, (counts.get(plain) ?? 0) + 1);
    if (!differing.has(sourceId)) differing.set(sourceId, `${field} differs`);
  }
  const differences = [...counts].map(([field, count]) => ({ field, count }));
  return { differences: differences.sort((a, b) => b.count - a.count), differing };
}

/** So many of them, from the first to the last. */
function spread<T>(items: readonly T[], most: number): T[] {
  const step = Math.max(1, Math.ceil(items.length / most));
  return items.filter((_, place) => place % step === 0);
}
