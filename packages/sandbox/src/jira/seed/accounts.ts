import { KNOWN_CONTACTS } from '../../data/known-customers.ts';
import { PEOPLE } from '../../data/people.ts';
import { accountIdFor } from '../model/ids.ts';
import type { Account, Role } from '../model/people.ts';

export const ADMIN_EMAIL = 'migration@zylker.example';
export const SECOND_ADMIN_EMAIL = 'migration-two@zylker.example';
export const COLLABORATOR_EMAIL = 'visitor@zylker.example';

/** A customer with an Atlassian account: found, not created again. */
export const KNOWN_CUSTOMER_EMAIL = 'maria.keller@globex.example';
export const PORTAL_CUSTOMER_EMAIL = 'sam.ortiz@initech.example';
/** Has an Atlassian account that this site does not know. */
export const OUTSIDE_EMAIL = 'outsider@elsewhere.example';

export const KNOWN_ORGANIZATION = 'Globex Corporation';

const CUSTOMERS: readonly {
  email: string;
  name: string;
  form: 'current' | 'classic' | 'portal';
}[] = [
  { email: KNOWN_CUSTOMER_EMAIL, name: 'Maria Keller', form: 'classic' },
  { email: PORTAL_CUSTOMER_EMAIL, name: 'Sam Ortiz', form: 'portal' },
  { email: 'lee.park@globex.example', name: 'Lee Park', form: 'portal' },
  ...KNOWN_CONTACTS.map(({ email, name, account }) => ({
    email,
    name,
    form: account === 'portal' ? ('portal' as const) : ('classic' as const),
  })),
];

/** The site's accounts before a migration: administrators, agents, a few customers. */
export function seededAccounts(seed: number): Account[] {
  const atlassian = (email: string, displayName: string, role: Role, at = 0): Account => ({
    accountId: accountIdFor(seed, at % 3 === 2 ? 'classic' : 'current', email),
    accountType: 'atlassian',
    email,
    displayName,
    active: true,
    role,
    emailHidden: false,
  });
  return [
    atlassian(ADMIN_EMAIL, 'Migration Bot', 'admin'),
    atlassian(SECOND_ADMIN_EMAIL, 'Migration Bot Two', 'admin'),
    atlassian(COLLABORATOR_EMAIL, 'Visitor', 'collaborator'),
    ...PEOPLE.map((person, i) => ({
      ...atlassian(person.email, person.name, 'agent', i),
      active: person.active,
      // Every fourth profile keeps its address to itself, so that a search must cope with it.
      emailHidden: i % 4 === 3,
    })),
    ...CUSTOMERS.map(({ email, name, form }) => ({
      accountId: accountIdFor(seed, form, email),
      accountType: form === 'portal' ? ('customer' as const) : ('atlassian' as const),
      email,
      displayName: name,
      active: true,
      role: 'customer' as const,
      emailHidden: false,
    })),
  ];
}
