import type { Issue } from '@zdjsm/jsm';
import { ownerOf } from '../extract/files.ts';
import type { LoadContext } from '../load/load-context.ts';
import type { TicketIntent } from '../mapping/ticket.ts';
import { sha256Of } from '../store/hash.ts';
import type { CrosswalkRow } from '../store/store.ts';
import { type Reading, readBack } from './read-back.ts';
import type { Tally } from './tally.ts';

/** Every file of a ticket, downloaded again: the same bytes as were fetched from the source. */
export async function checkFiles(
  context: LoadContext,
  intent: TicketIntent,
  issue: Issue,
  reading: Reading,
  tally: Tally,
): Promise<void> {
  const { store } = context;
  const { attachment } = issue.fields;
  const there = new Set(
    (Array.isArray(attachment) ? attachment : []).map((item) =>
      String((item as { id: unknown }).id),
    ),
  );
  const family = await store.crosswalk.family(intent.ticketId);
  const written = new Map(family.map((row) => [`${row.kind} ${row.sourceId}`, row]));
  const sources = new Set<string>();
  for (const { source, sha256 } of await store.staging.files(ownerOf(intent.ticketId))) {
    if (!sha256) continue;
    const attached = written.get(`attachment ${intent.ticketId}/${source}`);
    const shown = written.get(`image ${intent.ticketId}/${sha256}`);
    for (const row of [attached, shown]) {
      if (row?.state !== 'done' || sources.has(`${row.kind} ${row.sourceId}`)) continue;
      sources.add(`${row.kind} ${row.sourceId}`);
      if (await checkFile(context, row, sha256, there, reading)) tally.target(row.kind);
    }
  }
  for (const row of family) {
    const isOriginal = row.kind === 'original' && row.state === 'done';
    if (isOriginal && row.hash) await checkFile(context, row, row.hash, there, reading);
  }
}

/** Returns whether it is there, with whatever bytes. */
async function checkFile(
  { jsm, signal }: LoadContext,
  row: CrosswalkRow,
  sha256: string,
  there: ReadonlySet<string>,
  reading: Reading,
): Promise<boolean> {
  const { findings } = reading;
  const id = row.targetId ?? '';
  const name = row.sourceId.split('/')[1];
  const field = row.kind === 'original' ? String(name) : `${row.kind} ${name}`;
  findings.expect(field, 'there', there.has(id) ? 'there' : 'missing');
  if (!there.has(id)) return false;
  await readBack(reading, `${field}: bytes`, async () => {
    const { body } = await jsm.attachments.open(id, { signal });
    findings.expect(`${field}: SHA-256`, sha256, await sha256Of(body));
  });
  return true;
}
