import { customRecordKey } from '../../mapping/custom-record.ts';
import type { RunContext } from '../../run/context.ts';
import type { SourcePage } from '../../source/source.ts';
import { hashOf } from '../../store/hash.ts';
import { CHILD_KINDS, MASTER_KINDS, namesIn } from '../records.ts';
import type { ChangeTally, Span } from './found.ts';

/** Stages again whatever tickets refer to, and what hangs on them, where it was changed. */
export async function extractChangedRecords(
  context: RunContext,
  span: Span,
  tally: ChangeTally,
): Promise<void> {
  const { source, signal, config } = context;
  const options = { ...span, signal };
  const isWanted = (kind: string): boolean => !config.scope.without.some((one) => one === kind);
  for (const kind of MASTER_KINDS.filter(isWanted)) {
    await stageChanged(context, kind, source.masters(kind, options), tally);
  }
  for (const kind of CHILD_KINDS.filter(isWanted)) {
    await stageChanged(context, kind, source.children(kind, options), tally);
  }
}

/** The same for records of custom modules. Returns those that are staged and that a whole list does not show. */
export async function extractChangedCustomRecords(
  context: RunContext,
  { span, wholeList }: { readonly span: Span; readonly wholeList: boolean },
  tally: ChangeTally,
): Promise<readonly string[]> {
  const { source, signal, store, config } = context;
  const { customModules } = source;
  if (!customModules) return [];
  const options = wholeList ? { signal } : { ...span, signal };
  await stageChanged(context, 'custom-module', customModules.modules({ signal }), tally);
  const gone: string[] = [];
  for await (const { id: module } of store.staging.iterate('custom-module')) {
    const listed = new Set<string>();
    const pages = customModules.records(module, options);
    await stageChanged(context, 'custom-record', pages, tally, (record) => {
      const id = customRecordKey(module, record.id);
      listed.add(id);
      return { ...record, id, parentId: module };
    });
    // An archive keeps what was there.
    const { to, modules } = config.customModules;
    if (!wholeList || (modules[module]?.to ?? to) === 'archive') continue;
    for await (const { id, parentId } of store.staging.iterate('custom-record')) {
      if (parentId === module && !listed.has(id)) gone.push(id);
    }
  }
  tally.note('custom-record', 'gone', gone.length);
  return gone;
}

type SourceRecordOf = SourcePage['records'][number];

export async function stageChanged(
  { store, source }: RunContext,
  kind: string,
  pages: AsyncIterable<SourcePage>,
  tally: ChangeTally,
  rename: (record: SourceRecordOf) => SourceRecordOf = (record) => record,
): Promise<void> {
  const names = namesIn(kind, source);
  for await (const { records } of pages) {
    for (const record of records.map(rename)) {
      const hash = hashOf(record.payload);
      const before = await store.staging.hashOf(kind, record.id);
      if (before === hash) continue;
      tally.note(kind, before === undefined ? 'created' : 'changed');
      const staged = { ...record, kind, hash, names: names?.(record.payload) };
      await store.commit({ staged: [staged] });
    }
  }
}
