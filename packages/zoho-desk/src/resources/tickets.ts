import type { PagedList } from '@zdjsm/core';
import { NotFoundError } from '../errors/zoho-desk-error.ts';
import { offsetList } from '../paging/offset-list.ts';
import { type TicketScanQuery, ticketScan } from '../paging/ticket-scan.ts';
import { type TimeBounds, timeRange } from '../paging/time-range.ts';
import { unpagedList } from '../paging/unpaged-list.ts';
import { countOf, type Id, isTrue, type PersonRef } from '../records.ts';
import type { Api, CallOptions, ListOptions } from '../request/api.ts';
import { TICKET_ROUTES as routes } from '../routes/tickets.ts';
import type {
  ResolutionEntry,
  Ticket,
  TicketEvent,
  TicketFollower,
  TicketInclude,
  TicketMetrics,
  TicketRow,
  TicketSearchRow,
  TimeEntry,
} from './ticket-types.ts';

/** Which tickets a list gives, and what of them. */
export interface TicketListQuery {
  readonly include?: readonly TicketInclude[];
  readonly departmentId?: Id;
  /** At most 20. */
  readonly departmentIds?: readonly Id[];
  readonly viewId?: Id;
  readonly status?: readonly string[];
  readonly channel?: readonly string[];
  readonly priority?: readonly string[];
  /** At most 30; replaces the usual keys, and one unknown name fails the call. */
  readonly fields?: readonly string[];
  /** `createdTime`, `dueDate`, `recentThread`; `-` before it turns the order around. */
  readonly sortBy?: string;
}

/** Which tickets a search finds. */
export interface TicketSearchQuery extends TimeBounds {
  readonly id?: readonly Id[];
  readonly ticketNumber?: readonly (string | number)[];
  readonly departmentId?: Id;
  readonly contactId?: readonly Id[];
  readonly accountId?: readonly Id[];
  readonly email?: readonly string[];
  /** `${OPEN}` and the like stand for a type of status. */
  readonly status?: readonly string[];
  readonly subject?: string;
  readonly sortBy?: 'createdTime' | '-createdTime' | 'modifiedTime' | '-modifiedTime';
}

/** Which tickets are counted. */
export interface TicketCountQuery extends TimeBounds {
  readonly departmentId?: Id;
  readonly contactId?: Id;
  readonly assigneeId?: Id;
}

/** Of a contact, an account or a product. */
export interface RelatedTicketQuery {
  readonly departmentId?: Id;
  /** Spam alone: the one way to list it. Default false. */
  readonly isSpam?: boolean;
  readonly sortBy?: string;
}

/**
 * What became of a ticket. `gone`: deleted for good, or merged into another one, whose history then has
 * a `TicketMergedMaster`; Zoho tells no more.
 */
export type TicketState = 'live' | 'archived' | 'spam' | 'trashed' | 'gone';

/** What tickets can be counted by. */
export type CountedField =
  | 'statusType'
  | 'status'
  | 'priority'
  | 'channel'
  | 'spam'
  | 'overDue'
  | 'escalated';

/** Tickets: scanned, listed, searched, counted and read. */
export interface Tickets {
  /** By index: dear beyond the first 2,000. For all of them, `scan` costs a tenth. */
  list(query?: TicketListQuery, options?: ListOptions): PagedList<TicketRow>;
  get(
    id: Id,
    query?: { readonly include?: readonly TicketInclude[] },
    options?: CallOptions,
  ): Promise<Ticket>;
  /** At most 1,000 and some results: `scan` has no bound. */
  search(query: TicketSearchQuery, options?: ListOptions): PagedList<TicketSearchRow>;
  /**
   * Every ticket once, archived ones included, for three credits a hundred, however many there are.
   * Order: by time of creation (or of change, with `modifiedFrom`), then the newest, then the archived.
   */
  scan(query?: TicketScanQuery, options?: ListOptions): PagedList<TicketRow>;
  /** The archived tickets of one department. Zoho lists no more than its first 5,000. */
  archived(departmentId: Id, options?: ListOptions): PagedList<TicketRow>;
  count(query?: TicketCountQuery, options?: CallOptions): Promise<number>;
  /** How many tickets have which value of a field: `{ Open: 13, Closed: 4 }`. */
  countBy(
    field: CountedField,
    query?: TicketCountQuery,
    options?: CallOptions,
  ): Promise<Readonly<Record<string, number>>>;
  /** The same for several fields in one call, at the price of one. */
  countByEach<F extends CountedField>(
    fields: readonly F[],
    query?: TicketCountQuery,
    options?: CallOptions,
  ): Promise<Readonly<Record<F, Readonly<Record<string, number>>>>>;
  ofContact(id: Id, query?: RelatedTicketQuery, options?: ListOptions): PagedList<TicketRow>;
  ofAccount(id: Id, query?: RelatedTicketQuery, options?: ListOptions): PagedList<TicketRow>;
  ofProduct(id: Id, query?: RelatedTicketQuery, options?: ListOptions): PagedList<TicketRow>;
  /** For one credit: what a list no longer shows, a ticket's own address may still tell. */
  state(id: Id, options?: CallOptions): Promise<TicketState>;
  metrics(id: Id, options?: CallOptions): Promise<TicketMetrics>;
  /** What happened to the ticket: changes, merges, splits, who and when. */
  history(id: Id, options?: ListOptions): PagedList<TicketEvent>;
  /** The resolution with its author and time; the ticket itself has its text alone. */
  resolution(id: Id, options?: CallOptions): Promise<ResolutionEntry | undefined>;
  resolutionHistory(id: Id, options?: ListOptions): PagedList<ResolutionEntry>;
  timeEntries(id: Id, options?: ListOptions): PagedList<TimeEntry>;
  followers(id: Id, options?: CallOptions): PagedList<TicketFollower & PersonRef>;
}

export function createTickets(api: Api): Tickets {
  const path = (ticketId: Id) => ({ ticketId });
  const get: Tickets['get'] = (id, query, options) =>
    api.get({ route: routes.get, path: path(id), query: { ...query } }, options);
  const countByEach: Tickets['countByEach'] = async (fields, query = {}, options) => {
    const target = { route: routes.countByField, query: { field: fields, ...timeRange(query) } };
    const document = (await api.find(target, options)) ?? {};
    return recordOf(fields, (field) => countsIn(document[field]));
  };
  return {
    list: (query, options) => offsetList(api, { route: routes.list, query: { ...query } }, options),
    get,
    search: (query, options) =>
      offsetList(api, { route: routes.search, query: timeRange(query) }, options),
    scan: (query, options) => ticketScan(api, query, options),
    archived: (departmentId, options) =>
      offsetList(api, { route: routes.archived, query: { departmentId } }, options),
    count: (query = {}, options) =>
      api.count({ route: routes.count, query: timeRange(query) }, options),
    countBy: async (field, query, options) => (await countByEach([field], query, options))[field],
    countByEach,
    ofContact: (contactId, query, options) =>
      offsetList(
        api,
        { route: routes.ofContact, path: { contactId }, query: { ...query } },
        options,
      ),
    ofAccount: (accountId, query, options) =>
      offsetList(
        api,
        { route: routes.ofAccount, path: { accountId }, query: { ...query } },
        options,
      ),
    ofProduct: (productId, query, options) =>
      offsetList(
        api,
        { route: routes.ofProduct, path: { productId }, query: { ...query } },
        options,
      ),
    async state(id, options) {
      try {
        return stateOf(await get(id, {}, options));
      } catch (error) {
        if (error instanceof NotFoundError) return 'gone';
        throw error;
      }
    },
    metrics: (id, options) => api.get({ route: routes.metrics, path: path(id) }, options),
    history: (id, options) => offsetList(api, { route: routes.history, path: path(id) }, options),
    resolution: (id, options) => api.find({ route: routes.resolution, path: path(id) }, options),
    resolutionHistory: (id, options) =>
      offsetList(api, { route: routes.resolutionHistory, path: path(id) }, options),
    timeEntries: (id, options) =>
      offsetList(api, { route: routes.timeEntries, path: path(id) }, options),
    followers: (id, options) =>
      unpagedList(api, { route: routes.followers, path: path(id) }, options),
  };
}

function stateOf({ isDeleted, isTrashed, isSpam, isArchived }: Ticket): TicketState {
  if (isTrue(isTrashed) || isTrue(isDeleted)) return 'trashed';
  if (isTrue(isSpam)) return 'spam';
  return isTrue(isArchived) ? 'archived' : 'live';
}

function recordOf<K extends string, V>(
  keys: readonly K[],
  toValue: (key: K) => V,
): Readonly<Record<K, V>> {
  return Object.fromEntries(keys.map((key) => [key, toValue(key)])) as Record<K, V>;
}

/** `{"overDue": 2}` as well as `{"status": [{"value": "Open", "count": "13"}]}`. */
function countsIn(counts: unknown): Record<string, number> {
  if (!Array.isArray(counts)) return { true: countOf(counts) ?? 0 };
  return Object.fromEntries(counts.map(({ value, count }) => [String(value), countOf(count) ?? 0]));
}
