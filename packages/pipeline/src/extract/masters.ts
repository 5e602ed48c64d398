import type { Checkpoint } from '@zdjsm/core';
import type { RunContext } from '../run/context.ts';
import { createCounter } from '../run/counter.ts';
import type { MasterKind } from '../source/source.ts';
import { hashOf } from '../store/hash.ts';

/** In the order in which the target needs them. */
export const MASTER_KINDS: readonly MasterKind[] = [
  'department',
  'agent',
  'product',
  'account',
  'contact',
];

/** Stages all records of a kind; an interrupted reading resumes at the page it had come to. */
export async function extractMasters(context: RunContext, kind: MasterKind): Promise<void> {
  const { source, store, emit, signal } = context;
  const key = `extract:${kind}`;
  const state = (await store.meta.get(key)) as ExtractState | undefined;
  if (state?.complete) return;
  const counter = createCounter(emit, 'extract', kind, undefined, await store.staging.count(kind));
  const pages = source.masters(kind, { checkpoint: state?.checkpoint, signal });
  for await (const page of pages) {
    const staged = page.records.map((record) => ({
      ...record,
      kind,
      hash: hashOf(record.payload),
    }));
    // With its page or not at all: a checkpoint ahead of its data would lose records.
    await store.commit({ staged, meta: { [key]: { checkpoint: page.checkpoint } } });
    for (const _ of staged) counter.done();
  }
  await store.commit({ meta: { [key]: { complete: true } } });
}

/** How far the extraction of one kind has come. */
export interface ExtractState {
  readonly checkpoint?: Checkpoint | undefined;
  readonly complete?: boolean;
}
