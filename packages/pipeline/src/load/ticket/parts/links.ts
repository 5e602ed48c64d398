import { hashOf } from '../../../store/hash.ts';
import { settle } from '../../write-protocol.ts';
import type { TicketPart } from '../part.ts';

/** Links to the issues of other tickets, whatever project these are in. */
export const links: TicketPart = {
  name: 'links',
  records: () => [],
  async settle(context, { intent }) {
    const { jsm, signal } = context;
    for (const { type, sourceId, from, to } of intent.links) {
      await settle(context, {
        kind: 'ticket-link',
        sourceId,
        hash: hashOf([type, from, to]),
        part: true,
        async create() {
          await jsm.issueLinks.add({ type, from, to }, { signal });
          return { targetId: `${from} ${to}` };
        },
      });
    }
  },
};
