import { hashOf } from '../../../store/hash.ts';
import { settle } from '../../write-protocol.ts';
import type { TicketPart } from '../part.ts';

/** Jira's own name for the link: setting it twice makes one. */
export const globalIdOf = (ticketId: string): string => `system=zoho-desk&id=${ticketId}`;

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
        const remote = { ...link, globalId: globalIdOf(ticketId), relationship: 'migrated from' };
        const made = await jsm.remoteLinks.set(issueKey, remote, { signal });
        return { targetId: String(made.id) };
      },
    });
  },
};
