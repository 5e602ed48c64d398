import type { ChildIssueIntent } from '../../../mapping/activities.ts';
import { hashOf } from '../../../store/hash.ts';
import type { LoadContext } from '../../load-context.ts';
import { settle } from '../../write-protocol.ts';
import { allOf } from '../all-of.ts';
import { createWhole } from '../create-whole.ts';
import type { OpenTicket, TicketPart } from '../part.ts';
import { assigneeOf } from '../request.ts';
import { writeWords } from '../write-text.ts';

/** Tasks, calls and events that are issues of their own: below the request, or linked with it. */
export const children: TicketPart = {
  name: 'tasks, calls and events',
  records: (ticket) => [
    ...ticket.tasks.map(({ id }) => ({ kind: 'task', sourceId: `${ticket.id}/${id}` })),
    ...ticket.appointments.map(({ kind, id }) => ({ kind, sourceId: `${ticket.id}/${id}` })),
  ],
  async settle(context, ticket) {
    await allOf(context, ticket.intent.children, async (child) => {
      const childKey = await settleIssue(context, ticket, child);
      if (!child.issueType.isSubtask) await settleLink(context, ticket, child, childKey);
      await settleStatus(context, ticket, child, childKey);
    });
  },
};

/** By which a child is found again: its label must not be taken for a ticket's. */
export const childMarker = ({ kind, id }: Pick<ChildIssueIntent, 'kind' | 'id'>): string =>
  `${kind}-${id}`;

async function settleIssue(
  context: LoadContext,
  { intent, issueKey }: OpenTicket,
  child: ChildIssueIntent,
): Promise<string> {
  const { jsm, signal } = context;
  const { project } = intent;
  const { issueType, description, summary } = child;
  const fields = await fieldsOf(context, child);
  const marker = childMarker(child);
  const place = {
    project: { key: project.key },
    issuetype: { id: issueType.id },
    ...(issueType.isSubtask ? { parent: { key: issueKey } } : {}),
  };
  const record = { kind: child.kind, sourceId: `${intent.ticketId}/${child.id}` };
  const text = { record, doc: description };
  const row = await settle(context, {
    ...record,
    hash: hashOf([place, summary, description, fields]),
    // A sub-task goes with the issue above it; one that is only linked does not.
    part: issueType.isSubtask,
    async create() {
      const created = await createWhole(fields, {
        create: async (some) =>
          await writeWords(context, text, (written) =>
            jsm.issues.create(
              {
                marker,
                projectKey: project.key,
                fields: { ...place, summary, description: written, ...some },
              },
              { signal },
            ),
          ),
        edit: ({ key }, some) => jsm.issues.edit(key, { fields: some }, { signal }),
      });
      return { targetId: created.id, targetKey: created.key };
    },
    async find() {
      const found = await jsm.issues.find(marker, { projectKey: project.key, signal });
      return found && { targetId: found.id, targetKey: found.key };
    },
    async update({ targetKey = '' }) {
      await writeWords(context, text, (written) =>
        jsm.issues.edit(
          targetKey,
          { fields: { summary, description: written, ...fields } },
          { signal },
        ),
      );
    },
  });
  return row.targetKey ?? '';
}

async function fieldsOf(
  context: LoadContext,
  { assigneeId, dueDate, priority }: ChildIssueIntent,
): Promise<Record<string, unknown>> {
  const assignee = await assigneeOf(context, assigneeId);
  return {
    ...(assignee ? { assignee: { accountId: assignee } } : {}),
    ...(dueDate ? { duedate: dueDate } : {}),
    ...(priority ? { priority: { name: priority } } : {}),
  };
}

async function settleLink(
  context: LoadContext,
  { intent, issueKey }: OpenTicket,
  { id }: ChildIssueIntent,
  childKey: string,
): Promise<void> {
  const { jsm, signal, config } = context;
  const type = config.tickets.linkTypes.related;
  await settle(context, {
    kind: 'child-link',
    sourceId: `${intent.ticketId}/${id}`,
    hash: hashOf([type, issueKey, childKey]),
    part: true,
    async create() {
      await jsm.issueLinks.add({ type, from: childKey, to: issueKey }, { signal });
      return { targetId: `${childKey} ${issueKey}` };
    },
  });
}

async function settleStatus(
  context: LoadContext,
  { intent }: OpenTicket,
  { id, status }: ChildIssueIntent,
  childKey: string,
): Promise<void> {
  const { jsm, signal } = context;
  await settle(context, {
    kind: 'child-status',
    sourceId: `${intent.ticketId}/${id}`,
    hash: hashOf(status),
    part: true,
    async create() {
      const fields = status.resolution ? { resolution: { name: status.resolution } } : {};
      const walked = await jsm.workflow.walk(childKey, { to: status.name, fields }, { signal });
      return { targetId: status.name, created: walked.statuses.length > 1 };
    },
  });
}
