import { imageSource, ownerOf } from '../extract/files.ts';
import type { LoadContext } from '../load/load-context.ts';
import { NOT_FETCHED, REFUSED, type TicketFiles } from '../load/ticket/files.ts';

/** A ticket's files as the load noted them: writes nothing, and says the same of what is missing. */
export async function writtenFiles({ store }: LoadContext, ticketId: string): Promise<TicketFiles> {
  const rows = new Map((await store.staging.files(ownerOf(ticketId))).map((r) => [r.source, r]));
  return {
    async attachment(file) {
      const row = await store.crosswalk.get('attachment', `${ticketId}/${file.id}`);
      if (row?.state === 'done') return { mediaId: row.targetKey ?? '' };
      if (!rows.get(file.id)?.sha256) return NOT_FETCHED;
      return row?.state === 'skipped' ? { why: `it is ${row.reason}` } : REFUSED;
    },
    async image(src) {
      const sha256 = rows.get(imageSource(src))?.sha256;
      if (!sha256) return undefined;
      const row = await store.crosswalk.get('image', `${ticketId}/${sha256}`);
      return row?.state === 'done' ? { mediaId: row.targetKey ?? '' } : undefined;
    },
  };
}
