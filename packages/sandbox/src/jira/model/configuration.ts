import type { Json } from './json.ts';

/** The site's set-up: what an administrator makes by hand before a migration. */

export interface Project {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly typeKey: 'service_desk' | 'software' | 'business';
  readonly leadId: string;
  readonly issueTypeIds: readonly string[];
  /** Workflow of each issue type; `*` for all others. */
  readonly workflowIds: Readonly<Record<string, string>>;
  readonly createScreenId: string;
  readonly notificationSchemeId: string | undefined;
  /** Present on service projects. */
  readonly desk: ServiceDesk | undefined;
}

export interface ServiceDesk {
  readonly id: string;
  /** Open: any account may raise requests. Closed: only those who were added (facts § 3.1). */
  readonly access: 'open' | 'closed';
  readonly customerMails: CustomerMailRules;
  /** Agents who hold a licence for this desk. */
  readonly agentIds: readonly string[];
  readonly queues: readonly Queue[];
  readonly requestTypeGroups: readonly { readonly id: string; readonly name: string }[];
}

/** Project settings → Customer notifications. There is no REST for these (facts § 3.7). */
export interface CustomerMailRules {
  readonly requestCreated: boolean;
  readonly publicComment: boolean;
  readonly participantAdded: boolean;
  readonly organizationAdded: boolean;
  readonly statusChanged: boolean;
  readonly requestResolved: boolean;
  readonly requestReopened: boolean;
}

export interface Queue {
  readonly id: string;
  readonly name: string;
  readonly jql: string;
  readonly fields: readonly string[];
}

export interface IssueType {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly subtask: boolean;
}

export interface Status {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly category: 'new' | 'indeterminate' | 'done';
}

export interface Transition {
  readonly id: string;
  readonly name: string;
  /** Empty: the initial transition. `*`: from every status (a global transition). */
  readonly from: readonly string[] | '*';
  readonly to: string;
  readonly screen: TransitionScreen | undefined;
  /** Also a customer may do it, on the portal. */
  readonly onPortal: boolean;
  /** What the transition does to the resolution by itself. */
  readonly sets: { readonly resolutionId: string | undefined } | undefined;
}

export interface TransitionScreen {
  readonly id: string;
  readonly fieldIds: readonly string[];
  /** Enforced by a validator: `getTransitions` need not say so. */
  readonly requiredIds: readonly string[];
}

export interface Workflow {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly statusIds: readonly string[];
  readonly transitions: readonly Transition[];
}

export interface RequestType {
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
  readonly description: string;
  readonly helpText: string;
  readonly issueTypeId: string;
  /** None: not on the portal. */
  readonly groupIds: readonly string[];
  readonly restriction: 'OPEN' | 'RESTRICTED';
  readonly form: readonly FormField[];
}

export interface FormField {
  readonly fieldId: string;
  readonly label: string;
  readonly description: string;
  readonly required: boolean;
  /** Hidden fields are filled with their preset; a request may not send them. */
  readonly hidden: boolean;
  readonly preset: Json | undefined;
}

export interface Field {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** How values are read, stored and shown: fields/kinds.ts. */
  readonly kind: string;
  /** `com.atlassian.…:textfield` for a custom field. */
  readonly customType: string | undefined;
  readonly searcherKey: string | undefined;
  /** Locked fields belong to an app and can't be edited or deleted. */
  readonly locked: boolean;
}

export interface FieldContext {
  readonly id: string;
  readonly fieldId: string;
  readonly name: string;
  readonly description: string;
  /** Empty: all projects. */
  readonly projectIds: readonly string[];
  /** Empty: all issue types. */
  readonly issueTypeIds: readonly string[];
}

export interface FieldOption {
  readonly id: string;
  readonly contextId: string;
  readonly value: string;
  readonly disabled: boolean;
  /** The option above, in a cascading select. */
  readonly parentId: string | undefined;
}

export interface Screen {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly tabs: readonly ScreenTab[];
}

export interface ScreenTab {
  readonly id: string;
  readonly name: string;
  readonly fieldIds: readonly string[];
}

/** Priorities and resolutions. */
export interface Choice {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly color: string;
  readonly isDefault: boolean;
}

export interface LinkType {
  readonly id: string;
  readonly name: string;
  readonly inward: string;
  readonly outward: string;
}

export interface Component {
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
  readonly description: string;
  readonly leadId: string | undefined;
}

export interface NotificationScheme {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly rules: readonly NotificationRule[];
}

export interface NotificationRule {
  readonly id: string;
  readonly eventId: string;
  readonly recipient: 'Reporter' | 'CurrentAssignee' | 'AllWatchers' | 'CurrentUser';
}
