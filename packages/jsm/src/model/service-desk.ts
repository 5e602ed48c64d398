import type { Customer } from './people.ts';

/** A service desk, and the project that it is. */
export interface ServiceDesk {
  readonly id: string;
  readonly projectId: string;
  readonly projectKey: string;
  readonly projectName: string;
}

/** What a customer chooses on the portal. */
export interface RequestType {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly issueTypeId: string;
  readonly serviceDeskId: string;
  readonly portalId?: string;
  /** Empty: the type is on no page of the portal. */
  readonly groupIds?: readonly string[];
}

/** Request types that stand together on the portal. */
export interface RequestTypeGroup {
  readonly id: string;
  readonly name: string;
}

/** The form of a request type. */
export interface RequestTypeForm {
  readonly canRaiseOnBehalfOf: boolean;
  readonly canAddRequestParticipants: boolean;
  readonly requestTypeFields: readonly RequestTypeField[];
}

/** A field of a request type's form. */
export interface RequestTypeField {
  readonly fieldId: string;
  readonly name: string;
  readonly description?: string;
  readonly required: boolean;
  readonly visible?: boolean;
  readonly jiraSchema: FieldSchema;
  /** `value` is the option's id. Empty where any value goes. */
  readonly validValues: readonly RequestTypeFieldValue[];
  readonly defaultValues?: readonly RequestTypeFieldValue[];
  readonly presetValues?: readonly string[];
}

/** A value that a form offers, with those below it. */
export interface RequestTypeFieldValue {
  readonly value: string;
  readonly label: string;
  readonly children: readonly RequestTypeFieldValue[];
}

/** What a field holds. */
export interface FieldSchema {
  readonly type: string;
  readonly items?: string;
  readonly system?: string;
  readonly custom?: string;
  readonly customId?: number;
}

/** A moment as Jira Service Management writes it. */
export interface ServiceDeskDate {
  readonly iso8601: string;
  readonly epochMillis: number;
  readonly friendly?: string;
  readonly jira?: string;
}

/** A request as its customer sees it. */
export interface CustomerRequest {
  readonly issueId: string;
  readonly issueKey: string;
  readonly summary?: string;
  readonly requestTypeId: string;
  readonly serviceDeskId: string;
  readonly createdDate?: ServiceDeskDate;
  readonly reporter?: Customer;
  readonly currentStatus?: RequestStatus;
  readonly requestFieldValues?: readonly {
    readonly fieldId: string;
    readonly label: string;
    readonly value?: unknown;
  }[];
}

/** A status as the customer reads it, and since when. */
export interface RequestStatus {
  readonly status: string;
  readonly statusCategory?: string;
  readonly statusDate?: ServiceDeskDate;
}

/** A comment as the portal shows it: wiki text, and whether customers see it. */
export interface RequestComment {
  readonly id: string;
  readonly body: string;
  readonly public: boolean;
  readonly author?: Customer;
  readonly created?: ServiceDeskDate;
  readonly attachments?: { readonly values: readonly RequestAttachment[] };
}

/** A file of a request as its customer sees it. */
export interface RequestAttachment {
  readonly filename: string;
  readonly size?: number;
  readonly mimeType?: string;
  readonly author?: Customer;
  readonly created?: ServiceDeskDate;
  readonly _links?: { readonly content?: string; readonly jiraRest?: string };
}

/** A file that was uploaded and belongs to no request yet. */
export interface TemporaryAttachment {
  readonly temporaryAttachmentId: string;
  readonly fileName: string;
}

/** A list of requests that agents work through. */
export interface Queue {
  readonly id: string;
  readonly name: string;
  readonly jql?: string;
  readonly fields?: readonly string[];
  readonly issueCount?: number;
}

/** How long a request may take, and has taken. */
export interface Sla {
  readonly id: string;
  readonly name: string;
  readonly completedCycles?: readonly unknown[];
  readonly ongoingCycle?: unknown;
}

/** Customer satisfaction: 1 to 5. */
export interface Feedback {
  readonly type: 'csat';
  readonly rating: number;
  readonly comment?: { readonly body: string };
}
