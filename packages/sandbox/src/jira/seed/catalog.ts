import type {
  Choice,
  IssueType,
  LinkType,
  NotificationScheme,
  Screen,
  Status,
} from '../model/configuration.ts';

const choice = (id: string, name: string, color: string, isDefault = false): Choice => ({
  id,
  name,
  description: `${name} of the sandbox`,
  color,
  isDefault,
});

export const PRIORITIES: readonly Choice[] = [
  choice('1', 'Highest', '#cd1316'),
  choice('2', 'High', '#e9494a'),
  choice('3', 'Medium', '#e97f33', true),
  choice('4', 'Low', '#2d8738'),
  choice('5', 'Lowest', '#57a55a'),
];

export const RESOLUTIONS: readonly Choice[] = [
  choice('10000', 'Done', ''),
  choice('10001', "Won't Do", ''),
  choice('10002', 'Duplicate', ''),
  choice('10003', 'Cannot Reproduce', ''),
  choice('10004', 'Known Error', ''),
];

export const LINK_TYPES: readonly LinkType[] = [
  { id: '10000', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
  { id: '10001', name: 'Cloners', inward: 'is cloned by', outward: 'clones' },
  { id: '10002', name: 'Duplicate', inward: 'is duplicated by', outward: 'duplicates' },
  { id: '10003', name: 'Relates', inward: 'relates to', outward: 'relates to' },
  { id: '10004', name: 'Problem/Incident', inward: 'is caused by', outward: 'causes' },
];

const status = (id: string, name: string, category: Status['category']): Status => ({
  id,
  name,
  description: '',
  category,
});

export const STATUSES: readonly Status[] = [
  status('10000', 'Waiting for support', 'new'),
  status('10001', 'Waiting for customer', 'indeterminate'),
  status('10002', 'In progress', 'indeterminate'),
  status('10003', 'Pending', 'indeterminate'),
  status('10004', 'Escalated', 'indeterminate'),
  status('10005', 'Resolved', 'done'),
  status('10006', 'Closed', 'done'),
  status('10007', 'Canceled', 'done'),
  status('10008', 'Archived', 'done'),
  status('10009', 'To Do', 'new'),
  status('10010', 'Done', 'done'),
  status('10011', 'Open', 'new'),
  status('10012', 'Work in progress', 'indeterminate'),
];

const issueType = (id: string, name: string, description: string, subtask = false): IssueType => ({
  id,
  name,
  description,
  subtask,
});

export const ISSUE_TYPES: readonly IssueType[] = [
  issueType('10001', 'Service Request', 'A request from a customer.'),
  issueType('10002', 'Incident', 'A system outage or incident.'),
  issueType('10003', 'Problem', 'The cause of incidents.'),
  issueType('10004', 'Task', 'A piece of work.'),
  issueType('10005', 'Sub-task', 'A part of another issue.', true),
  issueType('10006', 'Bug', 'A defect of the product.'),
];

export function issueTypeId(name: string): string {
  const type = ISSUE_TYPES.find((candidate) => candidate.name === name);
  if (!type) throw new Error(`no issue type ${name}`);
  return type.id;
}

/** Screens that all projects share. Custom fields made later are on none of them. */
export const DEFAULT_SCREEN = '1';
export const RESOLVE_SCREEN = '2';

export const SCREENS: readonly Screen[] = [
  {
    id: DEFAULT_SCREEN,
    name: 'Default Screen',
    description: 'Allows to update all system fields.',
    tabs: [
      {
        id: '10000',
        name: 'Field Tab',
        fieldIds: [
          'summary',
          'issuetype',
          'description',
          'reporter',
          'assignee',
          'priority',
          'labels',
          'components',
          'duedate',
          'environment',
          'attachment',
          'issuelinks',
          'parent',
        ],
      },
    ],
  },
  {
    id: RESOLVE_SCREEN,
    name: 'Resolve Issue Screen',
    description: 'Allows to set resolution.',
    tabs: [{ id: '10001', name: 'Field Tab', fieldIds: ['resolution', 'assignee'] }],
  },
];

/** What the vendor's default scheme does: everyone who has to do with an issue gets every mail. */
export const DEFAULT_NOTIFICATION_SCHEME = '10000';
export const NOTIFICATION_EVENTS: Readonly<Record<string, { id: string; name: string }>> = {
  'issue-created': { id: '1', name: 'Issue created' },
  'issue-updated': { id: '2', name: 'Issue updated' },
  'issue-assigned': { id: '3', name: 'Issue assigned' },
  'comment-added': { id: '6', name: 'Issue commented' },
  'issue-deleted': { id: '8', name: 'Issue deleted' },
  'worklog-added': { id: '10', name: 'Work logged on issue' },
  'issue-transitioned': { id: '13', name: 'Generic event' },
  'comment-edited': { id: '14', name: 'Issue comment edited' },
};

export const NOTIFICATION_SCHEMES: readonly NotificationScheme[] = [
  {
    id: DEFAULT_NOTIFICATION_SCHEME,
    name: 'Default Notification Scheme',
    description: '',
    rules: Object.values(NOTIFICATION_EVENTS).flatMap((event, i) =>
      (['Reporter', 'CurrentAssignee', 'AllWatchers'] as const).map((recipient, j) => ({
        id: String(10_000 + i * 3 + j),
        eventId: event.id,
        recipient,
      })),
    ),
  },
];
