import { messagesWith, ownerOf } from '../../extract/files.ts';
import { TEXT_FIELDS } from '../../load/field-hashes.ts';
import { ARTICLE_TEXT } from '../../load/knowledge-base/page-text.ts';
import { missingImageId } from '../../load/ticket/files.ts';
import type { RunContext } from '../../run/context.ts';
import type { CrosswalkRow, RecordName, Store } from '../../store/store.ts';
import type { Failures } from './failures.ts';

/**
 * Makes a load look at these tickets again, and write the texts anew that say of a file that it is
 * missing. All else of them is as it was meant to be, and stays untouched.
 */
export async function reopen(
  context: RunContext,
  { tickets, files, articles }: Failures,
): Promise<void> {
  const { store, source } = context;
  await reopenArticles(context, articles);
  for (const ticketId of tickets) {
    const missing = new Set([
      ...(files.get(ticketId) ?? []),
      ...(await lostFiles(store, ticketId)),
    ]);
    const staged = missing.size > 0 ? await store.staging.get('ticket', ticketId) : undefined;
    const texts = staged
      ? messagesWith(source.parse.ticket(staged.payload), missing, source.parse.ownsImage)
      : [];
    const rows: CrosswalkRow[] = [];
    for (const message of texts) {
      const name: RecordName = message
        ? { kind: message.kind, sourceId: `${ticketId}/${message.id}` }
        : { kind: 'description', sourceId: ticketId };
      const row = await store.crosswalk.get(name.kind, name.sourceId);
      if (row?.targetId !== undefined) rows.push(withoutText(row));
    }
    await store.commit({ forget: [{ kind: 'settled', sourceId: ticketId }], crosswalk: rows });
  }
}

/** Files and images that the issue lacks, by the source's names, though a retry that died may have fetched them. */
async function lostFiles(store: Store, ticketId: string): Promise<string[]> {
  const failed = new Set(
    (await store.crosswalk.family(ticketId)).flatMap(({ kind, sourceId, state }) =>
      FILES.has(kind) && state === 'failed' ? (sourceId.split('/')[1] ?? []) : [],
    ),
  );
  if (failed.size === 0) return [];
  return (await store.staging.files(ownerOf(ticketId)))
    .filter(({ source, sha256 = '' }) =>
      [source, missingImageId(source), sha256].some((id) => failed.has(id)),
    )
    .map(({ source }) => source);
}

const FILES: ReadonlySet<string> = new Set(['attachment', 'image']);

/** The texts of pages say of a file that it is missing, too. */
async function reopenArticles({ store }: RunContext, articles: ReadonlySet<string>): Promise<void> {
  for (const id of articles) {
    const family = await store.crosswalk.family(id);
    const texts = family.filter(({ kind, targetId }) => kind === ARTICLE_TEXT && targetId);
    await store.commit({ crosswalk: texts.map(withoutText) });
  }
}

/** As if another text had been written: the load writes the present one, unless somebody edited it. */
function withoutText(row: CrosswalkRow): CrosswalkRow {
  const fields = Object.entries(row.fields ?? {}).map(([name, hash]): [string, string] => [
    name,
    TEXT_FIELDS.has(name) ? 'to be written again' : hash,
  ]);
  return { ...row, hash: undefined, fields: Object.fromEntries(fields) };
}
