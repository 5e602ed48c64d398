import { hashOf } from '../../../store/hash.ts';
import { settle } from '../../write-protocol.ts';
import { allOf } from '../all-of.ts';
import type { TicketPart } from '../part.ts';

/** Links to the issues of other tickets, whatever project these are in. */
export const links: TicketPart = {
  name: 'links',
  records: () => [],
  async settle(context, { intent }) {
    const { jsm, signal } = context;
    await allOf(context, intent.links, async ({ type, sourceId, from, to }) => {
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
    });
  },
};
