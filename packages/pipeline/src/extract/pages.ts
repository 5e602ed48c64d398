import { type Checkpoint, ZdjsmError } from '@zdjsm/core';
import type { RunContext } from '../run/context.ts';
import { createCounter } from '../run/counter.ts';
import type { ReadOptions, SourcePage } from '../source/source.ts';
import { type Admission, admit } from './admit.ts';

export interface PagesToExtract extends Admission {
  /** Where there are several lists of the kind: what tells this one from the others. */
  readonly list?: string | undefined;
  read(options: ReadOptions): AsyncIterable<SourcePage>;
  /** What else a record is called, beside its id. */
  readonly names?: ((payload: unknown) => readonly string[]) | undefined;
}

/** Stages all records of a list; an interrupted reading resumes at the page it had come to. */
export async function extractPages(
  context: RunContext,
  { kind, parse, list, read, names }: PagesToExtract,
): Promise<void> {
  const { store, emit, signal } = context;
  const key = extractKey(kind, list);
  const state = (await store.meta.get(key)) as ExtractState | undefined;
  if (state?.complete) return;
  const counter = createCounter(emit, 'extract', kind, undefined, await store.staging.count(kind));
  try {
    for await (const page of read({ checkpoint: state?.checkpoint, signal })) {
      const { staged, writes } = await admit(context, { kind, parse }, page);
      const named = staged.map((record) => ({ ...record, names: names?.(record.payload) }));
      // With its page or not at all: a checkpoint ahead of its data would lose records.
      const meta = { [key]: { checkpoint: page.checkpoint } };
      await store.commit({ ...writes, staged: named, meta });
      for (const _ of staged) counter.done();
      for (const _ of writes.crosswalk) counter.failed();
    }
  } catch (error) {
    if (!isNotInEdition(error)) throw error;
    emit({ type: 'note', message: `${kind}: the source's edition has no such module` });
  }
  await store.commit({ meta: { [key]: { complete: true } } });
}

const isNotInEdition = (error: unknown): boolean =>
  ZdjsmError.is(error) && error.code === 'EDITION';

/** Where it is kept how far the extraction of a list has come. */
export const extractKey = (kind: string, list?: string): string =>
  `extract:${kind}${list === undefined ? '' : `:${list}`}`;

/** How far the extraction of one list has come. */
interface ExtractState {
  readonly checkpoint?: Checkpoint | undefined;
  readonly complete?: boolean;
}
