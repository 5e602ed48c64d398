import { nth } from '../../data/dice.ts';
import type { Activity, ActivityKind } from '../org/activities.ts';
import { agentName, agentOf } from '../org/agents.ts';
import { idOf, numberOf } from '../org/ids.ts';
import { DEPARTMENTS, TEAMS } from '../org/tables.ts';
import { NONE } from '../org/ticket-header.ts';
import { assigneeJson } from './agents.ts';
import { iso, type Json, omit, pick, type RenderContext, webUrl } from './common.ts';
import { contactJson } from './customers.ts';
import { ticketJson } from './tickets.ts';

const MODULES: Readonly<Record<ActivityKind, string>> = {
  task: 'Tasks',
  call: 'Calls',
  event: 'Events',
};
const LAYOUTS: Readonly<Record<ActivityKind, number>> = { task: 4, call: 5, event: 7 };

/** What a row lacks. */
const DETAIL_ONLY = ['description', 'duration', 'cf', 'customFields', 'reminder'];

export function activityRow(context: RenderContext, activity: Activity): Json {
  return {
    ...omit(activityJson(context, activity), DETAIL_ONLY),
    isCommented: activity.comment !== null,
  };
}

/** An item of a ticket's activities: the row, and which kind it is; calls lack their direction. */
export function activityItem(context: RenderContext, activity: Activity): Json {
  const row = omit(activityRow(context, activity), ['direction']);
  return { ...row, activityType: MODULES[activity.kind] };
}

/** A row of a search: nearly the whole record. Source: `searchTaskResponseFields` and its like. */
export function activitySearchRow(context: RenderContext, activity: Activity): Json {
  return {
    ...omit(activityJson(context, activity), ['activityTime', 'callId', 'isSpam', 'isTrashed']),
    ...omit(
      activityIncludes(context, activity, () => true),
      ['team'],
    ),
    department: {
      id: idOf('department', activity.department),
      name: nth(DEPARTMENTS, activity.department).name,
    },
    isCommented: activity.comment !== null,
    activityType: MODULES[activity.kind],
  };
}

export function activityJson(context: RenderContext, activity: Activity): Json {
  return {
    id: activity.id,
    subject: activity.subject,
    departmentId: idOf('department', activity.department),
    contactId: activity.contact === null ? null : idOf('contact', activity.contact),
    ticketId: activity.ticket === null ? null : idOf('ticket', activity.ticket),
    ownerId: activity.owner === null ? null : idOf('agent', activity.owner),
    creatorId: idOf('agent', activity.creator),
    modifiedBy: modifierJson(activity.creator),
    // Digits, not ISO.
    activityTime: activity.time === null ? null : String(activity.time),
    completedTime: iso(activity.completedTime),
    createdTime: iso(activity.createdTime),
    modifiedTime: iso(activity.modifiedTime),
    priority: activity.priority,
    status: activity.status,
    statusType: activity.statusType,
    layoutId: idOf('layout', LAYOUTS[activity.kind]),
    webUrl: webUrl(context, MODULES[activity.kind], activity.id),
    isTrashed: false,
    isSpam: false,
    description: activity.description,
    cf: {},
    customFields: {},
    reminder:
      activity.priority === 'High'
        ? [{ reminderType: 'RELATIVE', relativeReminderInMin: '15', alertType: ['EMAIL'] }]
        : [],
    ...ownKeys(activity),
  };
}

function ownKeys(activity: Activity): Json {
  const started = { startTime: iso(activity.time), duration: String(activity.duration) };
  switch (activity.kind) {
    case 'task':
      return { dueDate: iso(activity.time), category: activity.category };
    case 'call':
      return { ...started, direction: activity.direction, callId: null };
    case 'event':
      return { ...started, category: activity.category };
  }
}

export function activityIncludes(
  context: RenderContext,
  activity: Activity,
  includes: (name: string) => boolean,
): Json {
  const contact = context.org.contacts.get(activity.contact ?? NONE);
  const team = TEAMS.findIndex((candidate) => candidate.agents.includes(activity.owner ?? NONE));
  return {
    ...(includes('contacts')
      ? {
          contact: contact
            ? pick(contactJson(context, contact), [
                'id',
                'firstName',
                'lastName',
                'accountId',
                'phone',
                'mobile',
                'email',
                'isSpam',
              ])
            : null,
        }
      : {}),
    ...(includes('tickets') ? { ticket: ticketPart(context, activity) } : {}),
    ...(includes('assignee')
      ? { assignee: activity.owner === null ? null : modifierJson(activity.owner) }
      : {}),
    ...(includes('teams')
      ? { team: team < 0 ? null : { id: idOf('team', team), name: TEAMS[team]?.name } }
      : {}),
  };
}

function ticketPart(context: RenderContext, activity: Activity): Json | null {
  if (activity.ticket === null) return null;
  const { assignee } = context.org.tickets.header(activity.ticket);
  return {
    ...pick(ticketJson(context, activity.ticket), [
      'id',
      'ticketNumber',
      'subject',
      'status',
      'channel',
      'phone',
      'teamId',
      'dueDate',
      'closedTime',
      'createdTime',
      'isArchived',
      'isSpam',
    ]),
    assignee: assignee === NONE ? null : omit(assigneeJson(context, assignee), ['email']),
  };
}

/** What is written below an activity is for agents alone: it has no `isPublic`. Source: TaskComments.json. */
export function activityCommentJson(context: RenderContext, activity: Activity): Json {
  const author = activity.owner ?? activity.creator;
  return {
    id: idOf(`${activity.kind}Comment`, numberOf(activity.kind, activity.id) ?? 0),
    content: activity.comment,
    encodedContent: activity.comment,
    contentType: 'html',
    commentedTime: iso(activity.completedTime ?? activity.modifiedTime),
    modifiedTime: null,
    commenterId: idOf('agent', author),
    commenter: {
      ...pick(assigneeJson(context, author), ['firstName', 'lastName', 'photoURL', 'email']),
      name: agentName(agentOf(author)),
      roleName: 'Agent',
      type: 'AGENT',
    },
    impersonatedUser: null,
    attachments: [],
  };
}

function modifierJson(number: number): Json {
  const agent = agentOf(number);
  return {
    id: idOf('agent', number),
    firstName: agent.firstName,
    lastName: agent.lastName,
    emailId: agent.emailId,
    photoURL: null,
  };
}
