import { isoNow, type RunContext } from '../run/context.ts';
import { toStoredError } from '../run/stored-error.ts';
import type { CrosswalkRow } from '../store/store.ts';
import type { WriteLog } from './write-log.ts';

/** Where a record is in the target. */
export interface Placed {
  readonly targetId: string;
  readonly targetKey?: string | undefined;
  /** False when it was there before this migration: a rollback leaves it alone. Default true. */
  readonly created?: boolean | undefined;
}

export interface Write {
  readonly kind: string;
  readonly sourceId: string;
  /** Of what is meant to be there. */
  readonly hash: string;
  /** It belongs to another record, and goes when that goes. */
  readonly part?: boolean | undefined;
  /** Whether it was there before this migration, where `create` can't tell: a rollback leaves it alone. */
  existed?(): Promise<boolean>;
  /** Brings it about. It is called once an intent is on disk. */
  create(): Promise<Placed>;
  /**
   * Asks the target whether an interrupted attempt got through. Left out where `create` may be
   * repeated without harm.
   */
  find?(): Promise<Placed | undefined>;
  /** Makes what is there equal to what is meant. Left out where `create` does that too. */
  update?(row: CrosswalkRow): Promise<void>;
}

/** A run that writes. */
export interface WritingContext extends RunContext {
  readonly writes: WriteLog;
}

/**
 * The write protocol: an intent row, the write, the row done. Jira has no idempotency key, so a write
 * whose outcome nobody noted is never repeated before the target was asked: exactly once in effect,
 * at least once in attempts.
 */
export async function settle(context: WritingContext, write: Write): Promise<CrosswalkRow> {
  const { store, signal } = context;
  const before = await store.crosswalk.get(write.kind, write.sourceId);
  if (before?.state === 'done' && before.hash === write.hash) return before;
  const attempts = (before?.attempts ?? 0) + 1;
  try {
    const row = await carryOut(context, write, before);
    await store.commit({ crosswalk: [{ ...row, attempts }] });
    return row;
  } catch (error) {
    // What was interrupted on purpose keeps its intent: the next run asks the target.
    signal.throwIfAborted();
    const noted = await store.crosswalk.get(write.kind, write.sourceId);
    const failed = rowOf(context, write, noted, { state: 'failed', error: toStoredError(error) });
    await store.commit({ crosswalk: [{ ...failed, attempts }] });
    throw error;
  }
}

async function carryOut(
  context: WritingContext,
  write: Write,
  before: CrosswalkRow | undefined,
): Promise<CrosswalkRow> {
  const isThere = before?.targetId !== undefined;
  if (isThere && write.update) {
    await context.writes.begin();
    await write.update(before);
    context.writes.count += 1;
    return rowOf(context, write, before, { state: 'done' });
  }
  // Only a row without an end can hide a write that got through.
  const found = before && !isThere ? await write.find?.() : undefined;
  if (found) return rowOf(context, write, before, { state: 'done', placed: found });
  await context.writes.begin();
  const existed = isThere ? undefined : await write.existed?.();
  const intent = rowOf(context, write, before, { state: 'intent', existed });
  await context.store.commit({ crosswalk: [intent] });
  const placed = await write.create();
  if (placed.created !== false) context.writes.count += 1;
  return rowOf(context, write, intent, { state: 'done', placed });
}

function rowOf(
  { batch, clock }: RunContext,
  { kind, sourceId, hash, part }: Write,
  before: CrosswalkRow | undefined,
  now: {
    readonly state: CrosswalkRow['state'];
    readonly existed?: boolean | undefined;
    readonly placed?: Placed;
    readonly error?: CrosswalkRow['error'];
  },
): CrosswalkRow {
  const { state, placed, existed, error } = now;
  const wasThere = before?.targetId !== undefined;
  const wasTried = wasThere || before?.state === 'intent' || before?.rollback === 'delete';
  // What an earlier attempt may have made is ours, though it is found there now.
  const isOurs = placed?.created ?? (wasTried ? before.rollback === 'delete' : !existed);
  return {
    kind,
    sourceId,
    state,
    hash,
    targetId: placed?.targetId ?? before?.targetId,
    targetKey: placed?.targetKey ?? before?.targetKey,
    rollback: isOurs && !part ? 'delete' : 'preserve',
    error,
    attempts: before?.attempts ?? 0,
    // A record is rolled back with the batch that created it, whichever changed it since.
    batch: wasThere ? before.batch : batch,
    changedIn: wasThere && before.batch !== batch ? batch : before?.changedIn,
    at: isoNow(clock),
  };
}

/** Notes that a rule leaves the record out. */
export async function leaveOut(
  { store, batch, clock }: RunContext,
  record: { readonly kind: string; readonly sourceId: string; readonly reason: string },
): Promise<void> {
  const before = await store.crosswalk.get(record.kind, record.sourceId);
  if (before?.state === 'done') return;
  if (before?.state === 'skipped' && before.reason === record.reason) return;
  const row = { state: 'skipped', rollback: 'preserve', attempts: 0 } as const;
  await store.commit({ crosswalk: [{ ...record, ...row, batch, at: isoNow(clock) }] });
}
