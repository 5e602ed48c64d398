import { ZdjsmError } from '@zdjsm/core';
import { pMapIterable } from 'p-map';
import { type Count, countOf, type Id } from '../records.ts';
import type { Api, CallOptions } from '../request/api.ts';
import type { Activities, TicketActivity } from '../resources/activities.ts';
import type { Attachment, Attachments } from '../resources/attachments.ts';
import type { Tag, Tags } from '../resources/tags.ts';
import type {
  ResolutionEntry,
  Ticket,
  TicketEvent,
  TicketFollower,
  TicketInclude,
  TicketMetrics,
  TimeEntry,
} from '../resources/ticket-types.ts';
import type { Tickets } from '../resources/tickets.ts';
import { type MessageSources, type Messages, readMessages } from './messages.ts';

/** A ticket with everything that was asked for. What was not asked for is undefined. */
export interface WholeTicket extends Messages {
  readonly ticket: Ticket;
  readonly attachments: readonly Attachment[];
  readonly tags?: readonly Tag[];
  readonly timeEntries?: readonly TimeEntry[];
  readonly followers?: readonly TicketFollower[];
  readonly activities?: readonly TicketActivity[];
  readonly history?: readonly TicketEvent[];
  readonly resolutionHistory?: readonly ResolutionEntry[];
  readonly metrics?: TicketMetrics;
}

/** Each costs three credits a ticket (metrics one) where the ticket's counts don't say that it is empty. */
export type TicketPart =
  | 'tags'
  | 'timeEntries'
  | 'followers'
  | 'activities'
  | 'history'
  | 'resolutionHistory'
  | 'metrics';

/** What is read with a ticket. */
export interface WholeTicketQuery {
  /** Beyond the ticket itself, its messages and its attachments. Default: none. */
  readonly parts?: readonly TicketPart[];
  readonly include?: readonly TicketInclude[];
}

/** How many tickets are read at the same time. */
export interface EachOptions extends CallOptions {
  /** Tickets that are read at the same time; their calls keep to the portal's cap anyway. Default: the cap. */
  readonly concurrency?: number | undefined;
}

/** One ticket of many: a failure is the ticket's own and stops no other. */
export type WholeTicketResult =
  | { readonly id: Id; readonly whole: WholeTicket; readonly error?: never }
  | { readonly id: Id; readonly whole?: never; readonly error: ZdjsmError };

/** Tickets with everything that belongs to them. */
export interface WholeTickets {
  /** Reads a ticket with the fewest credits that its counts allow. */
  get(id: Id, query?: WholeTicketQuery, options?: CallOptions): Promise<WholeTicket>;
  /**
   * Reads many, in their order and several at a time: `each(zoho.tickets.scan())`. A ticket that
   * can't be read comes with its error; running out of credits ends the iteration.
   */
  each(
    tickets: AsyncIterable<{ readonly id: Id }> | Iterable<{ readonly id: Id }>,
    query?: WholeTicketQuery,
    options?: EachOptions,
  ): AsyncIterable<WholeTicketResult>;
}

// What concerns all tickets and not the one that happened to meet it.
const FATAL = new Set(['CREDITS_EXHAUSTED', 'AUTHENTICATION', 'TOKEN_REFUSED', 'CONFIGURATION']);

export interface WholeTicketSources extends MessageSources {
  readonly tickets: Tickets;
  readonly attachments: Attachments;
  readonly tags: Tags;
  readonly activities: Activities;
}

export function createWholeTickets(
  api: Api,
  sources: WholeTicketSources,
  cap: number,
): WholeTickets {
  const { tickets, attachments, tags, activities } = sources;
  const { trustCounts } = api.behaviour;

  const unlessEmpty = async <T>(
    count: Count | undefined,
    list: () => AsyncIterable<T>,
  ): Promise<readonly T[]> =>
    trustCounts && countOf(count) === 0 ? [] : await Array.fromAsync(list());

  const get: WholeTickets['get'] = async (id, { parts = [], include } = {}, options = {}) => {
    const ticket = await tickets.get(id, include ? { include } : {}, options);
    return await together(options.signal, async (signal) => {
      const its = { signal };
      const wanted = new Set(parts);
      const part = async <T>(
        name: TicketPart,
        read: () => Promise<T>,
      ): Promise<{ [K in string]: T }> => (wanted.has(name) ? { [name]: await read() } : {});
      const found = await Promise.all([
        readMessages(api, sources, ticket, its),
        unlessEmpty(ticket.attachmentCount, () => attachments.list(id, {}, its)).then((list) => ({
          attachments: list,
        })),
        part('tags', () => unlessEmpty(ticket.tagCount, () => tags.ofTicket(id, its))),
        part('timeEntries', () =>
          unlessEmpty(ticket.timeEntryCount, () => tickets.timeEntries(id, its)),
        ),
        part('followers', () =>
          unlessEmpty(ticket.followerCount, () => tickets.followers(id, its)),
        ),
        part('activities', () => Array.fromAsync(activities.ofTicket(id, its))),
        part('history', () => Array.fromAsync(tickets.history(id, its))),
        part('resolutionHistory', () => Array.fromAsync(tickets.resolutionHistory(id, its))),
        part('metrics', () => tickets.metrics(id, its)),
      ]);
      return Object.assign({ ticket }, ...found) as WholeTicket;
    });
  };

  return {
    get,
    each: (source, query, { concurrency = cap, signal } = {}) =>
      pMapIterable(
        source,
        async ({ id }): Promise<WholeTicketResult> => {
          try {
            return { id, whole: await get(id, query, { signal }) };
          } catch (error) {
            signal?.throwIfAborted();
            if (!ZdjsmError.is(error) || FATAL.has(error.code)) throw error;
            return { id, error };
          }
        },
        // One deep ticket holds up those behind it no longer than it takes to read as many again.
        { concurrency, backpressure: concurrency * 2 },
      ),
  };
}

/** Runs work whose calls end together: when one fails, the others cost no more credits. */
async function together<T>(
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const failed = new AbortController();
  const either = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal;
  try {
    return await work(either);
  } catch (error) {
    failed.abort(error);
    throw error;
  }
}
