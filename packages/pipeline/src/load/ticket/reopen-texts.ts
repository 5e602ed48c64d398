import { messagesWith, missingImageId, ownerOf } from '../../extract/files.ts';
import type { RunContext } from '../../run/context.ts';
import type { CrosswalkRow, RecordName } from '../../store/store.ts';
import { TEXT_FIELDS } from '../field-hashes.ts';

/** A ticket's files, by the source's names, of which these rows of attachments and images tell. */
export async function filesOfRows(
  { store }: Pick<RunContext, 'store'>,
  ticketId: string,
  rows: readonly RecordName[],
): Promise<string[]> {
  const ids = new Set(rows.map(({ sourceId }) => sourceId.split('/')[1] ?? ''));
  if (ids.size === 0) return [];
  return (await store.staging.files(ownerOf(ticketId)))
    .filter(({ source, sha256 = '' }) =>
      [source, missingImageId(source), sha256].some((id) => ids.has(id)),
    )
    .map(({ source }) => source);
}

/** The rows of the texts that carry or show these files, such that the load writes the texts anew. */
export async function reopenedTexts(
  { store, source }: Pick<RunContext, 'store' | 'source'>,
  ticketId: string,
  files: ReadonlySet<string>,
): Promise<CrosswalkRow[]> {
  const staged = files.size > 0 ? await store.staging.get('ticket', ticketId) : undefined;
  if (!staged) return [];
  const texts = messagesWith(source.parse.ticket(staged.payload), files, source.parse.ownsImage);
  const rows: CrosswalkRow[] = [];
  for (const message of texts) {
    const { kind, sourceId }: RecordName = message
      ? { kind: message.kind, sourceId: `${ticketId}/${message.id}` }
      : { kind: 'description', sourceId: ticketId };
    const row = await store.crosswalk.get(kind, sourceId);
    if (row?.targetId !== undefined) rows.push(withoutText(row));
  }
  return rows;
}

/** As if another text had been written: the load writes the present one, unless somebody edited it. */
export function withoutText(row: CrosswalkRow): CrosswalkRow {
  const fields = Object.entries(row.fields ?? {}).map(([name, hash]): [string, string] => [
    name,
    TEXT_FIELDS.has(name) ? 'to be written again' : hash,
  ]);
  return { ...row, hash: undefined, fields: Object.fromEntries(fields) };
}
