import { ZdjsmError } from '@zdjsm/core';
import type { FromSource } from '../model/helpdesk.ts';
import { isoNow, type RunContext } from '../run/context.ts';
import { isOfOneRecord } from '../run/stopping-errors.ts';
import { toStoredError } from '../run/stored-error.ts';
import type { SourcePage, UnreadRecord } from '../source/source.ts';
import { hashOf } from '../store/hash.ts';
import type { ChangesOf, CrosswalkRow, RecordName, StagedRecord, Writes } from '../store/store.ts';
import { CHILD_KINDS } from './kinds.ts';

export interface Admission {
  readonly kind: string;
  /** Each record is parsed on its way in: whoever reads the staging later meets none that can't be. */
  parse(payload: unknown): FromSource;
}

/** Of what a list shows, what is staged; the rest is on record as failed, and stops no other. */
export interface Admitted {
  readonly staged: readonly StagedRecord[];
  readonly writes: Required<Pick<Writes, 'crosswalk' | 'changes' | 'forget'>>;
}

/** Rows of lists stand for the records that are read whole afterwards. */
const RECORD_OF: Readonly<Record<string, string>> = {
  'ticket-row': 'ticket',
  'article-row': 'article',
};

export const parkedKindOf = (kind: string): string => RECORD_OF[kind] ?? kind;

export async function admit(
  context: RunContext,
  { kind, parse }: Admission,
  page: Pick<SourcePage, 'records' | 'failed'>,
): Promise<Admitted> {
  const staged: StagedRecord[] = [];
  const failed: UnreadRecord[] = [...(page.failed ?? [])];
  const changes: ChangesOf[] = [];
  for (const record of page.records) {
    try {
      if (typeof record.id !== 'string' || record.id === '') throw withoutId(kind);
      const noted = unreadableOf({ kind, sourceId: record.id }, parse(record.payload));
      if (noted) changes.push(noted);
      staged.push({ ...record, kind, hash: hashOf(record.payload) });
    } catch (error) {
      if (!isOfOneRecord(error)) throw error;
      const id = typeof record.id === 'string' ? record.id : undefined;
      failed.push({ id, error, parentId: record.parentId });
    }
  }
  const parked = parkedKindOf(kind);
  const crosswalk = failed.map((record) => park(context, parked, record));
  return {
    staged,
    writes: { crosswalk, changes, forget: await unparked(context, parked, staged) },
  };
}

/** Values that are there and can't be read, for the report; undefined when there are none. */
export function unreadableOf(
  { kind, sourceId }: { readonly kind: string; readonly sourceId: string },
  { unreadable = [] }: FromSource,
): ChangesOf | undefined {
  // Of what is read whole afterwards, that is what tells.
  if (unreadable.length === 0 || kind in RECORD_OF) return undefined;
  return {
    kind: `source-${kind}`,
    sourceId,
    changes: unreadable.map(({ field, found }) => ({
      field,
      reason: 'unreadable',
      detail: `the source has ${found} there`,
    })),
  };
}

function park(context: RunContext, kind: string, record: UnreadRecord): CrosswalkRow {
  const error = toStoredError(record.error);
  const sourceId = nameOf(kind, record) ?? `${UNNAMED}${hashOf(error.message).slice(0, 8)}`;
  context.emit({ type: 'record-failed', phase: 'extract', kind, id: sourceId, error });
  const { batch, clock } = context;
  const at = isoNow(clock);
  return { kind, sourceId, state: 'failed', rollback: 'preserve', error, attempts: 1, batch, at };
}

/** Begins the name of a record that has no id: it goes by what is wrong with it. */
const UNNAMED = 'unnamed-';

/** As the load names it: what hangs on a ticket begins with the ticket's id. */
export function nameOf(
  kind: string,
  { id, parentId }: Pick<UnreadRecord, 'id' | 'parentId'>,
): string | undefined {
  const isPart = CHILD_KINDS.some((one) => one === kind);
  return isPart && id !== undefined && parentId !== undefined ? `${parentId}/${id}` : id;
}

/** What failed at the door before and can be read now has failed no more. */
async function unparked(
  { store }: RunContext,
  kind: string,
  staged: readonly StagedRecord[],
): Promise<RecordName[]> {
  const names: RecordName[] = [];
  for (const record of staged) {
    const sourceId = nameOf(kind, record) ?? record.id;
    const row = await store.crosswalk.get(kind, sourceId);
    // What a load has tried has a hash: whether that got through is still to be asked.
    if (row && isParked(row)) names.push({ kind, sourceId });
  }
  return names;
}

/** Whether the record failed before it was staged, so that nothing of it was ever written. */
export const isParked = ({ state, targetId, hash }: CrosswalkRow): boolean =>
  state === 'failed' && targetId === undefined && hash === undefined;

function withoutId(kind: string): ZdjsmError {
  return new ZdjsmError({
    code: 'SOURCE_RECORD',
    message: `${kind}: "id" is missing or unreadable`,
    remedy: 'Look for it in the source. It is parked; all others go on.',
  });
}
