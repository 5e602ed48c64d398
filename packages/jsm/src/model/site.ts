import type { Status } from './issue.ts';
import type { FieldSchema } from './service-desk.ts';

/** A field of the site, Jira's own or a custom one. */
export interface Field {
  readonly id: string;
  readonly name: string;
  readonly custom: boolean;
  readonly schema?: FieldSchema;
  readonly clauseNames?: readonly string[];
}

/** Where a custom field has which options. */
export interface FieldContext {
  readonly id: string;
  readonly name: string;
  readonly isGlobalContext: boolean;
  readonly isAnyIssueType: boolean;
}

/** A choice of a custom field. */
export interface FieldOption {
  readonly id: string;
  readonly value: string;
  readonly disabled?: boolean;
  /** In a cascading field: the id of the option that it belongs to. */
  readonly optionId?: string;
}

/** A priority of the site. */
export interface Priority {
  readonly id: string;
  readonly name: string;
  readonly isDefault?: boolean;
}

/** How an issue can have ended. */
export interface Resolution {
  readonly id: string;
  readonly name: string;
  readonly isDefault?: boolean;
}

/** A project; a service project is one. */
export interface Project {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly projectTypeKey?: string;
  /** True for a team-managed project. */
  readonly simplified?: boolean;
  readonly issueTypes?: readonly IssueType[];
}

/** A type of issues. */
export interface IssueType {
  readonly id: string;
  readonly name: string;
  readonly subtask: boolean;
}

/** A type of issues, and the statuses of its workflow. */
export interface IssueTypeStatuses extends IssueType {
  readonly statuses: readonly Status[];
}

/** A component of a project. */
export interface Component {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
}

/** A field on the create screen. */
export interface CreateField {
  readonly fieldId: string;
  readonly key: string;
  readonly name: string;
  readonly required: boolean;
  readonly hasDefaultValue?: boolean;
  readonly schema: FieldSchema;
  readonly allowedValues?: readonly unknown[];
}

/** Who is mailed about what. */
export interface NotificationScheme {
  readonly id: number;
  readonly name: string;
  /** Empty in a scheme that mails nobody. Present with `expand=all`. */
  readonly notificationSchemeEvents?: readonly {
    readonly notifications?: readonly unknown[];
  }[];
}

export interface NotificationSchemeUse {
  readonly notificationSchemeId: string;
  readonly projectId: string;
}

/** Whether the account may do something. */
export interface Permission {
  readonly key: string;
  readonly havePermission: boolean;
}

/** What the site says of itself. */
export interface ServerInfo {
  readonly baseUrl: string;
  readonly deploymentType?: string;
  readonly serverTime?: string;
}
