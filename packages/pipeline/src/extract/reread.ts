import type { RunContext } from '../run/context.ts';
import type { RecordName, StagedRecord } from '../store/store.ts';
import { isParked, nameOf } from './admit.ts';
import { extractCustomModules } from './custom-modules.ts';
import { CHILD_KINDS, MASTER_KINDS } from './kinds.ts';
import { extractKey } from './pages.ts';
import { extractChildren, extractMasters } from './records.ts';

/**
 * Reads those lists anew of which a record could not be read. Lists of tickets have a way of their own.
 * Returns what is staged of their kinds and was never worked on.
 */
export async function rereadLists(context: RunContext): Promise<readonly StagedRecord[]> {
  const { store } = context;
  const lists: string[] = [];
  const kinds: string[] = [];
  const forget: RecordName[] = [];
  for (const kind of [...MASTER_KINDS, ...CHILD_KINDS, 'custom-module', 'custom-record']) {
    const failed = store.crosswalk.iterate(kind, { state: 'failed' });
    const parked = (await Array.fromAsync(failed)).filter(isParked);
    if (parked.length === 0) continue;
    // What fails again is noted again, by the name that it has then.
    forget.push(...parked);
    kinds.push(kind);
    lists.push(...(await keysOf(context, kind)));
  }
  if (lists.length === 0) return [];
  const meta = Object.fromEntries(lists.map((key) => [key, {}]));
  await store.commit({ meta, forget });
  await extractMasters(context);
  await extractCustomModules(context);
  await extractChildren(context);
  const fresh: StagedRecord[] = [];
  for (const kind of kinds) {
    for await (const record of store.staging.iterate(kind)) {
      const row = await store.crosswalk.get(kind, nameOf(kind, record) ?? record.id);
      if (!row) fresh.push(record);
    }
  }
  return fresh;
}

/** The records of custom modules are a list for each module. */
async function keysOf({ store }: RunContext, kind: string): Promise<string[]> {
  if (kind !== 'custom-record') return [extractKey(kind)];
  return await Array.fromAsync(store.staging.iterate('custom-module'), ({ id }) =>
    extractKey(kind, id),
  );
}
