import { createWriteStream } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CHILD_KINDS } from '../extract/kinds.ts';
import { jsonLine } from '../words/json-line.ts';
import type { LoadContext } from './load-context.ts';
import { leaveOut } from './write-protocol.ts';

/** Where activities are kept that belong to no ticket, in the migration's folder. */
export const orphansFile = (folder: string): string =>
  join(folder, 'archive', 'activities-without-ticket.jsonl');

/**
 * Tasks, calls, events and ratings whose ticket is not migrated, or that have none: counted, with the reason.
 * JSM knows nothing that hangs on no request; those that never had a ticket are archived as the source told them.
 */
export async function leaveOutOrphans(context: LoadContext): Promise<void> {
  const { store, config } = context;
  const isArchived = config.tickets.withoutTicket === 'archive';
  if (isArchived) await archiveOrphans(context);
  const kept = isArchived ? `: kept in ${orphansFile('')}` : '';
  for (const kind of CHILD_KINDS) {
    for await (const { id, parentId } of store.staging.iterate(kind)) {
      if (parentId === undefined) {
        await leaveOut(context, { kind, sourceId: id, reason: `belongs to no ticket${kept}` });
      } else if ((await store.staging.hashOf('ticket', parentId)) === undefined) {
        const reason = `its ticket ${parentId} is not migrated`;
        await leaveOut(context, { kind, sourceId: `${parentId}/${id}`, reason });
      }
    }
  }
}

/** A line each: what the source said, and of which kind. Nothing is written where there is none. */
async function archiveOrphans({ store, config, signal }: LoadContext): Promise<void> {
  const lines = async function* (): AsyncGenerator<string> {
    for (const kind of CHILD_KINDS) {
      for await (const { id, parentId, payload } of store.staging.iterate(kind)) {
        if (parentId === undefined) yield jsonLine({ kind, id, payload });
      }
    }
  };
  const first = await lines().next();
  if (first.done) return;
  const path = orphansFile(config.folder);
  await mkdir(join(config.folder, 'archive'), { recursive: true });
  // Whole or not at all: whoever opens it finds no half of a file.
  await pipeline(Readable.from(lines()), createWriteStream(`${path}.new`), { signal });
  await rename(`${path}.new`, path);
}
