import type { Status } from './issue.ts';
import type { FieldSchema } from './service-desk.ts';

export interface Field {
  readonly id: string;
  readonly name: string;
  readonly custom: boolean;
  readonly schema?: FieldSchema;
  readonly clauseNames?: readonly string[];
}

export interface FieldContext {
  readonly id: string;
  readonly name: string;
  readonly isGlobalContext: boolean;
  readonly isAnyIssueType: boolean;
}

export interface FieldOption {
  readonly id: string;
  readonly value: string;
  readonly disabled?: boolean;
  /** In a cascading field: the id of the option that it belongs to. */
  readonly optionId?: string;
}

export interface Priority {
  readonly id: string;
  readonly name: string;
  readonly isDefault?: boolean;
}

export interface Resolution {
  readonly id: string;
  readonly name: string;
  readonly isDefault?: boolean;
}

export interface Project {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly projectTypeKey?: string;
  /** True for a team-managed project. */
  readonly simplified?: boolean;
  readonly issueTypes?: readonly IssueType[];
}

export interface IssueType {
  readonly id: string;
  readonly name: string;
  readonly subtask: boolean;
}

export interface IssueTypeStatuses extends IssueType {
  readonly statuses: readonly Status[];
}

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

export interface Permission {
  readonly key: string;
  readonly havePermission: boolean;
}

export interface ServerInfo {
  readonly baseUrl: string;
  readonly deploymentType?: string;
  readonly serverTime?: string;
}
