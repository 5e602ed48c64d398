import type { Appointment, Rating, Task, TicketRelation, TimeEntry } from './activity.ts';
import type { FromSource } from './from-source.ts';

export type * from './activity.ts';
export type * from './from-source.ts';

/**
 * A helpdesk's records in neutral words: what a `Source` parses its raw payloads into, and all that
 * the mapping knows of the source. Times are ISO 8601 in UTC, ids are the source's own strings.
 */

export interface Department extends FromSource {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
}

/** Who works in the helpdesk, or did. */
export interface Agent extends FromSource {
  readonly id: string;
  readonly name: string;
  readonly email: string | undefined;
  readonly active: boolean;
  /** By which texts speak to the agent. */
  readonly mentionId: string | undefined;
}

/** A customer company. */
export interface Account extends FromSource {
  readonly id: string;
  readonly name: string;
  /** What else is known of it, for the organization's properties. */
  readonly fields: Readonly<Record<string, FieldValue>>;
}

/** A customer. */
export interface Contact extends FromSource {
  readonly id: string;
  readonly name: string;
  readonly email: string | undefined;
  readonly accountIds: readonly string[];
  readonly fields: Readonly<Record<string, FieldValue>>;
}

/** What a ticket is about. */
export interface Product extends FromSource {
  readonly id: string;
  readonly name: string;
}

/** A group of agents. */
export interface Team extends FromSource {
  readonly id: string;
  readonly name: string;
}

/** What a customer company has bought of service. */
export interface Contract extends FromSource {
  readonly id: string;
  readonly name: string;
  readonly accountId: string | undefined;
  /** What else is known of it: number, status, first and last day, … */
  readonly fields: Readonly<Record<string, FieldValue>>;
}

/** What a field can hold. */
export type FieldValue = string | number | boolean | null | readonly string[];

/** What a list of tickets says of each: who is concerned, and what decides whether it is in scope. */
export interface TicketRow extends FromSource {
  readonly id: string;
  readonly departmentId: string | undefined;
  readonly contactId: string | undefined;
  readonly accountId: string | undefined;
  readonly assigneeId: string | undefined;
  readonly productId: string | undefined;
  readonly status: string | undefined;
  readonly statusType: Ticket['statusType'] | undefined;
  readonly channel: string | undefined;
  readonly createdAt: string | undefined;
  readonly modifiedAt: string | undefined;
  readonly isSpam: boolean;
  readonly isArchived: boolean;
  /** Messages of both kinds; undefined where the list does not tell. */
  readonly messageCount: number | undefined;
}

/** A ticket, without its messages and files. */
export interface Ticket extends FromSource {
  readonly id: string;
  /** What people call it. */
  readonly number: string;
  readonly url: string | undefined;
  readonly subject: string;
  readonly departmentId: string;
  readonly contactId: string | undefined;
  readonly accountId: string | undefined;
  readonly assigneeId: string | undefined;
  readonly productId: string | undefined;
  readonly teamId: string | undefined;
  readonly contractId: string | undefined;
  readonly status: string;
  readonly statusType: 'open' | 'on-hold' | 'closed';
  readonly priority: string | undefined;
  readonly channel: string | undefined;
  readonly category: string | undefined;
  readonly subCategory: string | undefined;
  readonly classification: string | undefined;
  readonly language: string | undefined;
  readonly createdAt: string;
  readonly modifiedAt: string | undefined;
  readonly closedAt: string | undefined;
  readonly dueAt: string | undefined;
  readonly tags: readonly string[];
  /** What solved it, as HTML. */
  readonly resolution: string | undefined;
  /** Who wrote that, and when; undefined where the source does not say. */
  readonly resolvedBy: Author | undefined;
  readonly resolvedAt: string | undefined;
  readonly customFields: Readonly<Record<string, FieldValue>>;
  /** Custom fields that name other records, by field: their values are the names of these. */
  readonly lookUps?: Readonly<Record<string, readonly LookedUp[]>> | undefined;
  readonly isSpam: boolean;
  readonly isTrashed: boolean;
  readonly isArchived: boolean;
  /** What the ticket began with: the mail that opened it, or the text of a form. */
  readonly opening: Message;
  /** Threads and comments after it, oldest first. */
  readonly messages: readonly Message[];
  /** Files that belong to the ticket and to no message. */
  readonly files: readonly FileRef[];
  readonly tasks: readonly Task[];
  /** Calls and events, oldest first. */
  readonly appointments: readonly Appointment[];
  readonly timeEntries: readonly TimeEntry[];
  readonly ratings: readonly Rating[];
  /** Agents who follow it. */
  readonly followerIds: readonly string[];
  /** Contacts in copy. */
  readonly ccContactIds: readonly string[];
  /** Other departments that work on it, by name. */
  readonly sharedWith: readonly string[];
  readonly relations: readonly TicketRelation[];
  /** What happened to it, as the source tells it: kept whole, for whoever wants to know one day. */
  readonly history: readonly unknown[];
}

/** A record that a look-up leads to, by its names in the store. */
export interface LookedUp {
  readonly kind: 'custom-record' | 'contact' | 'account' | 'agent' | 'product';
  readonly sourceId: string;
  readonly name: string;
}

/** A text, as the helpdesk has it. */
export interface Body {
  readonly format: 'html' | 'text';
  readonly content: string;
}

/** A mail, a call, a chat or a note of a ticket. */
export interface Message {
  readonly id: string;
  /** A mail, call or chat, or a note written in the helpdesk. */
  readonly kind: 'thread' | 'comment';
  readonly at: string;
  readonly author: Author | undefined;
  readonly visibility: 'public' | 'internal';
  readonly direction: 'in' | 'out' | undefined;
  readonly isForward: boolean;
  readonly channel: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly cc: string | undefined;
  readonly bcc: string | undefined;
  /** `draft` was never sent, `failed` was refused by a mail server, `pending` was on its way. */
  readonly delivery: 'sent' | 'draft' | 'failed' | 'pending';
  readonly body: Body;
  readonly files: readonly FileRef[];
}

/** Who wrote something. */
export interface Author {
  readonly id: string | undefined;
  readonly name: string;
  readonly email: string | undefined;
  readonly type: 'agent' | 'contact' | 'system';
}

/** A file, before it is fetched. */
export interface FileRef {
  readonly id: string;
  readonly name: string;
  /** Bytes, as the source says: to be believed only after the download. */
  readonly size: number | undefined;
  /** Whether customers could see it; undefined where the message it hangs on decides. */
  readonly isPublic: boolean | undefined;
  /** Where the source says it can be fetched. */
  readonly href: string | undefined;
}
