/**
 * Contacts and an account of the helpdesk that the Atlassian site knows already: a migration has to
 * find them instead of making them again. The helpdesk makes the same names from any seed.
 */
export const KNOWN_CONTACTS: readonly {
  readonly email: string;
  readonly name: string;
  /** With an Atlassian account, or portal-only. */
  readonly account: 'atlassian' | 'portal';
}[] = [
  { email: 'lucas.carol.1@zylker.example', name: 'Lucas Carol', account: 'atlassian' },
  { email: 'siobhn.oneill.4@company4.example', name: "Siobhán O'Neill", account: 'portal' },
];

export const KNOWN_ACCOUNT = 'Northwind Traders';
