import type { ActivityKind } from '../org/activities.ts';
import { AGENTS, agentId, agentName } from '../org/agents.ts';
import { idOf } from '../org/ids.ts';
import { ARTICLES } from '../org/knowledge-base.ts';
import { DEPARTMENTS, PRODUCTS, TEAMS } from '../org/tables.ts';
import { activityJson } from '../render/activities.ts';
import { commentContent, commentId } from '../render/comments.ts';
import type { Json, RenderContext } from '../render/common.ts';
import { accountJson, contactJson } from '../render/customers.ts';
import { articleJson } from '../render/knowledge-base.ts';
import { departmentJson, productJson, teamJson } from '../render/organization.ts';
import { threadContent, threadId } from '../render/threads.ts';
import { ticketJson } from '../render/tickets.ts';
import { CASE_COLUMNS, type Columns, named } from './columns.ts';

/** One kind of CSV file in a backup or an export. */
export interface BackupTable {
  /** `Cases` is written to `Cases__1.csv`. */
  readonly file: string;
  /** The module's name in an export; nothing for what only a backup holds. */
  readonly module: string | undefined;
  readonly columns: Columns;
  rows(context: RenderContext, tickets: Iterable<number>): Generator<Json>;
}

const ACTIVITY_COLUMNS = named(
  'id',
  'subject',
  'departmentId',
  'contactId',
  'ticketId',
  'ownerId',
  'startTime',
  'dueDate',
  'status',
  'priority',
  'description',
  'createdTime',
  'modifiedTime',
);

export const BACKUP_TABLES: readonly BackupTable[] = [
  {
    file: 'Cases',
    module: 'tickets',
    columns: CASE_COLUMNS,
    *rows(context, tickets) {
      for (const ticket of tickets) {
        const record = ticketJson(context, ticket);
        const details = context.org.tickets.details(ticket);
        const tags = details.tags.join(',');
        yield {
          ...record,
          ...context.org.tickets.cf(ticket),
          tags,
          createdBy: agentId(0),
          modifiedBy: agentId(0),
        };
      }
    },
  },
  {
    file: 'Threads',
    module: undefined,
    columns: named(
      'id',
      'ticketId',
      'createdTime',
      'threadStatus',
      'content',
      'isPrivate',
      'fromEmailAddress',
      'recipients',
      'hasAttach',
      'threadType',
      'timeZone',
      'scheduledTime',
      'isScheduleActive',
      'departmentId',
      'layoutId',
      'toDisplayName',
      'ccDisplayName',
      'bccDisplayName',
      'isPresence',
      'nestedThreadId',
    ),
    *rows(context, tickets) {
      for (const ticket of tickets) {
        const { department } = context.org.tickets.header(ticket);
        for (const thread of context.org.conversations.threads(ticket)) {
          yield {
            id: threadId(thread),
            ticketId: idOf('ticket', ticket),
            createdTime: new Date(thread.createdTime).toISOString(),
            threadStatus: thread.status,
            content: threadContent(context, thread),
            isPrivate: thread.visibility === 'private',
            fromEmailAddress: thread.from,
            recipients: [thread.to, thread.cc, thread.bcc].filter(Boolean).join(';'),
            hasAttach: thread.attachments.length > 0,
            threadType: thread.direction === 'in' ? 'IN' : 'OUT',
            departmentId: idOf('department', department),
            layoutId: idOf('layout', 0),
          };
        }
      }
    },
  },
  {
    file: 'Comments',
    module: 'comments',
    columns: named(
      'id',
      'comment',
      'commentedBy',
      'isPublic',
      'commentedTime',
      'modifiedTime',
      'entityId',
      'moduleId',
    ),
    *rows(context, tickets) {
      for (const ticket of tickets) {
        for (const comment of context.org.conversations.comments(ticket)) {
          yield {
            id: commentId(comment),
            comment: commentContent(context, comment),
            commentedBy: idOf(comment.author.kind, comment.author.number),
            isPublic: comment.isPublic,
            commentedTime: new Date(comment.commentedTime).toISOString(),
            modifiedTime:
              comment.modifiedTime === null ? null : new Date(comment.modifiedTime).toISOString(),
            entityId: idOf('ticket', ticket),
            moduleId: idOf('module', 0),
          };
        }
      }
    },
  },
  {
    file: 'TimeEntry',
    module: 'timeEntry',
    columns: named(
      'id',
      'ownerId',
      'requestChargeType',
      'executedTime',
      'description',
      'requestId',
      'createdTime',
      'secondsSpent',
      'isBillable',
    ),
    *rows(context, tickets) {
      for (const ticket of tickets) {
        for (const entry of context.org.timeEntries(ticket)) {
          yield {
            id: entry.id,
            ownerId: agentId(entry.owner),
            requestChargeType: 'New',
            executedTime: new Date(entry.executedTime).toISOString(),
            description: entry.description,
            requestId: idOf('ticket', ticket),
            createdTime: new Date(entry.createdTime).toISOString(),
            secondsSpent: entry.seconds,
            isBillable: entry.isBillable,
          };
        }
      }
    },
  },
  {
    file: 'Contacts',
    module: 'contacts',
    columns: named(
      'id',
      'firstName',
      'lastName',
      'email',
      'accountId',
      'phone',
      'mobile',
      'title',
      'ownerId',
      'type',
      'createdTime',
      'modifiedTime',
      'isEndUser',
      'street',
      'city',
      'state',
      'zip',
      'country',
      'description',
      'twitter',
      'facebook',
      'secondaryEmail',
    ),
    *rows(context) {
      for (const contact of context.org.contacts.values()) yield contactJson(context, contact);
    },
  },
  {
    file: 'Accounts',
    module: 'accounts',
    columns: named(
      'id',
      'ownerId',
      'accountName',
      'phone',
      'email',
      'fax',
      'website',
      'industry',
      'annualrevenue',
      'createdTime',
      'modifiedTime',
      'street',
      'city',
      'state',
      'code',
      'country',
      'description',
    ),
    *rows(context) {
      for (const account of context.org.accounts.values()) yield accountJson(context, account);
    },
  },
  {
    file: 'Agents',
    module: 'agents',
    columns: named('id', 'firstName', 'lastName', 'email', 'status', 'isConfirmed', 'name'),
    *rows() {
      for (const agent of AGENTS) {
        const { firstName, lastName, status, isConfirmed } = agent;
        const name = agentName(agent);
        const id = agentId(agent.number);
        yield { id, firstName, lastName, email: agent.emailId, status, isConfirmed, name };
      }
    },
  },
  {
    file: 'Departments',
    module: 'departments',
    columns: named('id', 'name', 'isEnabled', 'creatorId', 'createdTime'),
    *rows() {
      for (const [n, department] of DEPARTMENTS.entries()) yield departmentJson(department, n);
    },
  },
  {
    file: 'Products',
    module: 'products',
    columns: named('id', 'productName', 'productCode', 'unitPrice', 'description', 'createdTime'),
    *rows() {
      for (const n of PRODUCTS.keys()) yield productJson(n);
    },
  },
  {
    file: 'Teams',
    module: 'teams',
    columns: named('id', 'name', 'description', 'departmentId'),
    *rows() {
      for (const n of TEAMS.keys()) yield teamJson(n);
    },
  },
  {
    file: 'Solutions',
    module: 'solutions',
    columns: named('id', 'title', 'answer', 'status', 'permission', 'categoryId', 'createdTime'),
    *rows(context) {
      for (const article of ARTICLES) yield articleJson(context, article);
    },
  },
  activityTable('Tasks', 'tasks', 'task'),
  activityTable('Calls', 'calls', 'call'),
  activityTable('Events', 'events', 'event'),
];

function activityTable(file: string, module: string, kind: ActivityKind): BackupTable {
  return {
    file,
    module,
    columns: ACTIVITY_COLUMNS,
    *rows(context) {
      const { activities } = context.org;
      for (let n = 0; n < activities.length(kind); n++) {
        yield activityJson(context, activities.at(kind, n));
      }
    },
  };
}
