/** A family of endpoints of Search.json@75e1ba57, as the condensed documents write theirs. */
interface SearchDocument {
  readonly path: string;
  readonly limit: { readonly default: number; readonly min: number; readonly max: number };
  readonly from: { readonly default: number; readonly min: number; readonly max: number };
  readonly sortBy: readonly string[];
  readonly filters: readonly string[];
  readonly scopes: readonly string[];
}

/** Keys of the rows that a ticket search gives: `searchTicketResponseFields`. */
export const TICKET_SEARCH_KEYS = [
  ...['accountId', 'assignee', 'assigneeId', 'category', 'cf', 'channel', 'childTicketCount'],
  ...['classification', 'closedTime', 'commentCount', 'contact', 'contactId', 'createdBy'],
  ...['createdTime', 'customFields', 'customerResponseTime', 'department', 'departmentId'],
  ...['description', 'dueDate', 'email', 'entitySkills', 'id', 'isArchived', 'isEscalated'],
  ...['isOverDue', 'isRead', 'isSpam', 'language', 'lastThread', 'layoutId', 'lockedTime'],
  ...['modifiedBy', 'modifiedTime', 'onholdTime', 'phone', 'priority', 'product', 'productId'],
  ...['resolution', 'responseDueDate', 'secondaryContacts', 'sharedDepartments', 'slaId', 'status'],
  ...['statusType', 'subCategory', 'subject', 'team', 'teamId', 'threadCount', 'ticketNumber'],
  'webUrl',
];

const RANGES = ['createdTimeRange', 'modifiedTimeRange'];
const CUSTOM_FIELDS = 'customField1..10 (apiName:value)';
const ACTIVITY = [
  ...['id', 'assigneeId', 'ticketNumber', 'subject', 'departmentId', 'priority', 'status'],
  ...['_all(min 3)', CUSTOM_FIELDS],
];

function search(
  module: string,
  filters: readonly string[],
  scopes: readonly string[],
  sorts: readonly string[] = [],
): SearchDocument {
  return {
    path: `/${module}/search`,
    limit: { default: 10, min: 1, max: 100 },
    from: { default: 0, min: 0, max: 999 },
    sortBy: ['relevance', 'modifiedTime', 'createdTime', ...sorts],
    filters: [...RANGES, ...filters],
    scopes: [...scopes, 'Desk.search.READ'],
  };
}

/** The members of the family that the condensed documents lack, or know only in part. */
export const SEARCH_DOCUMENTS: readonly SearchDocument[] = [
  search(
    'contacts',
    [
      ...['id', 'email', 'phone', 'mobile', 'accountName', '_all', CUSTOM_FIELDS],
      ...['lastName', 'firstName', 'fullName'],
    ],
    ['Desk.contacts.READ'],
    ['lastName', 'firstName'],
  ),
  search(
    'accounts',
    ['id', 'accountName(min 3)', '_all', CUSTOM_FIELDS],
    ['Desk.contacts.READ'],
    ['accountName'],
  ),
  search('tasks', ACTIVITY, [
    'Desk.activities.calls.READ',
    'Desk.activities.tasks.READ',
    'Desk.activities.events.READ',
    'Desk.tasks.READ',
  ]),
  search('calls', [...ACTIVITY, 'startDateRange'], ['Desk.calls.READ']),
  search('events', [...ACTIVITY, 'startDateRange'], ['Desk.events.READ']),
  search('{moduleApiName}', ['_all', 'field1..10 (apiName:value)'], ['Desk.custommodule.READ']),
];
