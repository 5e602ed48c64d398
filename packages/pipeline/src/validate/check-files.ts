import type { Issue } from '@zdjsm/jsm';
import { ownerOf } from '../extract/files.ts';
import type { LoadContext } from '../load/load-context.ts';
import type { TicketIntent } from '../mapping/ticket.ts';
import { sha256Of } from '../store/hash.ts';
import type { CrosswalkRow } from '../store/store.ts';
import { type Reading, readBack } from './findings.ts';
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
  const sources = new Set<string>();
  for (const { source, sha256 } of await store.staging.files(ownerOf(intent.ticketId))) {
    if (!sha256) continue;
    const attached = await store.crosswalk.get('attachment', `${intent.ticketId}/${source}`);
    const shown = await store.crosswalk.get('image', `${intent.ticketId}/${sha256}`);
    for (const row of [attached, shown]) {
      if (row?.state !== 'done' || sources.has(`${row.kind} ${row.sourceId}`)) continue;
      sources.add(`${row.kind} ${row.sourceId}`);
      await checkFile(context, row, sha256, there, reading, tally);
    }
  }
}

async function checkFile(
  { jsm, signal }: LoadContext,
  row: CrosswalkRow,
  sha256: string,
  there: ReadonlySet<string>,
  reading: Reading,
  tally: Tally,
): Promise<void> {
  const { findings } = reading;
  const id = row.targetId ?? '';
  const field = `${row.kind} ${row.sourceId.split('/')[1]}`;
  findings.expect(field, 'there', there.has(id) ? 'there' : 'missing');
  if (!there.has(id)) return;
  tally.target(row.kind);
  await readBack(reading, `${field}: bytes`, async () => {
    const { body } = await jsm.attachments.open(id, { signal });
    findings.expect(`${field}: SHA-256`, sha256, await sha256Of(body));
  });
}
