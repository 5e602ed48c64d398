import type { Json } from '../model/json.ts';
import type { Account, Role } from '../model/people.ts';

/** The permissions that a migration meets (facts § 4.9), with the names the vendor gives them. */
export const PERMISSIONS = {
  ADMINISTER: { id: '0', name: 'Administer Jira', type: 'GLOBAL' },
  USER_PICKER: { id: '27', name: 'Browse users and groups', type: 'GLOBAL' },
  BULK_CHANGE: { id: '33', name: 'Make bulk changes', type: 'GLOBAL' },
  ADMINISTER_PROJECTS: { id: '23', name: 'Administer Projects', type: 'PROJECT' },
  BROWSE_PROJECTS: { id: '10', name: 'Browse Projects', type: 'PROJECT' },
  CREATE_ISSUES: { id: '11', name: 'Create Issues', type: 'PROJECT' },
  EDIT_ISSUES: { id: '12', name: 'Edit Issues', type: 'PROJECT' },
  TRANSITION_ISSUES: { id: '46', name: 'Transition Issues', type: 'PROJECT' },
  ASSIGN_ISSUES: { id: '13', name: 'Assign Issues', type: 'PROJECT' },
  ASSIGNABLE_USER: { id: '17', name: 'Assignable User', type: 'PROJECT' },
  ADD_COMMENTS: { id: '15', name: 'Add Comments', type: 'PROJECT' },
  EDIT_ALL_COMMENTS: { id: '34', name: 'Edit All Comments', type: 'PROJECT' },
  DELETE_ALL_COMMENTS: { id: '36', name: 'Delete All Comments', type: 'PROJECT' },
  CREATE_ATTACHMENTS: { id: '19', name: 'Create Attachments', type: 'PROJECT' },
  DELETE_ALL_ATTACHMENTS: { id: '38', name: 'Delete All Attachments', type: 'PROJECT' },
  LINK_ISSUES: { id: '21', name: 'Link Issues', type: 'PROJECT' },
  MODIFY_REPORTER: { id: '30', name: 'Modify Reporter', type: 'PROJECT' },
  DELETE_ISSUES: { id: '16', name: 'Delete Issues', type: 'PROJECT' },
  MANAGE_WATCHERS: { id: '32', name: 'Manage Watchers', type: 'PROJECT' },
  VIEW_VOTERS_AND_WATCHERS: { id: '31', name: 'View Voters and Watchers', type: 'PROJECT' },
  WORK_ON_ISSUES: { id: '20', name: 'Work On Issues', type: 'PROJECT' },
  SERVICEDESK_AGENT: { id: '-1', name: 'Service Project Agent', type: 'PROJECT' },
} as const satisfies Record<string, { id: string; name: string; type: 'GLOBAL' | 'PROJECT' }>;

export type Permission = keyof typeof PERMISSIONS;

const ALL = Object.keys(PERMISSIONS).filter(isPermission);
const ADMIN_ONLY: readonly Permission[] = ['ADMINISTER', 'BULK_CHANGE', 'ADMINISTER_PROJECTS'];
const COLLABORATOR: readonly Permission[] = [
  'USER_PICKER',
  'BROWSE_PROJECTS',
  'ADD_COMMENTS',
  'CREATE_ATTACHMENTS',
  'VIEW_VOTERS_AND_WATCHERS',
];

const BY_ROLE: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  admin: new Set(ALL),
  agent: new Set(ALL.filter((key) => !ADMIN_ONLY.includes(key))),
  collaborator: new Set(COLLABORATOR),
  // Customers live on the portal: the platform shows them nothing.
  customer: new Set(),
};

/** A permission that was taken away, for a test: from one account or role, in one project or all. */
export interface Revocation {
  readonly permission: Permission;
  readonly accountId?: string | undefined;
  readonly role?: Role | undefined;
  readonly projectKey?: string | undefined;
}

export function isPermission(key: string): key is Permission {
  return Object.hasOwn(PERMISSIONS, key);
}

export function holds(
  account: Account,
  permission: Permission,
  projectKey: string | undefined,
  revocations: Iterable<Revocation>,
): boolean {
  if (!account.active || !BY_ROLE[account.role].has(permission)) return false;
  for (const revoked of revocations) {
    const hits =
      revoked.permission === permission &&
      (revoked.accountId === undefined || revoked.accountId === account.accountId) &&
      (revoked.role === undefined || revoked.role === account.role) &&
      // Asked without a project, the answer is optimistic (facts § 4.9).
      (revoked.projectKey === undefined || revoked.projectKey === projectKey);
    if (hits) return false;
  }
  return true;
}

/** As `mypermissions` and `permissions` show it. */
export function describePermission(key: Permission): Record<string, Json> {
  const { id, name, type } = PERMISSIONS[key];
  return { id, key, name, type, description: name };
}
