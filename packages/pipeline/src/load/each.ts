import { isHookError } from '../mapping/hooks/hook-error.ts';
import { isoNow } from '../run/context.ts';
import { createCounter } from '../run/counter.ts';
import { eachOf } from '../run/each-of.ts';
import { createBreaker, isOfOneRecord } from '../run/stopping-errors.ts';
import { toStoredError } from '../run/stored-error.ts';
import type { RecordName, StagedRecord } from '../store/store.ts';
import type { WritingContext } from './write-protocol.ts';

/** Does the work for each staged record of a kind, several at a time. One that fails stops no other. */
export async function forEachStaged(
  context: WritingContext,
  kind: string,
  work: (record: StagedRecord) => Promise<void>,
): Promise<void> {
  const { staging } = context.store;
  const list = { kind, records: staging.iterate(kind), total: await staging.count(kind) };
  await forEachRecord(context, list, work);
}

export interface RecordList<T> {
  readonly kind: string;
  readonly records: AsyncIterable<T> | Iterable<T>;
  readonly total?: number | undefined;
}

/** The same for records of any list. */
export async function forEachRecord<T extends { readonly id: string }>(
  context: WritingContext,
  { kind, records, total }: RecordList<T>,
  work: (record: T) => Promise<void>,
): Promise<void> {
  const { emit, signal, config, only, telemetry } = context;
  const counter = createCounter(emit, 'load', kind, only ? undefined : total);
  const breaker = createBreaker();
  await eachOf(
    records,
    async (record) => {
      if (only && !only.has({ kind, sourceId: record.id })) return;
      try {
        await telemetry.record({ phase: 'load', kind, id: record.id }, () => work(record));
        breaker.success();
        counter.done();
      } catch (error) {
        signal.throwIfAborted();
        if (!isOfOneRecord(error)) throw error;
        counter.failed();
        const stored = toStoredError(error);
        await parkUnnoted(context, { kind, sourceId: record.id }, error);
        emit({ type: 'record-failed', phase: 'load', kind, id: record.id, error: stored });
        // A hook costs no call, and the plan has told of it: as many as there are.
        if (!isHookError(error)) breaker.failure(error);
      }
    },
    { concurrency: config.concurrency.load, signal },
  );
}

/** What fails before its first write has no row yet, or one that says it is done: nothing is without its end. */
async function parkUnnoted(
  { store, batch, clock }: WritingContext,
  name: RecordName,
  error: unknown,
): Promise<void> {
  const before = await store.crosswalk.get(name.kind, name.sourceId);
  if (before !== undefined && !isHookError(error)) return;
  const row = { rollback: 'preserve', attempts: 0, batch, ...name, ...before } as const;
  const failed = { state: 'failed', error: toStoredError(error), at: isoNow(clock) } as const;
  const attempts = row.attempts + 1;
  await store.commit({ crosswalk: [{ ...row, ...failed, attempts }] });
}
