import type { PagedList } from '@zdjsm/core';
import { OLDEST_FIRST, offsetList } from '../paging/offset-list.ts';
import { recordScan } from '../paging/record-scan.ts';
import { searchCount } from '../paging/search-count.ts';
import type { TimeBounds } from '../paging/time-range.ts';
import type { Count, Flag, Id, PersonRef, RawRecord, Timestamp } from '../records.ts';
import type { Api, CallOptions, ListOptions } from '../request/api.ts';
import type { Route } from '../request/route.ts';
import { ACTIVITY_ROUTES, CALL_ROUTES, EVENT_ROUTES, TASK_ROUTES } from '../routes/activities.ts';
import type { Comment } from './comments.ts';

/** What tasks, calls and events have in common. */
export interface ActivityRow extends RawRecord {
  readonly id: Id;
  readonly subject?: string | null;
  readonly departmentId?: Id;
  readonly contactId?: Id | null;
  readonly ticketId?: Id | null;
  readonly ownerId?: Id | null;
  readonly creatorId?: Id;
  readonly status?: string | null;
  readonly statusType?: 'Open' | 'Closed';
  readonly priority?: string | null;
  readonly createdTime?: Timestamp;
  readonly modifiedTime?: Timestamp;
  readonly completedTime?: Timestamp | null;
  readonly isTrashed?: Flag;
  readonly isSpam?: Flag;
  /** Whether `comments` would find any. */
  readonly isCommented?: Flag;
  readonly assignee?: PersonRef | null;
  readonly webUrl?: string;
}

export interface ActivityDetail {
  readonly description?: string | null;
  /** Custom fields, by API name. */
  readonly cf?: RawRecord;
}

/** Source: Task.json. */
export interface TaskRow extends ActivityRow {
  readonly category?: string | null;
  readonly dueDate?: Timestamp | null;
}
/** A task, whole. */
export interface Task extends TaskRow, ActivityDetail {}

/** Source: Call.json@3f7016e3. */
export interface CallRow extends ActivityRow {
  readonly direction?: 'inbound' | 'outbound';
  readonly startTime?: Timestamp;
}
/** A phone call, whole. */
export interface Call extends CallRow, ActivityDetail {
  readonly duration?: Count | null;
}

/** Source: Event.json@75e1ba57. */
export interface EventRow extends ActivityRow {
  readonly category?: string | null;
  readonly startTime?: Timestamp;
}
/** An event in a calendar, whole. */
export interface Event extends EventRow, ActivityDetail {
  /** Seconds. */
  readonly duration?: Count | null;
}

/** A row of one of the three, as the list of a ticket's activities has it. */
export type TicketActivity =
  | (TaskRow & { readonly activityType: 'Tasks' })
  | (CallRow & { readonly activityType: 'Calls' })
  | (EventRow & { readonly activityType: 'Events' });

/** Which activities a list gives, and what with them. */
export interface ActivityQuery {
  readonly departmentId?: Id;
  readonly isCompleted?: boolean;
  readonly include?: readonly ('contacts' | 'tickets' | 'assignee' | 'teams')[];
  readonly sortBy?: string;
}

/** What agents wrote below it: customers never see it. Source: TaskComments.json@75e1ba57. */
export type ActivityComment = Omit<Comment, 'isPublic'>;

/** One of the three modules. */
export interface ActivityModule<Row extends ActivityRow, Detail extends Row> {
  /** By index: dear beyond the first 2,000. A row names its ticket. For all of them, `scan`. */
  list(query?: ActivityQuery, options?: ListOptions): PagedList<Row>;
  /**
   * Every one once and whole, for three credits a hundred: asking ticket by ticket costs three each, and
   * each record by its id one more.
   */
  scan(bounds?: TimeBounds, options?: ListOptions): PagedList<Detail>;
  /** As the search counts them: three credits. */
  count(bounds?: TimeBounds, options?: CallOptions): Promise<number>;
  /** With description and custom fields. */
  get(id: Id, options?: CallOptions): Promise<Detail>;
  ofTicket(ticketId: Id, options?: ListOptions): PagedList<Row>;
  /** Oldest first. Where `isCommented` is false there are none: spare the call. */
  comments(id: Id, options?: ListOptions): PagedList<ActivityComment>;
}

/** Tasks. */
export type Tasks = ActivityModule<TaskRow, Task>;
/** Phone calls. */
export type Calls = ActivityModule<CallRow, Call>;
/** Events in calendars. */
export type Events = ActivityModule<EventRow, Event>;

/** Tasks, calls and events together. */
export interface Activities {
  /** Tasks, calls and events of a ticket in one list. */
  ofTicket(ticketId: Id, options?: ListOptions): PagedList<TicketActivity>;
}

export const createTasks = (api: Api): Tasks => createModule(api, TASK_ROUTES, 'taskId');
export const createCalls = (api: Api): Calls => createModule(api, CALL_ROUTES, 'callId');
export const createEvents = (api: Api): Events => createModule(api, EVENT_ROUTES, 'eventId');

export function createActivities(api: Api): Activities {
  return {
    ofTicket: (ticketId, options) =>
      offsetList(api, { route: ACTIVITY_ROUTES.ofTicket, path: { ticketId } }, options),
  };
}

function createModule<Row extends ActivityRow, Detail extends Row>(
  api: Api,
  routes: Readonly<Record<'list' | 'search' | 'get' | 'ofTicket' | 'comments', Route>>,
  idName: string,
): ActivityModule<Row, Detail> {
  const get: ActivityModule<Row, Detail>['get'] = (id, options) =>
    api.get({ route: routes.get, path: { [idName]: id } }, options);
  return {
    list: (query, options) =>
      offsetList(api, { route: routes.list, query: { ...OLDEST_FIRST, ...query } }, options),
    scan: (bounds, options) => recordScan(api, { routes, get }, bounds, options),
    count: (bounds, options) => searchCount(api, { route: routes.search }, bounds, options),
    get,
    ofTicket: (ticketId, options) =>
      offsetList(api, { route: routes.ofTicket, path: { ticketId } }, options),
    comments: (id, options) =>
      offsetList(
        api,
        {
          route: routes.comments,
          path: { [idName]: id },
          query: { sortBy: 'commentedTime', include: 'mentions' },
        },
        options,
      ),
  };
}
