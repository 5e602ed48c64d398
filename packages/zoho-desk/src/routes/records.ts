import type { Route } from '../request/route.ts';

const CONTRACTS = ['Desk.contracts.READ'];
const TICKETS = ['Desk.tickets.READ'];
const CUSTOM = ['Desk.custommodule.READ'];

const TAG = 'TicketTag.json@75e1ba57';
const CONTRACT = 'Contract.json';
const CUSTOM_SOURCE = 'Records.json@75e1ba57';

export const TAG_ROUTES = {
  ofTicket: {
    name: 'tags.ofTicket',
    path: '/tickets/{ticketId}/tags',
    price: 'list',
    envelope: 'tags',
    scopes: TICKETS,
    source: TAG,
  },
  list: {
    name: 'tags.list',
    path: '/ticketTags',
    price: 'list',
    query: ['departmentId', 'sortBy'],
    paging: { limit: 100, base: 0 },
    scopes: TICKETS,
    source: TAG,
  },
  tickets: {
    name: 'tags.tickets',
    path: '/tags/{tagId}/tickets',
    price: 'list',
    query: ['sortBy'],
    // A ticket's tagCount tells when one is missing, so no call is spent on looking for the end.
    paging: { limit: 100, base: 0, nested: true },
    scopes: TICKETS,
    source: TAG,
  },
} as const satisfies Readonly<Record<string, Route>>;

export const CONTRACT_ROUTES = {
  list: {
    name: 'contracts.list',
    path: '/contracts',
    price: 'list',
    query: ['include', 'sortBy'],
    paging: { limit: 100, base: 0 },
    scopes: CONTRACTS,
    source: CONTRACT,
  },
  get: {
    name: 'contracts.get',
    path: '/contracts/{contractId}',
    price: 'record',
    query: ['include'],
    scopes: CONTRACTS,
    source: CONTRACT,
  },
} as const satisfies Readonly<Record<string, Route>>;

export const RATING_ROUTES = {
  list: {
    name: 'ratings.list',
    path: '/customerHappiness',
    price: 'list',
    query: ['department', 'sortBy'],
    paging: { limit: 50, base: 0 },
    scopes: TICKETS,
    source: 'not in the documents: two third-party clients',
  },
} as const satisfies Readonly<Record<string, Route>>;

/** `{module}` is the API name, as in `cm_assets`. */
export const CUSTOM_MODULE_ROUTES = {
  list: {
    name: 'customModules.list',
    path: '/{module}',
    price: 'list',
    query: ['viewId', 'fields', 'sortBy'],
    paging: { limit: 50, base: 0 },
    scopes: CUSTOM,
    source: CUSTOM_SOURCE,
  },
  search: {
    name: 'customModules.search',
    path: '/{module}/search',
    price: 'list',
    query: ['createdTimeRange', 'modifiedTimeRange', '_all', 'sortBy'],
    paging: { limit: 100, base: 0 },
    scopes: [...CUSTOM, 'Desk.search.READ'],
    source: 'Search.json@75e1ba57',
  },
  get: {
    name: 'customModules.get',
    path: '/{module}/{recordId}',
    price: 'record',
    scopes: CUSTOM,
    source: CUSTOM_SOURCE,
  },
} as const satisfies Readonly<Record<string, Route>>;
