import type { Count, Flag, Id, NamedRef, PersonRef, RawRecord, Timestamp } from '../records.ts';

/** What can come with a ticket at no further cost. */
export type TicketInclude =
  | 'contacts'
  | 'products'
  | 'departments'
  | 'team'
  | 'assignee'
  | 'contract'
  | 'isRead'
  | 'skills';

/** A row of a list: no description, no custom fields, no time of change. Source: Ticket.json@3f7016e3. */
export interface TicketRow extends RawRecord {
  readonly id: Id;
  readonly ticketNumber: string;
  readonly subject?: string | null;
  readonly departmentId: Id;
  readonly contactId: Id;
  readonly accountId?: Id | null;
  readonly productId?: Id | null;
  readonly assigneeId?: Id | null;
  readonly teamId?: Id | null;
  /** The name as people see it; custom ones occur. */
  readonly status?: string | null;
  readonly statusType?: 'Open' | 'On Hold' | 'Closed' | null;
  readonly priority?: string | null;
  readonly channel?: string | null;
  readonly language?: string | null;
  readonly sentiment?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly createdTime: Timestamp;
  readonly closedTime?: Timestamp | null;
  readonly dueDate?: Timestamp | null;
  readonly responseDueDate?: Timestamp | null;
  readonly customerResponseTime?: Timestamp | null;
  readonly onholdTime?: Timestamp | null;
  readonly threadCount?: Count;
  readonly commentCount?: Count;
  readonly webUrl?: string;
  readonly lastThread?: RawRecord | null;
  readonly isArchived?: Flag;
  readonly isSpam?: Flag;
  readonly contact?: RawRecord | null;
  readonly department?: NamedRef | null;
  readonly product?: RawRecord | null;
  readonly team?: NamedRef | null;
  readonly assignee?: PersonRef | null;
}

/** A row of a search: nearly a whole ticket, but as the index last saw it. Source: Search.json@75e1ba57. */
export interface TicketSearchRow extends TicketRow {
  readonly modifiedTime?: Timestamp;
  readonly description?: string | null;
  readonly resolution?: string | null;
  readonly cf?: RawRecord;
}

/** A ticket, whole. */
export interface Ticket extends TicketRow {
  /** HTML. The first thread usually repeats it. */
  readonly description?: string | null;
  readonly resolution?: string | null;
  readonly category?: string | null;
  readonly subCategory?: string | null;
  readonly classification?: string | null;
  readonly modifiedTime?: Timestamp;
  readonly createdBy?: Id;
  readonly modifiedBy?: Id;
  readonly source?: RawRecord | null;
  readonly channelRelatedInfo?: RawRecord | null;
  readonly contractId?: Id | null;
  /** Contacts in copy. */
  readonly secondaryContacts?: readonly Id[];
  readonly sharedDepartments?: readonly SharedDepartment[];
  readonly sharedCount?: Count;
  readonly layoutDetails?: RawRecord | null;
  readonly entitySkills?: readonly Id[];
  readonly isOverDue?: Flag;
  readonly isEscalated?: Flag;
  readonly isDeleted?: Flag;
  readonly isTrashed?: Flag;
  readonly isRead?: Flag;
  readonly isFollowing?: Flag;
  readonly attachmentCount?: Count;
  readonly tagCount?: Count;
  readonly taskCount?: Count;
  readonly timeEntryCount?: Count;
  readonly followerCount?: Count;
  readonly approvalCount?: Count;
  /** Custom fields, by API name. */
  readonly cf?: RawRecord;
}

/** A department that sees a ticket of another one. */
export interface SharedDepartment extends NamedRef {
  readonly type?: 'READ_ONLY' | 'READ_WRITE' | 'RESTRICTED_ACCESS';
}

/** Times are text, as in `01:50 hrs`. */
export interface TicketMetrics extends RawRecord {
  readonly firstResponseTime?: string | null;
  readonly resolutionTime?: string | null;
  readonly totalResponseTime?: string | null;
  readonly threadCount?: Count;
  readonly responseCount?: Count;
  readonly reopenCount?: Count;
  readonly reassignCount?: Count;
}

/** Source: TicketHistory.json@3f7016e3. */
export interface TicketEvent extends RawRecord {
  /** `TicketCreated`, `TicketMergedMaster`, `TicketSplitChild`, … */
  readonly eventName?: string;
  readonly eventTime?: Timestamp;
  readonly actor?: (NamedRef & { readonly type?: string }) | null;
  readonly source?: string | null;
  readonly eventInfo?: readonly TicketEventProperty[];
}

/** What an entry of the history changed. */
export interface TicketEventProperty extends RawRecord {
  readonly propertyName?: string;
  /** `ValueTransition` has `{previousValue, updatedValue}` for its value. */
  readonly propertyType?: string;
  readonly systemProperty?: boolean;
  readonly propertyValue?: unknown;
}

/** A text that says how a ticket was solved, and whose it is. */
export interface ResolutionEntry extends RawRecord {
  readonly content?: string | null;
  readonly author?: PersonRef | null;
  readonly modifiedTime?: Timestamp;
}

/** The time is hours, minutes and seconds together. Source: TicketTimeEntry.json. */
export interface TimeEntry extends RawRecord {
  readonly id: Id;
  readonly ownerId?: Id;
  readonly executedTime?: Timestamp;
  readonly createdTime?: Timestamp;
  readonly modifiedTime?: Timestamp;
  readonly description?: string | null;
  readonly hoursSpent?: Count | null;
  readonly minutesSpent?: Count | null;
  readonly secondsSpent?: Count | null;
  readonly mode?: string | null;
  readonly requestChargeType?: string | null;
  readonly billingType?: string | null;
  readonly isBillable?: Flag;
  readonly isTrashed?: Flag;
  readonly cf?: RawRecord;
}

/** Someone who follows the ticket, its contact or its account. */
export interface TicketFollower extends RawRecord {
  readonly id: Id;
  readonly following?: 'tickets' | 'contacts' | 'accounts';
}
