import type { Trait } from './org/scenarios.ts';

/** What differs between portals or can't be known from outside; each position is played in tests. */
export interface ZohoSwitches {
  /** Is a call that was refused (4xx, 5xx) charged? Default false. */
  readonly chargeRejected: boolean;
  /** Depth of a list call: its first record or its last. Default `from`. */
  readonly creditTierBy: 'from' | 'end';
  /** Credits of `/ticketsCount` and the other counts. Default 50, as Zoho says of `tasks/count`. */
  readonly countPrice: number;
  /** Credits of a download: attachment, picture, export. Default 1. */
  readonly downloadPrice: number;
  /** Largest `from` of a search: the specification says 999, the HTML reference 4999. Default 999. */
  readonly searchFromMax: number;
  /**
   * Where an endpoint's `from` starts, by operation (`tickets.list`); 1 takes 0 as 1. Default: what
   * the route table says.
   */
  readonly fromBase: Readonly<Record<string, 0 | 1>>;
  /** An empty list: 204 where the specification declares it, 204 always, or `{"data":[]}` always. */
  readonly emptyList: 'declared' | 'no-content' | 'empty-data';
  /** Does `/tickets` list archived tickets too? Default false. */
  readonly archivedInTickets: boolean;
  /** Does `/tickets` list spam too? Default false. */
  readonly spamInTickets: boolean;
  /** Order of `/tickets` without `sortBy`. Default `newest-first`. */
  readonly ticketOrder: 'newest-first' | 'oldest-first';
  /** Does `/tickets` take `sortBy=modifiedTime`, which the specification does not name? Default true. */
  readonly sortTicketsByModified: boolean;
  /** Does a reply or a comment move a ticket's modifiedTime? Default false. */
  readonly replyBumpsModified: boolean;
  /** Sandbox milliseconds until search knows of a change. Default 2,000. */
  readonly searchLag: number;
  /** Which address of a received picture answers. Default `ticket`. */
  readonly inlineImagePath: 'ticket' | 'ticket-content' | 'ticket-bare' | 'short';
  /** Who gets a picture of the editor: anyone, a token, or nobody but a browser. Default `public`. */
  readonly imageDisplay: 'public' | 'token' | 'login';
  /** Does a ticket's attachment list repeat those of its threads? Default false. */
  readonly threadAttachmentsInTicket: boolean;
  /** Characters after which a thread's content is cut. Default 60,000. */
  readonly truncateContentAt: number;
  /** `/agents` without `status`. Default `active`. */
  readonly agentsWithoutStatus: 'active' | 'active-and-disabled' | 'all';
  /** A merged ticket's own address: gone, or still readable. Default `gone`. */
  readonly mergedTickets: 'gone' | 'kept';
  /** A trashed ticket's own address: 404, or readable with `isTrashed`. Default `kept`. */
  readonly trashedTickets: 'gone' | 'kept';
  /** Scopes that the specification lists without saying whether all are needed. Default `any`. */
  readonly unclearScopes: 'any' | 'all';
  /** May `orgId` be left out, as the token is bound to one org anyway? Default false. */
  readonly orgIdOptional: boolean;
  /** Does `/articles` take `modifiedTimeRange`? The specification says so, a client denies it. Default false. */
  readonly articlesByModifiedRange: boolean;
  /** Does a row of `/customerHappiness` name its ticket? Default true. */
  readonly ratingsNameTicket: boolean;
  /** Do the fields of tickets list the values of `status`? One portal had none. Default true. */
  readonly statusValuesInFields: boolean;
  /**
   * Key of a picklist field's values: `allowedValues` by a client, `pickListValues` by the
   * specification. Default `allowedValues`.
   */
  readonly pickListKey: 'allowedValues' | 'pickListValues';
  /** Sandbox milliseconds that a bulk export takes. Default 60,000. */
  readonly exportTime: number;
}

export const DEFAULT_SWITCHES: ZohoSwitches = {
  chargeRejected: false,
  creditTierBy: 'from',
  countPrice: 50,
  downloadPrice: 1,
  searchFromMax: 999,
  fromBase: {},
  emptyList: 'declared',
  archivedInTickets: false,
  spamInTickets: false,
  ticketOrder: 'newest-first',
  sortTicketsByModified: true,
  replyBumpsModified: false,
  searchLag: 2_000,
  inlineImagePath: 'ticket',
  imageDisplay: 'public',
  threadAttachmentsInTicket: false,
  truncateContentAt: 60_000,
  agentsWithoutStatus: 'active',
  mergedTickets: 'gone',
  trashedTickets: 'kept',
  unclearScopes: 'any',
  orgIdOptional: false,
  articlesByModifiedRange: false,
  ratingsNameTicket: true,
  statusValuesInFields: true,
  pickListKey: 'allowedValues',
  exportTime: 60_000,
};

export type Edition = 'free' | 'express' | 'standard' | 'professional' | 'enterprise';

export interface ZohoOptions {
  /** How many tickets the org has. Default 240; contacts and accounts grow with it. */
  readonly tickets?: number | undefined;
  /** What the first tickets are like, one after the other. Default: every awkward kind among plain ones. */
  readonly firstTickets?: readonly (readonly Trait[])[] | undefined;
  /** At least 18 show every kind. Default: 40 and more. */
  readonly contacts?: number | undefined;
  /** At least 8 show every kind. Default: 12 and more. */
  readonly accounts?: number | undefined;
  /**
   * What the tickets are like: `real` mails and all that makes a ticket awkward, or `lean` ones, a few
   * short messages each, for runs in which only their number counts. Default `real`.
   */
  readonly content?: 'real' | 'lean' | undefined;
  /** Sets credits a day and simultaneous calls. Default `professional`. */
  readonly edition?: Edition | undefined;
  /** Agents that count for credits. Default: the active ones that are not light agents. */
  readonly agents?: number | undefined;
  /** Credits a day, instead of what edition and agents give. */
  readonly credits?: number | undefined;
  /** Zone whose midnight gives the credits back. Default `America/Los_Angeles`. */
  readonly zone?: string | undefined;
  /** Sandbox milliseconds that each call takes; only then can calls be simultaneous. Default 0. */
  readonly latency?: number | undefined;
  /** What the refresh token may do. Default: everything that reads, and exports. */
  readonly scopes?: readonly string[] | undefined;
  readonly switches?: Partial<ZohoSwitches> | undefined;
}
