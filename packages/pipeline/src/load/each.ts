import { createCounter } from '../run/counter.ts';
import { eachOf } from '../run/each-of.ts';
import { createBreaker, isOfOneRecord } from '../run/stopping-errors.ts';
import { toStoredError } from '../run/stored-error.ts';
import type { StagedRecord } from '../store/store.ts';
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
        emit({ type: 'record-failed', phase: 'load', kind, id: record.id, error: stored });
        breaker.failure(error);
      }
    },
    { concurrency: config.concurrency.load, signal },
  );
}
