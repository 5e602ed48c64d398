import { hashOf } from '../../../store/hash.ts';
import { settle } from '../../write-protocol.ts';
import type { TicketPart } from '../part.ts';

/** A link beside the issue to where it came from. */
export const originalLink: TicketPart = {
  name: 'original link',
  records: () => [],
  async settle(context, { intent, issueKey }) {
    const { jsm, signal } = context;
    const { link, ticketId } = intent;
    if (!link) return;
    await settle(context, {
      kind: 'link',
      sourceId: ticketId,
      hash: hashOf(link),
      part: true,
      async create() {
        const globalId = `system=zoho-desk&id=${ticketId}`;
        const remote = { ...link, globalId, relationship: 'migrated from' };
        const made = await jsm.remoteLinks.set(issueKey, remote, { signal });
        return { targetId: String(made.id) };
      },
    });
  },
};
