import type { Readable } from 'node:stream';
import type { Checkpoint } from '@zdjsm/core';
import type {
  Account,
  Agent,
  Appointment,
  Contact,
  Contract,
  Department,
  FileRef,
  Message,
  Product,
  Rating,
  Task,
  Team,
  Ticket,
  TicketRow,
} from '../model/helpdesk.ts';
import type { CustomModuleSource } from './custom-module-source.ts';
import type { KnowledgeBaseSource } from './knowledge-base-source.ts';
import type { SourceSurvey } from './survey.ts';

/** Kinds of records that tickets refer to; they are read before the tickets. */
export type MasterKind =
  | 'department'
  | 'agent'
  | 'team'
  | 'account'
  | 'contact'
  | 'product'
  | 'contract';

/** Kinds of records that hang on a ticket and are listed by themselves. */
export type ChildKind = 'task' | 'call' | 'event' | 'rating';

/** What a ticket may be read without, which spares calls: what hangs on it and is listed with it. */
export type TicketExtra = 'time-entry' | 'follower' | 'history';

/** A record as the source gives it. */
export interface SourceRecord {
  readonly id: string;
  /** What the source said, unchanged; it is staged as it is, and `parse` reads it again later. */
  readonly payload: unknown;
  readonly modifiedAt: string | undefined;
  /** The record that it hangs on: a task's ticket. */
  readonly parentId?: string | undefined;
}

/** A record that a list shows and that could not be read: it is reported, and stops no other. */
export interface UnreadRecord {
  /** Undefined where the list does not say. */
  readonly id: string | undefined;
  readonly error: unknown;
  readonly parentId?: string | undefined;
}

/** Records that were read together, and where to go on. */
export interface SourcePage {
  readonly records: readonly SourceRecord[];
  /** Left out where there are none. */
  readonly failed?: readonly UnreadRecord[] | undefined;
  /** Kept with the page: reading resumes after it. Undefined on the last page. */
  readonly checkpoint: Checkpoint | undefined;
}

/** From where, and of which time, a source is read. */
export interface ReadOptions {
  /** Resumes after the page that this came with. */
  readonly checkpoint?: Checkpoint | undefined;
  /** Only what was changed at that time or later, ISO 8601. A source may send more, never less. */
  readonly since?: string | undefined;
  /** With `since`: what was changed later may be left out. ISO 8601. */
  readonly until?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What of a ticket need not be read. */
export interface TicketReadOptions extends ReadOptions {
  readonly without?: readonly TicketExtra[] | undefined;
}

/** One inline image or attached file, and where it hangs. */
export type FileLocator = { readonly ticketId: string; readonly message: Message | undefined } & (
  | { readonly file: FileRef; readonly image?: undefined }
  | { readonly image: string; readonly file?: undefined }
);

/** A file under way. */
export interface OpenedFile {
  readonly body: Readable;
  readonly contentType: string;
}

/** Identifies a tenant, so that a store is never filled from, or written to, two of them. */
export interface Tenant {
  /** Stable: the organization's id, not its address. */
  readonly id: string;
  readonly name: string;
}

/** A helpdesk that can be migrated from. Zoho Desk is one. */
export interface Source {
  readonly name: string;
  tenant(options?: ReadOptions): Promise<Tenant>;
  /** The records of a kind, page by page. */
  masters(kind: MasterKind, options?: ReadOptions): AsyncIterable<SourcePage>;
  /** The same for what hangs on tickets; those that hang on none have no parent. */
  children(kind: ChildKind, options?: ReadOptions): AsyncIterable<SourcePage>;
  /** All tickets, as rows: enough to know that each exists and when it changed. */
  ticketRows(options?: ReadOptions): AsyncIterable<SourcePage>;
  /**
   * The ids of all that there is, to see what is there no more. Left out where the helpdesk can't
   * tell: then nothing counts as deleted.
   */
  ids?(kind: 'account' | 'contact', options?: ReadOptions): AsyncIterable<readonly string[]>;
  /** One whole ticket with its messages; undefined when it was deleted meanwhile. */
  ticket(id: string, options?: TicketReadOptions): Promise<SourceRecord | undefined>;
  /** Tickets that are there and that no list shows, by what they are: `spam`. Counted, not read. */
  unlisted?(options?: ReadOptions): Promise<Readonly<Record<string, number>>>;
  openFile(locator: FileLocator, options?: ReadOptions): Promise<OpenedFile>;
  /** What there is, by names and counts. Without it `init` and `inventory` have nothing to look at. */
  survey?(options?: ReadOptions): Promise<SourceSurvey>;
  readonly parse: SourceParser;
  /** Left out where the helpdesk knows no such thing. */
  readonly customModules?: CustomModuleSource | undefined;
  readonly knowledgeBase?: KnowledgeBaseSource | undefined;
}

/** Reads raw payloads. Pure: the same payload gives the same record. */
export interface SourceParser {
  department(payload: unknown): Department;
  agent(payload: unknown): Agent;
  account(payload: unknown): Account;
  contact(payload: unknown): Contact;
  product(payload: unknown): Product;
  team(payload: unknown): Team;
  contract(payload: unknown): Contract;
  task(payload: unknown): Task;
  call(payload: unknown): Appointment;
  event(payload: unknown): Appointment;
  rating(payload: unknown): Rating;
  ticketRow(payload: unknown): TicketRow;
  /** Without what is listed by itself: its tasks, appointments and ratings. */
  ticket(payload: unknown): Ticket;
  /** What texts call a ticket: its number, its address. Staged with it, to find it by later. */
  namesOf(ticket: Pick<Ticket, 'id' | 'number' | 'url'>): readonly string[];
  /** The name or id of the ticket that an address leads to; undefined for any other address. */
  ticketAt(url: string): string | undefined;
  /** Whether an image's address is behind the source's login. */
  ownsImage(src: string): boolean;
}
