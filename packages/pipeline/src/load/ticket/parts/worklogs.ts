import { hashOf } from '../../../store/hash.ts';
import { settle } from '../../write-protocol.ts';
import { allOf } from '../all-of.ts';
import type { TicketPart } from '../part.ts';

/** Time entries. A text that Jira refused can't be plainer than these are, so none is tried. */
export const worklogs: TicketPart = {
  name: 'time entries',
  records: (ticket) =>
    ticket.timeEntries.map(({ id }) => ({ kind: 'time-entry', sourceId: `${ticket.id}/${id}` })),
  async settle(context, { intent, issueKey }) {
    const { jsm, signal } = context;
    await allOf(context, intent.worklogs, async ({ id, startedAt, seconds, text }) => {
      const worklog = {
        started: new Date(startedAt),
        timeSpentSeconds: seconds,
        comment: text,
        marker: `time-entry:${id}`,
      };
      await settle(context, {
        kind: 'time-entry',
        sourceId: `${intent.ticketId}/${id}`,
        hash: hashOf([startedAt, seconds, text]),
        part: true,
        async create() {
          const added = await jsm.worklogs.add(issueKey, worklog, { signal });
          return { targetId: added.id };
        },
        async find() {
          const found = await jsm.worklogs.find(issueKey, worklog.marker, { signal });
          return found && { targetId: found.id };
        },
        async update({ targetId = '' }) {
          await jsm.worklogs.update(issueKey, targetId, worklog, { signal });
        },
      });
    });
  },
};
