import { customRecordKey } from '../mapping/custom-record.ts';
import type { RunContext } from '../run/context.ts';
import type { SourcePage } from '../source/source.ts';
import { extractPages } from './pages.ts';
import { namesIn } from './records.ts';

/** Stages the modules that the helpdesk's owner made up, and then the records of each. */
export async function extractCustomModules(context: RunContext): Promise<void> {
  const { source, store } = context;
  const { customModules } = source;
  if (!customModules) return;
  await extractPages(context, {
    kind: 'custom-module',
    parse: customModules.parse.module,
    read: (options) => customModules.modules(options),
  });
  for await (const { id } of store.staging.iterate('custom-module')) {
    await extractPages(context, {
      kind: 'custom-record',
      parse: customModules.parse.record,
      list: id,
      names: namesIn('custom-record', source),
      read: (options) => ofModule(id, customModules.records(id, options)),
    });
  }
}

async function* ofModule(
  module: string,
  pages: AsyncIterable<SourcePage>,
): AsyncGenerator<SourcePage> {
  for await (const page of pages) yield namedByModule(module, page);
}

/** A record's id says nothing of its module. */
export function namedByModule(module: string, page: SourcePage): SourcePage {
  const { records, failed = [], checkpoint } = page;
  const keyOf = (id: string): string => customRecordKey(module, id);
  return {
    records: records.map((record) => ({ ...record, id: keyOf(record.id), parentId: module })),
    failed: failed.map(({ id, ...rest }) => ({ ...rest, id: id === undefined ? id : keyOf(id) })),
    checkpoint,
  };
}
