import type { Route } from '../request/route.ts';

const BASIC = ['Desk.basic.READ'];
const CONTACTS = ['Desk.contacts.READ'];
const PRODUCTS = ['Desk.products.READ'];
const TEAMS = ['Desk.basic.READ'];

const ORGANIZATION = 'Organization.json@3f7016e3';
const DEPARTMENT = 'Department.json';
const AGENT = 'Agent.json@3f7016e3';
const TEAM = 'Team.json@75e1ba57';
const ACCOUNT = 'Account.json';
const CONTACT = 'Contact.json';
const PRODUCT = 'Product.json@75e1ba57';
const SEARCH = 'Search.json@75e1ba57';

const TEAM_PAGING = { limit: 200, base: 0, nested: true } as const;

export const ORGANIZATION_ROUTES = {
  list: {
    name: 'organizations.list',
    path: '/organizations',
    price: 'list',
    scopes: BASIC,
    withoutOrg: true,
    source: ORGANIZATION,
  },
  accessible: {
    name: 'organizations.accessible',
    path: '/accessibleOrganizations',
    price: 'list',
    scopes: BASIC,
    source: ORGANIZATION,
  },
  get: {
    name: 'organizations.get',
    path: '/organizations/{organizationId}',
    price: 'record',
    query: ['includeCustomDomain'],
    scopes: BASIC,
    source: ORGANIZATION,
  },
} as const satisfies Readonly<Record<string, Route>>;

export const DEPARTMENT_ROUTES = {
  list: {
    name: 'departments.list',
    path: '/departments',
    price: 'list',
    query: ['isEnabled', 'chatStatus', 'searchStr'],
    paging: { limit: 200, base: 0 },
    scopes: BASIC,
    source: DEPARTMENT,
  },
  mine: {
    name: 'departments.mine',
    path: '/myDepartments',
    price: 'list',
    scopes: BASIC,
    source: DEPARTMENT,
  },
  agents: {
    name: 'departments.agents',
    path: '/departments/{departmentId}/agents',
    price: 'list',
    query: ['status', 'isLightAgent', 'isConfirmed', 'searchStr', 'fieldName', 'sortOrder'],
    paging: { limit: 200, base: 0 },
    scopes: BASIC,
    source: DEPARTMENT,
  },
  teams: {
    name: 'departments.teams',
    path: '/departments/{departmentId}/teams',
    price: 'list',
    query: ['searchStr'],
    paging: TEAM_PAGING,
    envelope: 'teams',
    scopes: TEAMS,
    source: TEAM,
  },
} as const satisfies Readonly<Record<string, Route>>;

export const AGENT_ROUTES = {
  list: {
    name: 'agents.list',
    path: '/agents',
    price: 'list',
    query: [
      'include',
      'status',
      'departmentIds',
      'roleIds',
      'profileIds',
      'rolePermissionType',
      'isLightAgent',
      'isConfirmed',
      'searchStr',
      'fieldName',
      'cfSearchStr',
      'cfFieldName',
      'sortOrder',
    ],
    paging: { limit: 200, base: 0 },
    scopes: BASIC,
    source: AGENT,
  },
  get: {
    name: 'agents.get',
    path: '/agents/{agentId}',
    price: 'record',
    query: ['include'],
    scopes: BASIC,
    source: AGENT,
  },
  byZuid: {
    name: 'agents.byZuid',
    path: '/agents/zuid/{zuid}',
    price: 'record',
    scopes: BASIC,
    source: AGENT,
  },
  byEmail: {
    name: 'agents.byEmail',
    path: '/agents/email/{emailId}',
    price: 'record',
    scopes: BASIC,
    source: AGENT,
  },
  deleted: {
    name: 'agents.deleted',
    path: '/deletedAgents',
    price: 'list',
    query: [],
    paging: { limit: 200, base: 0 },
    scopes: ['Desk.agents.READ'],
    source: AGENT,
  },
  me: {
    name: 'agents.me',
    path: '/myinfo',
    price: 'record',
    query: ['include'],
    scopes: BASIC,
    source: AGENT,
  },
  count: {
    name: 'agents.count',
    path: '/agents/count',
    price: 'count',
    query: ['status', 'isConfirmed', 'includeLightAgent'],
    scopes: BASIC,
    source: AGENT,
  },
} as const satisfies Readonly<Record<string, Route>>;

export const TEAM_ROUTES = {
  list: {
    name: 'teams.list',
    path: '/teams',
    price: 'list',
    paging: TEAM_PAGING,
    envelope: 'teams',
    scopes: TEAMS,
    source: TEAM,
  },
  get: { name: 'teams.get', path: '/teams/{teamId}', price: 'record', scopes: TEAMS, source: TEAM },
  members: {
    name: 'teams.members',
    path: '/teams/{teamId}/members',
    price: 'list',
    query: ['include'],
    envelope: 'members',
    scopes: TEAMS,
    source: TEAM,
  },
} as const satisfies Readonly<Record<string, Route>>;

const SEARCH_FILTERS = ['id', 'createdTimeRange', 'modifiedTimeRange', '_all', 'sortBy'];

export const ACCOUNT_ROUTES = {
  search: {
    name: 'accounts.search',
    path: '/accounts/search',
    price: 'list',
    query: [...SEARCH_FILTERS, 'accountName'],
    paging: { limit: 100, base: 0 },
    scopes: [...CONTACTS, 'Desk.search.READ'],
    source: SEARCH,
  },
  list: {
    name: 'accounts.list',
    path: '/accounts',
    price: 'list',
    query: ['viewId', 'fields', 'filters', 'filterId', 'sortBy'],
    paging: { limit: 100, base: 1 },
    scopes: CONTACTS,
    source: ACCOUNT,
  },
  get: {
    name: 'accounts.get',
    path: '/accounts/{accountId}',
    price: 'record',
    scopes: CONTACTS,
    source: `${ACCOUNT}; detail from a mirror of the HTML reference`,
  },
  contacts: {
    name: 'accounts.contacts',
    path: '/accounts/{accountId}/contacts',
    price: 'list',
    paging: { limit: 100, base: 0, nested: true },
    scopes: CONTACTS,
    source: 'not in the documents that were read: a third-party client',
  },
  products: {
    name: 'accounts.products',
    path: '/accounts/{accountId}/products',
    price: 'list',
    query: ['departmentId'],
    paging: { limit: 100, base: 0, nested: true },
    scopes: [...CONTACTS, ...PRODUCTS],
    source: PRODUCT,
  },
  slas: {
    name: 'accounts.slas',
    path: '/accounts/{accountId}/sla',
    price: 'list',
    query: ['departmentId', 'status'],
    paging: { limit: 100, base: 0, nested: true },
    scopes: ['Desk.settings.READ'],
    source: 'AccountSla.json@75e1ba57',
  },
} as const satisfies Readonly<Record<string, Route>>;

export const CONTACT_ROUTES = {
  search: {
    name: 'contacts.search',
    path: '/contacts/search',
    price: 'list',
    query: [...SEARCH_FILTERS, 'email', 'phone', 'fullName', 'firstName', 'lastName'],
    paging: { limit: 100, base: 0 },
    scopes: [...CONTACTS, 'Desk.search.READ'],
    source: SEARCH,
  },
  list: {
    name: 'contacts.list',
    path: '/contacts',
    price: 'list',
    query: ['include', 'viewId', 'filterId', 'fields', 'sortBy'],
    paging: { limit: 100, base: 0 },
    scopes: CONTACTS,
    source: CONTACT,
  },
  get: {
    name: 'contacts.get',
    path: '/contacts/{contactId}',
    price: 'record',
    query: ['include'],
    scopes: CONTACTS,
    source: CONTACT,
  },
  accounts: {
    name: 'contacts.accounts',
    path: '/contacts/{contactId}/accounts',
    price: 'list',
    query: ['startsWith', 'sortBy'],
    paging: { limit: 100, base: 1, nested: true },
    scopes: CONTACTS,
    source: ACCOUNT,
  },
  products: {
    name: 'contacts.products',
    path: '/contacts/{contactId}/products',
    price: 'list',
    query: ['departmentId'],
    paging: { limit: 100, base: 0, nested: true },
    scopes: [...CONTACTS, ...PRODUCTS],
    source: PRODUCT,
  },
} as const satisfies Readonly<Record<string, Route>>;

export const PRODUCT_ROUTES = {
  list: {
    name: 'products.list',
    path: '/products',
    price: 'list',
    query: ['viewId', 'departmentId', 'ownerId', 'fields', 'include', 'sortBy'],
    paging: { limit: 100, base: 0 },
    scopes: PRODUCTS,
    source: PRODUCT,
  },
  get: {
    name: 'products.get',
    path: '/products/{productId}',
    price: 'record',
    query: ['include'],
    scopes: PRODUCTS,
    source: PRODUCT,
  },
} as const satisfies Readonly<Record<string, Route>>;
