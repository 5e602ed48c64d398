/** What an account may do on the site; projects refine it (access/permissions.ts). */
export type Role = 'admin' | 'agent' | 'collaborator' | 'customer';

export interface Account {
  /** `712020:…` and 24 hex digits are Atlassian accounts, `qm:…` is portal-only. */
  readonly accountId: string;
  readonly accountType: 'atlassian' | 'app' | 'customer';
  readonly email: string;
  readonly displayName: string;
  readonly active: boolean;
  readonly role: Role;
  /** The profile hides the address from everyone's API calls. */
  readonly emailHidden: boolean;
}

export interface Organization {
  readonly id: string;
  readonly uuid: string;
  readonly name: string;
  readonly created: number;
  readonly memberIds: readonly string[];
}

/** Who may raise requests with one service desk without being an agent. */
export interface DeskAccess {
  /** The project's id. */
  readonly id: string;
  readonly customerIds: readonly string[];
  readonly organizationIds: readonly string[];
}
