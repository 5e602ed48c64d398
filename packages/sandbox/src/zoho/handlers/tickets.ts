import { type Answer, json, notFound } from '../answers.ts';
import { type Call, type Handler, page } from '../api/call.ts';
import { DAY, PRODUCTS } from '../org/tables.ts';
import { FLAGS } from '../org/ticket-header.ts';
import { GONE, headerMatches, type TicketFilter } from '../org/ticket-selection.ts';
import {
  customerResponseTime,
  ticketByName,
  ticketIncludes,
  ticketJson,
  ticketRow,
  ticketSearchRow,
} from '../render/tickets.ts';
import { accountIn, contactIn, itemIn, ticketIn, viewIn } from './find.ts';
import { filterOf, visible } from './ticket-filter.ts';
import { textFilterOf } from './ticket-text-filter.ts';

export const ticketHandlers = {
  'tickets.list': (call) =>
    listTickets(
      call,
      {
        ...visible(call.switches),
        ...filterOf(call.query),
        ...viewIn(call, 'tickets')?.filter,
      },
      receivedLately(call),
    ),
  'tickets.archived': (call) =>
    listTickets(call, {
      ...filterOf(call.query),
      flags: FLAGS.archived,
      withoutFlags: GONE | FLAGS.trashed,
    }),
  'tickets.associated': (call) => listTickets(call, { ...visible(call.switches), assignee: [0] }),
  'tickets.ofContact': (call) =>
    listTickets(call, { ...related(call), contact: [contactIn(call).number] }),
  'tickets.ofAccount': (call) =>
    listTickets(call, { ...related(call), account: [accountIn(call).number] }),
  'tickets.ofProduct': (call) =>
    listTickets(call, {
      ...related(call),
      product: [itemIn(call, 'productId', 'product', PRODUCTS)[1]],
    }),
  'tickets.ofTag': (call) => {
    const name = call.org.tags.nameOf(call.param('tagId'));
    if (name === undefined) throw notFound();
    const isLate = receivedLately(call) ?? (() => true);
    return listTickets(
      call,
      { ...visible(call.switches), ...filterOf(call.query) },
      (ticket) => call.org.tickets.details(ticket).tags.includes(name) && isLate(ticket),
    );
  },
  'tickets.search': searchTickets,
  'tickets.get': (call) => {
    const ticket = ticketIn(call);
    return json({
      ...ticketJson(call, ticket),
      ...ticketIncludes(call, ticket, call.query.includes),
    });
  },
} as const satisfies Record<string, Handler>;

/** Tickets of a contact, an account, a product: spam only when asked for. */
function related(call: Call): TicketFilter {
  const spam = call.query.flag('isSpam') ?? false;
  return {
    ...filterOf(call.query),
    flags: spam ? FLAGS.spam : 0,
    withoutFlags: GONE | FLAGS.trashed | (spam ? 0 : FLAGS.spam),
  };
}

/** `receivedInDays` goes by the customer's last word. */
function receivedLately(call: Call): ((ticket: number) => boolean) | undefined {
  const days = Number(call.query.text('receivedInDays') ?? -1);
  const since = call.now - days * DAY;
  return days > 0 ? (ticket) => responseTime(call, ticket) >= since : undefined;
}

function listTickets(call: Call, filter: TicketFilter, only?: (ticket: number) => boolean): Answer {
  const sort = call.query.sort ?? {
    key: 'createdTime',
    descending: call.switches.ticketOrder === 'newest-first',
  };
  const order = sort.key === 'modifiedTime' ? 'modified' : 'created';
  let found = call.org.selection.select(filter, order, sort.descending);
  if (only) found = found.filter(only);
  const key = sortKey(call, sort.key);
  if (key) found = sorted(found, key, sort.descending);
  return page(call, found.length, (n) => rowOf(call, found[n] ?? 0));
}

function rowOf(call: Call, ticket: number): Readonly<Record<string, unknown>> {
  return {
    ...(call.query.fields ? ticketByName(call, ticket) : ticketRow(call, ticket)),
    ...ticketIncludes(call, ticket, call.query.includes),
  };
}

/** Keys that no column holds. */
function sortKey(call: Call, name: string): ((ticket: number) => number) | undefined {
  const { tickets, conversations } = call.org;
  switch (name) {
    case 'dueDate':
      return (ticket) => tickets.details(ticket).dueDate ?? Number.MAX_SAFE_INTEGER;
    case 'recentThread':
      return (ticket) =>
        conversations.thread(ticket, conversations.counts(ticket).threads - 1)?.createdTime ?? 0;
    case 'responseDueDate':
    case 'customerResponseTime':
      return (ticket) => responseTime(call, ticket);
    default:
      return undefined;
  }
}

function sorted(
  found: Uint32Array,
  key: (ticket: number) => number,
  descending: boolean,
): Uint32Array {
  const keys = new Map(Array.from(found, (ticket) => [ticket, key(ticket)]));
  const sign = descending ? -1 : 1;
  return found.toSorted((a, b) => sign * ((keys.get(a) ?? 0) - (keys.get(b) ?? 0)) || a - b);
}

/** Search answers from an index: changed tickets are found as they were, new ones not at all. */
function searchTickets(call: Call): Answer {
  const { tickets, selection, searchLag } = call.org;
  const filter: TicketFilter = {
    ...filterOf(call.query),
    withoutFlags: GONE | FLAGS.trashed | FLAGS.archived | FLAGS.spam,
  };
  const sort = call.query.sort ?? { key: 'relevance', descending: false };
  const order = sort.key === 'modifiedTime' ? 'modified' : 'created';
  // The most relevant are the newest: what relevance is, nobody outside knows.
  const descending = sort.key === 'relevance' ? true : sort.descending;

  let found = selection.select(filter, order, descending);
  const stale = searchLag.stale();
  if (stale.size > 0) {
    const before = [...stale].flatMap(([ticket, header]) =>
      header && headerMatches(filter, header) ? [ticket] : [],
    );
    const time = (ticket: number): number => (stale.get(ticket) ?? tickets.header(ticket))[order];
    const current = found.filter((ticket) => !stale.has(ticket));
    found = sorted(Uint32Array.from([...current, ...before]), time, descending);
  }
  const text = textFilterOf(call, call.query);
  if (text) found = found.filter(text);
  const key = sortKey(call, sort.key);
  if (key) found = sorted(found, key, sort.descending);
  return page(call, found.length, (n) => ticketSearchRow(call, found[n] ?? 0), {
    extra: { count: found.length },
  });
}

function responseTime(call: Call, ticket: number): number {
  return customerResponseTime(call, ticket);
}
