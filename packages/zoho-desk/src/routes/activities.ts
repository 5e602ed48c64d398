import type { Route } from '../request/route.ts';

const TASK = 'Task.json';
const CALL = 'Call.json@3f7016e3';
const EVENT = 'Event.json@75e1ba57';
const ACTIVITY = 'Activity.json@75e1ba57';
const SEARCH = 'Search.json@75e1ba57';

// Zoho lists both spellings of each; one is enough.
const TASKS = ['Desk.activities.tasks.READ'];
const CALLS = ['Desk.activities.calls.READ'];
const EVENTS = ['Desk.activities.events.READ'];

const FILTERS = [
  'include',
  'departmentId',
  'departmentIds',
  'viewId',
  'assignee',
  'isCompleted',
  'fields',
  'filters',
  'filterId',
  'sortBy',
];

const SEARCH_FILTERS = [
  'id',
  'assigneeId',
  'ticketNumber',
  'subject',
  'departmentId',
  'createdTimeRange',
  'modifiedTimeRange',
  'priority',
  'status',
  '_all',
  'sortBy',
];

const LISTED = { limit: 100, base: 0 } as const;
const NESTED = { ...LISTED, nested: true } as const;

export const TASK_ROUTES = {
  list: {
    name: 'tasks.list',
    path: '/tasks',
    price: 'list',
    query: [...FILTERS, 'dueDate'],
    paging: LISTED,
    scopes: TASKS,
    source: TASK,
  },
  search: {
    name: 'tasks.search',
    path: '/tasks/search',
    price: 'list',
    query: SEARCH_FILTERS,
    paging: LISTED,
    scopes: [...TASKS, 'Desk.search.READ'],
    source: SEARCH,
  },
  get: {
    name: 'tasks.get',
    path: '/tasks/{taskId}',
    price: 'record',
    query: ['include'],
    scopes: TASKS,
    source: `${TASK}; detail from third-party notes of a live portal`,
  },
  comments: {
    name: 'tasks.comments',
    path: '/tasks/{taskId}/comments',
    price: 'list',
    query: ['include', 'sortBy'],
    paging: NESTED,
    scopes: TASKS,
    source: 'TaskComments.json@75e1ba57',
  },
  ofTicket: {
    name: 'tasks.ofTicket',
    path: '/tickets/{ticketId}/tasks',
    price: 'list',
    query: ['isSpam', 'sortBy'],
    paging: NESTED,
    scopes: TASKS,
    source: TASK,
  },
} as const satisfies Readonly<Record<string, Route>>;

export const CALL_ROUTES = {
  list: {
    name: 'calls.list',
    path: '/calls',
    price: 'list',
    query: [...FILTERS, 'startTime'],
    paging: LISTED,
    scopes: CALLS,
    source: CALL,
  },
  search: {
    name: 'calls.search',
    path: '/calls/search',
    price: 'list',
    query: [...SEARCH_FILTERS, 'startDateRange'],
    paging: LISTED,
    scopes: ['Desk.calls.READ', 'Desk.search.READ'],
    source: SEARCH,
  },
  get: {
    name: 'calls.get',
    path: '/calls/{callId}',
    price: 'record',
    query: ['include'],
    scopes: CALLS,
    source: CALL,
  },
  comments: {
    name: 'calls.comments',
    path: '/calls/{callId}/comments',
    price: 'list',
    query: ['include', 'sortBy'],
    paging: NESTED,
    scopes: CALLS,
    source: 'CallComments.json@3f7016e3',
  },
  ofTicket: {
    name: 'calls.ofTicket',
    path: '/tickets/{ticketId}/calls',
    price: 'list',
    query: ['include', 'isSpam', 'isCompleted', 'sortBy'],
    paging: NESTED,
    scopes: CALLS,
    source: CALL,
  },
} as const satisfies Readonly<Record<string, Route>>;

export const EVENT_ROUTES = {
  list: {
    name: 'events.list',
    path: '/events',
    price: 'list',
    query: [...FILTERS, 'startTime'],
    paging: LISTED,
    scopes: EVENTS,
    source: EVENT,
  },
  search: {
    name: 'events.search',
    path: '/events/search',
    price: 'list',
    query: [...SEARCH_FILTERS, 'startDateRange'],
    paging: LISTED,
    scopes: ['Desk.events.READ', 'Desk.search.READ'],
    source: SEARCH,
  },
  get: {
    name: 'events.get',
    path: '/events/{eventId}',
    price: 'record',
    query: ['include'],
    scopes: EVENTS,
    source: EVENT,
  },
  comments: {
    name: 'events.comments',
    path: '/events/{eventId}/comments',
    price: 'list',
    query: ['include', 'sortBy'],
    paging: NESTED,
    scopes: EVENTS,
    source: 'EventComments.json@3f7016e3',
  },
  ofTicket: {
    name: 'events.ofTicket',
    path: '/tickets/{ticketId}/events',
    price: 'list',
    query: ['include', 'isSpam', 'isCompleted', 'sortBy'],
    paging: NESTED,
    scopes: EVENTS,
    source: EVENT,
  },
} as const satisfies Readonly<Record<string, Route>>;

export const ACTIVITY_ROUTES = {
  ofTicket: {
    name: 'activities.ofTicket',
    path: '/tickets/{ticketId}/activities',
    price: 'list',
    query: ['include', 'isSpam', 'isCompleted', 'sortBy'],
    paging: NESTED,
    scopes: [...TASKS, ...CALLS, ...EVENTS],
    source: ACTIVITY,
  },
} as const satisfies Readonly<Record<string, Route>>;
