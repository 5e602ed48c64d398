import type { RunContext } from '../../run/context.ts';
import type { SourcePage } from '../../source/source.ts';
import { type Admission, admit } from '../admit.ts';
import { namedByModule } from '../custom-modules.ts';
import { CHILD_KINDS, MASTER_KINDS } from '../kinds.ts';
import { namesIn } from '../records.ts';
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
    const admission = { kind, parse: source.parse[kind] };
    await stageChanged(context, admission, source.masters(kind, options), tally);
  }
  for (const kind of CHILD_KINDS.filter(isWanted)) {
    const admission = { kind, parse: source.parse[kind] };
    await stageChanged(context, admission, source.children(kind, options), tally);
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
  const { parse } = customModules;
  const options = wholeList ? { signal } : { ...span, signal };
  const modules = { kind: 'custom-module', parse: parse.module };
  await stageChanged(context, modules, customModules.modules({ signal }), tally);
  const records = { kind: 'custom-record', parse: parse.record };
  const gone: string[] = [];
  for await (const { id: module } of store.staging.iterate('custom-module')) {
    const listed = new Set<string>();
    const pages = customModules.records(module, options);
    const { unread } = await stageChanged(context, records, pages, tally, (page) => {
      const named = namedByModule(module, page);
      for (const { id } of named.records) listed.add(id);
      return named;
    });
    // An archive keeps what was there. And what can't be read may be any of those that seem to be gone.
    const { to, modules } = config.customModules;
    if (!wholeList || unread > 0 || (modules[module]?.to ?? to) === 'archive') continue;
    for await (const { id, parentId } of store.staging.iterate('custom-record')) {
      if (parentId === module && !listed.has(id)) gone.push(id);
    }
  }
  tally.note('custom-record', 'gone', gone.length);
  return gone;
}

/** Stages what differs. Returns how many records of the list could not be read, and are parked. */
export async function stageChanged(
  context: RunContext,
  admission: Admission,
  pages: AsyncIterable<SourcePage>,
  tally: ChangeTally,
  rename: (page: SourcePage) => SourcePage = (page) => page,
): Promise<{ readonly unread: number }> {
  const { store, source } = context;
  const { kind } = admission;
  const names = namesIn(kind, source);
  let unread = 0;
  for await (const page of pages) {
    const { staged, writes } = await admit(context, admission, rename(page));
    const changed = [];
    for (const record of staged) {
      const before = await store.staging.hashOf(kind, record.id);
      if (before === record.hash) continue;
      tally.note(kind, before === undefined ? 'created' : 'changed');
      changed.push({ ...record, names: names?.(record.payload) });
    }
    unread += writes.crosswalk.length;
    await store.commit({ ...writes, staged: changed });
  }
  return { unread };
}
