import { hashOf } from '../../../store/hash.ts';
import { settle } from '../../write-protocol.ts';
import type { TicketPart } from '../part.ts';

/** Walked through the workflow once everything else is there: some workflows close an issue to edits. */
export const status: TicketPart = {
  name: 'status',
  records: () => [],
  async settle(context, { intent, issueKey }) {
    const { jsm, signal } = context;
    const { name, resolution } = intent.status;
    await settle(context, {
      kind: 'status',
      sourceId: intent.ticketId,
      hash: hashOf(intent.status),
      part: true,
      async create() {
        const fields = resolution ? { resolution: { name: resolution } } : {};
        const walked = await jsm.workflow.walk(issueKey, { to: name, fields }, { signal });
        return { targetId: name, created: walked.statuses.length > 1 };
      },
    });
  },
};
