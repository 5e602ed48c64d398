import { CHILD_KINDS } from '../extract/records.ts';
import type { LoadContext } from './load-context.ts';
import { leaveOut } from './write-protocol.ts';

/** Tasks, calls, events and ratings whose ticket is not migrated, or that have none: counted, with the reason. */
export async function leaveOutOrphans(context: LoadContext): Promise<void> {
  const { store } = context;
  for (const kind of CHILD_KINDS) {
    for await (const { id, parentId } of store.staging.iterate(kind)) {
      if (parentId === undefined) {
        await leaveOut(context, { kind, sourceId: id, reason: 'belongs to no ticket' });
      } else if ((await store.staging.hashOf('ticket', parentId)) === undefined) {
        const reason = `its ticket ${parentId} is not migrated`;
        await leaveOut(context, { kind, sourceId: `${parentId}/${id}`, reason });
      }
    }
  }
}
