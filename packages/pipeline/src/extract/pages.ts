import { type Checkpoint, ZdjsmError } from '@zdjsm/core';
import type { RunContext } from '../run/context.ts';
import { createCounter } from '../run/counter.ts';
import type { ReadOptions, SourcePage } from '../source/source.ts';
import { hashOf } from '../store/hash.ts';

export interface PagesToExtract {
  /** What the records are staged as. */
  readonly kind: string;
  /** Where there are several lists of the kind: what tells this one from the others. */
  readonly list?: string | undefined;
  read(options: ReadOptions): AsyncIterable<SourcePage>;
  /** What else a record is called, beside its id. */
  readonly names?: ((payload: unknown) => readonly string[]) | undefined;
}

/** Stages all records of a list; an interrupted reading resumes at the page it had come to. */
export async function extractPages(
  context: RunContext,
  { kind, list, read, names }: PagesToExtract,
): Promise<void> {
  const { store, emit, signal } = context;
  const key = `extract:${kind}${list === undefined ? '' : `:${list}`}`;
  const state = (await store.meta.get(key)) as ExtractState | undefined;
  if (state?.complete) return;
  const counter = createCounter(emit, 'extract', kind, undefined, await store.staging.count(kind));
  try {
    for await (const page of read({ checkpoint: state?.checkpoint, signal })) {
      const staged = page.records.map((record) => ({
        ...record,
        kind,
        hash: hashOf(record.payload),
        names: names?.(record.payload),
      }));
      // With its page or not at all: a checkpoint ahead of its data would lose records.
      await store.commit({ staged, meta: { [key]: { checkpoint: page.checkpoint } } });
      for (const _ of staged) counter.done();
    }
  } catch (error) {
    if (!isNotInEdition(error)) throw error;
    emit({ type: 'note', message: `${kind}: the source's edition has no such module` });
  }
  await store.commit({ meta: { [key]: { complete: true } } });
}

const isNotInEdition = (error: unknown): boolean =>
  ZdjsmError.is(error) && error.code === 'EDITION';

/** How far the extraction of one list has come. */
interface ExtractState {
  readonly checkpoint?: Checkpoint | undefined;
  readonly complete?: boolean;
}
