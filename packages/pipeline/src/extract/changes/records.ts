import { customRecordKey } from '../../mapping/custom-record.ts';
import type { RunContext } from '../../run/context.ts';
import type { SourcePage } from '../../source/source.ts';
import { hashOf } from '../../store/hash.ts';
import { CHILD_KINDS, MASTER_KINDS } from '../records.ts';
import type { ChangeTally, Span } from './found.ts';

/** Stages again whatever tickets refer to, and what hangs on them, where it was changed. */
export async function extractChangedRecords(
  context: RunContext,
  span: Span,
  tally: ChangeTally,
): Promise<void> {
  const { source, signal, config, store } = context;
  const options = { ...span, signal };
  const isWanted = (kind: string): boolean => !config.scope.without.some((one) => one === kind);
  for (const kind of MASTER_KINDS.filter(isWanted)) {
    await stageChanged(context, kind, source.masters(kind, options), tally);
  }
  for (const kind of CHILD_KINDS.filter(isWanted)) {
    await stageChanged(context, kind, source.children(kind, options), tally);
  }
  const { customModules } = source;
  if (!customModules) return;
  await stageChanged(context, 'custom-module', customModules.modules(options), tally);
  for await (const { id } of store.staging.iterate('custom-module')) {
    const pages = customModules.records(id, options);
    await stageChanged(context, 'custom-record', pages, tally, (record) => ({
      ...record,
      id: customRecordKey(id, record.id),
      parentId: id,
    }));
  }
}

type SourceRecordOf = SourcePage['records'][number];

async function stageChanged(
  { store }: RunContext,
  kind: string,
  pages: AsyncIterable<SourcePage>,
  tally: ChangeTally,
  rename: (record: SourceRecordOf) => SourceRecordOf = (record) => record,
): Promise<void> {
  for await (const { records } of pages) {
    for (const record of records.map(rename)) {
      const hash = hashOf(record.payload);
      const before = await store.staging.hashOf(kind, record.id);
      if (before === hash) continue;
      tally.note(kind, before === undefined ? 'created' : 'changed');
      await store.commit({ staged: [{ ...record, kind, hash }] });
    }
  }
}
