import { type Counter, createCounter } from '../../run/counter.ts';
import { eachOf } from '../../run/each-of.ts';
import { isOfOneRecord } from '../../run/stopping-errors.ts';
import { toStoredError } from '../../run/stored-error.ts';
import type { CrosswalkRow, RecordName } from '../../store/store.ts';
import { knownKinds } from '../kinds.ts';
import type { RollbackContext } from './context.ts';
import type { RollbackKind, Verdict } from './kind.ts';
import { ROLLBACK_KINDS } from './kinds.ts';
import type { KindTaken, Rollback, Standing } from './result.ts';

export type Walk = Pick<Rollback, 'kinds' | 'kept' | 'left' | 'failed'> & {
  /** Leave the crosswalk when all else is taken back. */
  readonly atTheEnd: readonly RecordName[];
};

/** Called before the first write. Left out, the walk only reads: that is the plan. */
export type Begin = () => Promise<void>;

/** Judges every record of the batch and, when it may write, takes back what can be. */
export async function walk(context: RollbackContext, begin?: Begin): Promise<Walk> {
  const { store, config, signal, emit, taken } = context;
  const found = { kept: [], left: [], failed: [], atTheEnd: [] } as Gathered;
  const kinds: KindTaken[] = [];
  for (const kind of ROLLBACK_KINDS) {
    const counts = { takenBack: 0, kept: 0, left: 0, failed: 0 };
    const counter = createCounter(emit, 'rollback', kind.kind, undefined);
    const step = { context, kind, begin, found, counts, counter };
    const rows = store.crosswalk.iterate(kind.kind, { batch: taken.id });
    const { load } = config.concurrency;
    await eachOf(groups(rows, kind), (group) => settleGroup(step, group), {
      concurrency: load,
      signal,
    });
    if (Object.values(counts).some((count) => count > 0)) {
      kinds.push({ kind: kind.kind, how: kind.how, ...counts });
    }
  }
  return { ...found, left: [...found.left, ...(await changedOnly(context))], kinds };
}

interface Gathered {
  readonly kept: Standing[];
  readonly left: Standing[];
  readonly failed: Rollback['failed'][number][];
  readonly atTheEnd: RecordName[];
}

interface Step {
  readonly context: RollbackContext;
  readonly kind: RollbackKind;
  readonly begin: Begin | undefined;
  readonly found: Gathered;
  readonly counts: Record<'takenBack' | 'kept' | 'left' | 'failed', number>;
  readonly counter: Counter;
}

/** Rows of one group come one after the other: its name begins their ids. */
async function* groups(
  rows: AsyncIterable<CrosswalkRow>,
  { groupOf }: RollbackKind,
): AsyncGenerator<readonly CrosswalkRow[]> {
  let group: CrosswalkRow[] = [];
  for await (const row of rows) {
    if (row.state === 'skipped') continue;
    const [first] = group;
    if (first && (!groupOf || groupOf(first) !== groupOf(row))) {
      yield group;
      group = [];
    }
    group.push(row);
  }
  if (group.length > 0) yield group;
}

async function settleGroup(step: Step, rows: readonly CrosswalkRow[]): Promise<void> {
  const { context, kind, begin } = step;
  const { signal } = context;
  const going: CrosswalkRow[] = [];
  for (const row of rows) {
    const verdict = await orFailed(step, [row], () => kind.judge(context, row));
    if (!verdict) continue;
    if (verdict.act === 'take-back') going.push(verdict.row);
    else await note(step, row, verdict);
  }
  if (going.length === 0) return;
  if (!begin) return tally(step, 'takenBack', going);
  await begin();
  signal.throwIfAborted();
  const there = await orFailed(step, going, async () => {
    await kind.takeBack?.(context, going);
    return (await kind.stillThere?.(context, going)) ?? [];
  });
  if (!there) return;
  const gone = going.filter((row) => !there.some(({ sourceId }) => sourceId === row.sourceId));
  for (const row of gone) await forgetRow(step, row);
  tally(step, 'takenBack', gone);
  for (const row of there) stands(step, 'kept', row, 'Jira shows it after it was taken back');
}

/** A record that can't be looked at or taken back holds up no other; the next run takes it up again. */
async function orFailed<T>(
  step: Step,
  rows: readonly CrosswalkRow[],
  work: () => Promise<T>,
): Promise<T | undefined> {
  const { context, kind, found } = step;
  try {
    return await work();
  } catch (error) {
    context.signal.throwIfAborted();
    if (!isOfOneRecord(error)) throw error;
    const stored = toStoredError(error);
    for (const row of rows) {
      found.failed.push({ ...standing(row, stored.message), error: stored });
      const record = { kind: kind.kind, id: row.sourceId };
      context.emit({ type: 'record-failed', phase: 'rollback', ...record, error: stored });
      step.counter.failed();
    }
    step.counts.failed += rows.length;
    return undefined;
  }
}

async function note(
  step: Step,
  row: CrosswalkRow,
  verdict: Exclude<Verdict, { readonly act: 'take-back' }>,
): Promise<void> {
  const writes: Readonly<Record<typeof verdict.act, () => unknown>> = {
    keep: () => stands(step, 'kept', row, whyOf(verdict)),
    left: () => stands(step, 'left', row, whyOf(verdict)),
    forget: () => (step.begin ? forgetRow(step, row) : undefined),
    pass: () => undefined,
  };
  await writes[verdict.act]();
}

const whyOf = (verdict: Verdict): string => ('why' in verdict ? verdict.why : '');

async function forgetRow({ context, kind, found }: Step, row: CrosswalkRow): Promise<void> {
  if (kind.untilTheEnd) {
    found.atTheEnd.push(row);
    return;
  }
  const names = (await kind.goesWith?.(context, row)) ?? [];
  await context.store.commit({ forget: [row, ...names] });
}

function stands(step: Step, act: 'kept' | 'left', row: CrosswalkRow, why: string): void {
  step.found[act].push(standing(row, why));
  // A list of what is left is made from these rows: they stay until it is whole.
  if (act === 'left' && step.kind.untilTheEnd) step.found.atTheEnd.push(row);
  tally(step, act, [row]);
}

function tally(step: Step, what: keyof Step['counts'], rows: readonly CrosswalkRow[]): void {
  step.counts[what] += rows.length;
  for (const _ of rows) step.counter.done();
}

const standing = (row: CrosswalkRow, why: string): Standing => ({
  kind: row.kind,
  id: row.sourceId,
  target: row.targetKey ?? row.targetId ?? '',
  why,
});

/** Records of earlier batches that this one has changed: no rollback makes them what they were. */
async function changedOnly({ store, taken }: RollbackContext): Promise<Standing[]> {
  const changed: Standing[] = [];
  for (const kind of await knownKinds(store)) {
    for await (const row of store.crosswalk.iterate(kind)) {
      if (row.changedIn !== taken.id || row.batch === taken.id || kind === 'settled') continue;
      changed.push(standing(row, `it came with batch ${row.batch}; what changed in it stays`));
    }
  }
  return changed;
}
