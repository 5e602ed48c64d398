import { type Answer, json, notFound } from '../answers.ts';
import { type Call, type Handler, page, pageOf } from '../api/call.ts';
import { type SortKeys, sorted } from '../api/sort.ts';
import type { Activity, ActivityKind } from '../org/activities.ts';
import { numberOf } from '../org/ids.ts';
import { DAY } from '../org/tables.ts';
import {
  activityCommentJson,
  activityIncludes,
  activityItem,
  activityJson,
  activityRow,
} from '../render/activities.ts';
import type { Json } from '../render/common.ts';
import { ticketIn, viewIn } from './find.ts';

const timeOf = (activity: Activity): number => activity.time ?? 0;

export const ACTIVITY_SORTS: SortKeys<Activity> = {
  createdTime: (activity) => activity.createdTime,
  modifiedTime: (activity) => activity.modifiedTime,
  subject: (activity) => activity.subject,
  status: (activity) => activity.status,
  category: (activity) => activity.category ?? '',
  priority: (activity) => activity.priority ?? '',
  startTime: timeOf,
  activityTime: timeOf,
  dueDate: timeOf,
};

export const activityHandlers = {
  'tasks.list': (call) => listed(call, 'task'),
  'tasks.count': (call) => json({ count: call.org.activities.length('task') }),
  'tasks.get': (call) => one(call, 'task', 'taskId'),
  'tasks.comments': (call) => commentsOf(call, 'task', 'taskId'),
  'tasks.ofTicket': (call) => ofTicket(call, ['task'], activityRow),
  'calls.list': (call) => listed(call, 'call'),
  'calls.get': (call) => one(call, 'call', 'callId'),
  'calls.comments': (call) => commentsOf(call, 'call', 'callId'),
  'calls.ofTicket': (call) => ofTicket(call, ['call'], activityRow),
  'events.list': (call) => listed(call, 'event'),
  'events.get': (call) => one(call, 'event', 'eventId'),
  'events.comments': (call) => commentsOf(call, 'event', 'eventId'),
  'events.ofTicket': (call) => ofTicket(call, ['event'], activityRow),
  'activities.ofTicket': (call) => ofTicket(call, ['task', 'call', 'event'], activityItem),
} as const satisfies Record<string, Handler>;

function activityIn(call: Call, kind: ActivityKind, param: string): Activity {
  const activity = call.org.activities.byId(kind, call.param(param));
  if (!activity) throw notFound();
  return activity;
}

function commentsOf(call: Call, kind: ActivityKind, param: string): Answer {
  const activity = activityIn(call, kind, param);
  return pageOf(call, activity.comment === null ? [] : [activity], (one) =>
    activityCommentJson(call, one),
  );
}

function one(call: Call, kind: ActivityKind, param: string): Answer {
  const activity = activityIn(call, kind, param);
  return json({
    ...activityJson(call, activity),
    ...activityIncludes(call, activity, call.query.includes),
  });
}

function ofTicket(
  call: Call,
  kinds: readonly ActivityKind[],
  row: (call: Call, activity: Activity) => Json,
): Answer {
  const ticket = ticketIn(call);
  const completed = call.query.flag('isCompleted');
  const found = kinds
    .flatMap((kind) => call.org.activities.ofTicket(kind, ticket))
    .filter((activity) => !call.query.flag('isSpam') && isWanted(activity, completed));
  return pageOf(call, sorted(call, found, ACTIVITY_SORTS), (activity) => ({
    ...row(call, activity),
    ...activityIncludes(call, activity, call.query.includes),
  }));
}

/** All of a kind; walked through as a whole only when a filter or an order asks for it. */
function listed(call: Call, kind: ActivityKind): Answer {
  viewIn(call, `${kind}s`);
  const { activities } = call.org;
  const { query } = call;
  const row = (activity: Activity): Json => ({
    ...(query.fields ? activityJson(call, activity) : activityRow(call, activity)),
    ...activityIncludes(call, activity, query.includes),
  });
  const filter = filterOf(call);
  if (!filter && !query.sort) {
    return page(call, activities.length(kind), (n) => row(activities.at(kind, n)));
  }
  const all = activities.all(kind);
  return pageOf(call, sorted(call, filter ? all.filter(filter) : all, ACTIVITY_SORTS), row);
}

function filterOf(call: Call): ((activity: Activity) => boolean) | undefined {
  const { query } = call;
  const departments = [
    ...(query.list('departmentId') ?? []),
    ...(query.list('departmentIds') ?? []),
  ];
  const owners = query.list('assignee')?.map((id) => numberOf('agent', id));
  const completed = query.flag('isCompleted');
  const start = query.text('startTime');
  if (departments.length === 0 && !owners && completed === undefined && start === undefined) {
    return undefined;
  }
  const numbers = departments.map((id) => numberOf('department', id));
  return (activity) =>
    (numbers.length === 0 || numbers.includes(activity.department)) &&
    (!owners || owners.includes(activity.owner ?? undefined)) &&
    isWanted(activity, completed) &&
    (start === undefined || startsIn(activity.time, start, call.now));
}

function isWanted(activity: Activity, completed: boolean | undefined): boolean {
  return completed === undefined || (activity.statusType === 'Closed') === completed;
}

function startsIn(time: number | null, span: string, now: number): boolean {
  if (time === null) return false;
  const today = Math.floor(now / DAY) * DAY;
  const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7);
  switch (span) {
    case 'Overdue':
      return time < now;
    case 'Today':
      return time >= today && time < today + DAY;
    case 'Tomorrow':
      return time >= today + DAY && time < today + 2 * DAY;
    case 'CurrentWeek':
      return time >= today - 6 * DAY && time < today + 7 * DAY;
    default:
      return monthOf(time) === monthOf(now);
  }
}
