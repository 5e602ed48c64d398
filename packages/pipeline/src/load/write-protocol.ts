import { ZdjsmError } from '@zdjsm/core';
import type { RunContext } from '../run/context.ts';
import { isoNow } from '../run/context.ts';
import { toStoredError } from '../run/stored-error.ts';
import type { CrosswalkRow } from '../store/store.ts';

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

/**
 * The write protocol: an intent row, the write, the row done. Jira has no idempotency key, so a write
 * whose outcome nobody noted is never repeated before the target was asked: exactly once in effect,
 * at least once in attempts.
 */
export async function settle(context: LoadScope, write: Write): Promise<CrosswalkRow> {
  const { store } = context;
  const before = await store.crosswalk.get(write.kind, write.sourceId);
  if (before?.state === 'done' && before.hash === write.hash) return before;
  try {
    const row = await carryOut(context, write, before);
    await store.commit({ crosswalk: [row] });
    return row;
  } catch (error) {
    context.signal.throwIfAborted();
    const failed = rowOf(context, write, before, { state: 'failed', error: toStoredError(error) });
    await store.commit({ crosswalk: [failed] });
    throw error;
  }
}

/** A run of the load, and how often it has written. */
export interface LoadScope extends RunContext {
  readonly writes: { count: number };
}

async function carryOut(
  context: LoadScope,
  write: Write,
  before: CrosswalkRow | undefined,
): Promise<CrosswalkRow> {
  const known = before?.targetId === undefined ? undefined : before;
  if (known && write.update) {
    await write.update(known);
    context.writes.count += 1;
    return rowOf(context, write, known, { state: 'done' });
  }
  // Only a row without an end can hide a write that got through.
  const adopted = before && !known ? await write.find?.() : undefined;
  if (adopted) return rowOf(context, write, before, { state: 'done', placed: adopted });
  await context.store.commit({
    crosswalk: [rowOf(context, write, before, { state: 'intent' })],
  });
  const placed = await write.create();
  if (placed.created !== false) context.writes.count += 1;
  return rowOf(context, write, before, { state: 'done', placed });
}

function rowOf(
  { batch, clock }: RunContext,
  { kind, sourceId, hash }: Write,
  before: CrosswalkRow | undefined,
  now: { state: CrosswalkRow['state']; placed?: Placed; error?: CrosswalkRow['error'] },
): CrosswalkRow {
  const { state, placed, error } = now;
  return {
    kind,
    sourceId,
    state,
    hash,
    targetId: placed?.targetId ?? before?.targetId,
    targetKey: placed?.targetKey ?? before?.targetKey,
    rollback: placed
      ? placed.created === false
        ? 'preserve'
        : 'delete'
      : (before?.rollback ?? 'delete'),
    error,
    attempts: (before?.attempts ?? 0) + (state === 'intent' ? 1 : 0),
    batch: before?.targetId === undefined ? batch : before.batch,
    at: isoNow(clock),
  };
}

/** Notes that a rule leaves the record out. */
export async function skip(
  { store, batch, clock }: RunContext,
  record: { readonly kind: string; readonly sourceId: string; readonly reason: string },
): Promise<void> {
  const before = await store.crosswalk.get(record.kind, record.sourceId);
  if (before?.state === 'done') return;
  await store.commit({
    crosswalk: [
      { ...record, state: 'skipped', rollback: 'preserve', attempts: 0, batch, at: isoNow(clock) },
    ],
  });
}

/** Whether an error concerns one record, so that the others can go on. */
export function isOfOneRecord(error: unknown): boolean {
  return ZdjsmError.is(error) && !STOPPING.has(error.code);
}

// What no other record would fare better with: the run ends, and goes on when it is started again.
const STOPPING: ReadonlySet<string> = new Set([
  'CONFIGURATION',
  'DISK',
  'STORE_IN_USE',
  'STORE_CORRUPT',
]);
