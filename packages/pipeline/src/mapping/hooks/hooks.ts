import type { AdfDoc } from '@zdjsm/transform';
import type { Account, Contact, FieldValue, Message, Ticket } from '../../model/helpdesk.ts';
import type { Article, ArticleText } from '../../model/knowledge-base.ts';
import type { Directory } from '../directory.ts';
import type { TicketIntent } from '../ticket.ts';

/**
 * Functions of the config's author, by which any field of the target is set or changed. Each is given
 * what the settings have made of a record, and the record; it returns the fields that shall be
 * otherwise, or nothing. Pure: the same record gives the same answer, or every run writes anew.
 */
export interface Hooks {
  /** Part of what is compared between two runs: raise it when something has changed that hooks call. */
  readonly version?: string | undefined;
  readonly ticket?: Hook<TicketDraft, TicketPatch, Ticket> | undefined;
  /** Threads, comments, and what else becomes a comment. The text that opens a ticket is its `description`. */
  readonly comment?: Hook<CommentDraft, CommentPatch, CommentRecord> | undefined;
  readonly customer?: Hook<CustomerDraft, Partial<CustomerDraft>, Contact> | undefined;
  readonly organization?: Hook<OrganizationDraft, Partial<OrganizationDraft>, Account> | undefined;
  /** Each page: an article in one language. */
  readonly article?: Hook<ArticleDraft, ArticlePatch, ArticleRecord> | undefined;
}

/** A hook by its name in the config. */
export type HookName = Exclude<keyof Hooks, 'version'>;

/** Draft and record in, what shall be otherwise out. */
export type Hook<Draft, Patch, Source> = (
  draft: Draft,
  record: Source,
  context: HookContext,
) => Patch | undefined;

/** Names of what records refer to by id: agents, teams, products, contracts. */
export type HookContext = Pick<Directory, 'nameOf'>;

/** People are named by the source's ids, everything else by its name in the target. */
export interface TicketDraft
  extends Pick<
    TicketIntent,
    | 'summary'
    | 'description'
    | 'priority'
    | 'dueDate'
    | 'labels'
    | 'components'
    | 'contactId'
    | 'accountId'
    | 'assigneeId'
  > {
  readonly requestType: string;
  readonly status: string;
  readonly resolution: string | undefined;
  /** In Jira's own form. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What is named here is set; everything else stays. */
export interface TicketPatch extends Partial<Omit<TicketDraft, 'fields'>> {
  /** Field (name) → value; fields that are not named stay. */
  readonly fields?: Readonly<Record<string, HookValue>> | undefined;
}

/** A plain value, brought into the form that the field wants; `null` leaves the field empty. */
export type HookValue = FieldValue | { readonly jira: unknown };

/** What the settings have made of a message, or of what else is written down as one. */
export interface CommentDraft {
  /** `thread`, `comment`, or what else was written down as one: `call`, `rating`, `resolution`, … */
  readonly kind: string;
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly body: AdfDoc;
  readonly visibility: 'public' | 'internal';
}

/** What of a comment shall be otherwise. */
export interface CommentPatch {
  readonly body?: AdfDoc;
  /** What agents alone could see can't be shown to customers. */
  readonly visibility?: 'public' | 'internal';
}

/** Where a comment comes from. */
export interface CommentRecord {
  readonly ticket: Ticket;
  /** Undefined for what was no message. */
  readonly message: Message | undefined;
}

/** The customer that stands for a contact. */
export interface CustomerDraft {
  readonly email: string;
  readonly displayName: string;
}

/** The organization that stands for an account. */
export interface OrganizationDraft {
  /** Made unique and shortened afterwards. */
  readonly name: string;
  /** Kept as an entity property of the organization. */
  readonly fields: Readonly<Record<string, FieldValue>>;
}

/** A page, before it is placed. */
export interface ArticleDraft {
  /** Made unique in its space and shortened afterwards. */
  readonly title: string;
  readonly body: AdfDoc;
  readonly labels: readonly string[];
}

/** What of a page shall be otherwise. */
export type ArticlePatch = Partial<ArticleDraft>;

/** Where a page comes from. */
export interface ArticleRecord {
  readonly article: Article;
  /** The language that the page is in. */
  readonly text: ArticleText;
}
