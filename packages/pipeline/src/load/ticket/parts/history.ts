import { Readable } from 'node:stream';
import { hashOf } from '../../../store/hash.ts';
import { settle } from '../../write-protocol.ts';
import type { TicketPart } from '../part.ts';

/** What happened to a ticket, as a file that no message shows: agents see it, customers don't. */
export const history: TicketPart = {
  name: 'history',
  records: (ticket) =>
    ticket.history.length === 0 ? [] : [{ kind: 'history', sourceId: `${ticket.id}/history` }],
  async settle(context, { intent, issueKey }) {
    const { jsm, store, signal } = context;
    const { historyFile, ticketId } = intent;
    if (historyFile === undefined) return;
    const sourceId = `${ticketId}/history`;
    const bytes = Buffer.from(historyFile.content);
    const file = {
      name: historyFile.name,
      contentType: 'application/json',
      size: bytes.length,
      open: () => Readable.from([bytes], { objectMode: false }),
    };
    await settle(context, {
      kind: 'history',
      sourceId,
      hash: hashOf(historyFile),
      part: true,
      async create() {
        const older = (await store.crosswalk.get('history', sourceId))?.targetId;
        const { id } = await jsm.attachments.upload(issueKey, file, { mediaId: false, signal });
        if (older !== undefined) await jsm.attachments.delete(older, { issueKey, signal });
        return { targetId: id };
      },
      async find() {
        const found = await jsm.attachments.find(issueKey, file, { signal });
        return found && { targetId: String(found.id) };
      },
    });
  },
};
