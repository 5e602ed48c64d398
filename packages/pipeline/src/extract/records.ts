import { type Checkpoint, ZdjsmError } from '@zdjsm/core';
import type { RunContext } from '../run/context.ts';
import { createCounter } from '../run/counter.ts';
import type { ChildKind, MasterKind, ReadOptions, SourcePage } from '../source/source.ts';
import { hashOf } from '../store/hash.ts';

/** In the order in which the target needs them. */
export const MASTER_KINDS: readonly MasterKind[] = [
  'department',
  'agent',
  'team',
  'product',
  'account',
  'contact',
  'contract',
];

export const CHILD_KINDS: readonly ChildKind[] = ['task', 'call', 'event', 'rating'];

/** Stages all records that tickets refer to. */
export async function extractMasters(context: RunContext): Promise<void> {
  const { source, config } = context;
  for (const kind of MASTER_KINDS) {
    if (kind === 'contract' && config.scope.without.includes(kind)) continue;
    await extractRecords(context, kind, (options) => source.masters(kind, options));
  }
}

/** Stages all records that hang on tickets and are listed by themselves. */
export async function extractChildren(context: RunContext): Promise<void> {
  const { source, config } = context;
  for (const kind of CHILD_KINDS) {
    if (config.scope.without.includes(kind)) continue;
    await extractRecords(context, kind, (options) => source.children(kind, options));
  }
}

/** An interrupted reading resumes at the page it had come to. */
async function extractRecords(
  { store, emit, signal }: RunContext,
  kind: MasterKind | ChildKind,
  read: (options: ReadOptions) => AsyncIterable<SourcePage>,
): Promise<void> {
  const key = `extract:${kind}`;
  const state = (await store.meta.get(key)) as ExtractState | undefined;
  if (state?.complete) return;
  const counter = createCounter(emit, 'extract', kind, undefined, await store.staging.count(kind));
  try {
    for await (const page of read({ checkpoint: state?.checkpoint, signal })) {
      const staged = page.records.map((record) => ({
        ...record,
        kind,
        hash: hashOf(record.payload),
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

/** How far the extraction of one kind has come. */
export interface ExtractState {
  readonly checkpoint?: Checkpoint | undefined;
  readonly complete?: boolean;
}
