import pMap from 'p-map';
import { createCounter } from '../run/counter.ts';
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
  const { store, emit, signal, config } = context;
  const counter = createCounter(emit, 'load', kind, await store.staging.count(kind));
  const breaker = createBreaker();
  await pMap(
    store.staging.iterate(kind),
    async (record) => {
      try {
        await work(record);
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
