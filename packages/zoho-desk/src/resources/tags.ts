import type { PagedList } from '@zdjsm/core';
import { LIST_TIERS } from '../credits/prices.ts';
import { offsetList } from '../paging/offset-list.ts';
import { unpagedList } from '../paging/unpaged-list.ts';
import { type Count, countOf, type Id, type RawRecord } from '../records.ts';
import type { Api, CallOptions, ListOptions } from '../request/api.ts';
import { TAG_ROUTES as routes } from '../routes/records.ts';
import type { TicketRow } from './ticket-types.ts';

/** Source: TicketTag.json@75e1ba57. */
export interface Tag extends RawRecord {
  readonly id: Id;
  readonly name: string;
  readonly tagType?: string;
  /** Tickets of the department that have it; in the list of tags only. */
  readonly ticketCount?: Count;
}

/** That a ticket has a tag. */
export interface TaggedTicket {
  readonly ticketId: Id;
  readonly tag: Tag;
}

/** Tags, by ticket and the other way about. */
export interface Tags {
  ofTicket(ticketId: Id, options?: CallOptions): PagedList<Tag>;
  list(departmentId: Id, options?: ListOptions): PagedList<Tag>;
  /** The tickets that have a tag. */
  tickets(tagId: Id, options?: ListOptions): PagedList<TicketRow>;
  /**
   * Every ticket with every tag of it, asked from the tags’ side: three credits for a hundred
   * pairs, where asking ticket by ticket costs three each. A ticket’s `tagCount` tells whether all came.
   */
  index(departmentIds: readonly Id[], options?: CallOptions): AsyncIterable<TaggedTicket>;
}

// It never changes, and new tickets come last.
const OLDEST_NUMBER_FIRST = 'ticketNumber';

const [{ upTo: CHEAPEST_DEPTH } = { upTo: 0 }] = LIST_TIERS;

export function createTags(api: Api): Tags {
  const sorted = (tagId: Id, sortBy: string, options?: ListOptions): PagedList<TicketRow> =>
    offsetList(api, { route: routes.tickets, path: { tagId }, query: { sortBy } }, options);

  /** Of many tickets, half from each end: a page costs by its depth, and so none lies deeper than half. */
  async function* fromBothEnds(
    { id: tagId, ticketCount }: Tag,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Id> {
    const count = countOf(ticketCount) ?? 0;
    const half = count > CHEAPEST_DEPTH ? Math.ceil(count / 2) : Number.POSITIVE_INFINITY;
    const given = new Set<Id>();
    for await (const { id } of sorted(tagId, OLDEST_NUMBER_FIRST, { signal })) {
      given.add(id);
      yield id;
      if (given.size >= half) break;
    }
    if (given.size < half) return;
    for await (const { items } of sorted(tagId, `-${OLDEST_NUMBER_FIRST}`, { signal }).pages()) {
      const news = items.filter(({ id }) => !given.has(id));
      for (const { id } of news) yield id;
      if (news.length < items.length) return;
    }
  }

  const tags: Tags = {
    ofTicket: (ticketId, options) =>
      unpagedList(api, { route: routes.ofTicket, path: { ticketId } }, options),
    list: (departmentId, options) =>
      offsetList(api, { route: routes.list, query: { departmentId } }, options),
    tickets: (tagId, options) => sorted(tagId, OLDEST_NUMBER_FIRST, options),
    async *index(departmentIds, { signal } = {}) {
      const seen = new Set<Id>();
      for (const departmentId of departmentIds) {
        for await (const tag of tags.list(departmentId, { signal })) {
          // A tag is listed by each department that knows it.
          if (seen.has(tag.id)) continue;
          if (api.behaviour.trustCounts && countOf(tag.ticketCount) === 0) continue;
          seen.add(tag.id);
          for await (const ticketId of fromBothEnds(tag, signal)) yield { ticketId, tag };
        }
      }
    },
  };
  return tags;
}
