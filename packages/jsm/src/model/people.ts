/** A user as the Jira platform shows one. `emailAddress` is absent where the profile hides it. */
export interface User {
  readonly accountId: string;
  readonly accountType?: 'atlassian' | 'app' | 'customer' | 'unknown';
  readonly displayName?: string;
  readonly emailAddress?: string;
  readonly active?: boolean;
  readonly timeZone?: string;
}

/** A customer as Jira Service Management shows one. Ids that begin with `qm:` are portal-only. */
export interface Customer {
  readonly accountId: string;
  readonly displayName?: string;
  readonly emailAddress?: string;
  readonly active?: boolean;
}

/** A customer's company. */
export interface Organization {
  readonly id: string;
  readonly name: string;
  readonly uuid?: string;
  /** Provisioned from a directory: its members can't be changed here. */
  readonly scimManaged?: boolean;
}
