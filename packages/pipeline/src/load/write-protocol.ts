import { isoNow, type RunContext } from '../run/context.ts';
import { toStoredError } from '../run/stored-error.ts';
import type { CrosswalkRow, FieldConflict } from '../store/store.ts';
import { changedFields, type FieldHashes } from './field-hashes.ts';
import type { ForeignChange } from './foreign-changes.ts';
import type { Selection } from './selection.ts';
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
  /** Of each field, where an update writes only those that differ. */
  readonly fields?: FieldHashes | undefined;
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
  /**
   * Makes what is there equal to what is meant, in the fields that differ. Left out where `create`
   * does that too.
   */
  update?(row: CrosswalkRow, changed: readonly string[]): Promise<void>;
  /** Which of these fields somebody else has changed in the target since they were written. */
  foreign?(row: CrosswalkRow, changed: readonly string[]): Promise<readonly ForeignChange[]>;
}

/** A run that writes. */
export interface WritingContext extends RunContext {
  readonly writes: WriteLog;
  /** Left out: everything that is staged. */
  readonly only?: Selection | undefined;
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
    // Of what may be there: this attempt need not have come to writing anything.
    const hash = noted?.hash ?? write.hash;
    await store.commit({ crosswalk: [{ ...failed, hash, attempts }] });
    throw error;
  }
}

async function carryOut(
  context: WritingContext,
  write: Write,
  before: CrosswalkRow | undefined,
): Promise<CrosswalkRow> {
  const isThere = before?.targetId !== undefined;
  if (isThere && write.update)
    return await update(context, { ...write, update: write.update }, before);
  // Only a row without an end can hide a write that got through.
  const found = before && !isThere ? await write.find?.() : undefined;
  if (found) return await adopt(context, write, before, found);
  await context.writes.begin();
  const existed = isThere ? undefined : await write.existed?.();
  const intent = rowOf(context, write, before, { state: 'intent', existed });
  await context.store.commit({ crosswalk: [intent] });
  const placed = await write.create();
  if (placed.created !== false) context.writes.count += 1;
  return rowOf(context, write, intent, { state: 'done', placed });
}

/**
 * What an interrupted attempt has left. It may have meant something else: another mapping, or a text that led
 * nowhere yet. Then it is brought up to date like any other record.
 */
async function adopt(
  context: WritingContext,
  write: Write,
  before: CrosswalkRow | undefined,
  found: Placed,
): Promise<CrosswalkRow> {
  const row = rowOf(context, write, before, { state: 'done', placed: found });
  if (!write.update || before?.hash === write.hash) return row;
  const asItWas = { ...row, hash: before?.hash, fields: before?.fields ?? {} };
  return await update(context, { ...write, update: write.update }, asItWas);
}

/** Writes the fields that differ, but for those that are the target's now. */
async function update(
  context: WritingContext,
  write: Write & Required<Pick<Write, 'update'>>,
  before: CrosswalkRow,
): Promise<CrosswalkRow> {
  const { store, config } = context;
  const { kind, sourceId, fields = { [WHOLE]: write.hash } } = write;
  const changed = changedFields(before.fields, fields);
  const foreign = (await write.foreign?.(before, changed)) ?? [];
  const conflicts = foreign.map((change): FieldConflict => {
    const { field, reason, detail, isFinal = false } = change;
    const keeps = isFinal || config.sync.conflicts === 'keep-target';
    return { field, reason, detail, outcome: keeps ? 'target-kept' : 'target-overwritten' };
  });
  const kept = new Set(
    conflicts.flatMap(({ field, outcome }) => (outcome === 'target-kept' ? [field] : [])),
  );
  const own = changed.filter((field) => !kept.has(field));
  if (own.length > 0) {
    await context.writes.begin();
    await write.update(before, own);
    context.writes.count += 1;
  }
  await store.commit({ conflicts: [{ kind, sourceId, conflicts }] });
  const row = rowOf(context, write, before, { state: 'done' });
  if (kept.size === 0) return row;
  // Still as it was written last: asked again when the ticket is looked at, or the policy changes.
  const standing = [...new Set([...Object.keys(fields), ...kept])].flatMap((name) => {
    const hash = kept.has(name) ? before.fields?.[name] : fields[name];
    return hash === undefined ? [] : [[name, hash] as const];
  });
  return { ...row, hash: before.hash, fields: Object.fromEntries(standing) };
}

/** The only field of what is written as a whole. */
export const WHOLE = 'whole';

function rowOf(
  { batch, clock }: RunContext,
  { kind, sourceId, hash, fields, part }: Write,
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
    fields: state === 'done' ? fields : before?.fields,
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
