import type { RunContext } from '../run/context.ts';
import type { CrosswalkRow } from '../store/store.ts';
import type { RecordLinkFinder } from './record-links.ts';
import type { FailedRecord, ListName, ListRecord, SkippedRecord } from './report.ts';

/** All records of the report's lists, one after the other: there may be more than fit into memory. */
export async function* recordsOf(
  context: RunContext,
  kinds: readonly string[],
  linksOf: RecordLinkFinder,
): AsyncGenerator<ListEntry> {
  yield* statesOf(context, kinds, linksOf);
  const { findings, changes, conflicts } = context.store;
  for await (const { sourceId, ...finding } of findings.iterate()) {
    const links = await linksOf(finding.kind, sourceId);
    yield entry('findings', { ...finding, id: sourceId, ...links });
  }
  for await (const { sourceId, ...change } of changes.iterate()) {
    yield entry('changes', { ...change, id: sourceId, ...(await linksOf(change.kind, sourceId)) });
  }
  for await (const { sourceId, ...conflict } of conflicts.iterate()) {
    const links = await linksOf(conflict.kind, sourceId);
    yield entry('conflicts', { ...conflict, id: sourceId, ...links });
  }
}

/** A record, and the list that it belongs to. */
export type ListEntry = {
  readonly [L in ListName]: { readonly list: L; readonly record: ListRecord<L> };
}[ListName];

const entry = <L extends ListName>(list: L, record: ListRecord<L>) => ({ list, record });

/** What is not done, and was left out or has failed. */
async function* statesOf(
  { store }: RunContext,
  kinds: readonly string[],
  linksOf: RecordLinkFinder,
): AsyncGenerator<ListEntry> {
  for (const kind of kinds) {
    for (const state of ['skipped', 'failed', 'intent'] as const) {
      for await (const row of store.crosswalk.iterate(kind, { state })) {
        const record = { kind, id: row.sourceId, ...(await linksOf(kind, row.sourceId)) };
        if (state === 'skipped') yield entry('skips', skipped(record, row));
        else yield entry('failures', failed(record, row));
      }
    }
  }
}

type Located = Pick<SkippedRecord, 'kind' | 'id' | 'sourceUrl' | 'targetUrl'>;

const skipped = (record: Located, { reason = '' }: CrosswalkRow): SkippedRecord => ({
  ...record,
  rule: reason,
});

const failed = (record: Located, { state, attempts, error }: CrosswalkRow): FailedRecord => ({
  ...record,
  state,
  attempts,
  error: error ?? {
    code: 'INTERRUPTED',
    message: 'the run ended while it was being written',
    remedy: 'Run the command again: the target is asked whether it is there.',
  },
});
