import { json } from '../answers.ts';
import type { Call, Handler } from '../api/call.ts';
import { CHANNELS, PRIORITIES, STATUSES } from '../org/tables.ts';
import { FLAGS } from '../org/ticket-header.ts';
import { GONE, type TicketFilter } from '../org/ticket-selection.ts';
import { filterOf, visible } from './ticket-filter.ts';
import { textFilterOf } from './ticket-text-filter.ts';

export const ticketCountHandlers = {
  'tickets.count': (call) => {
    const filter = { ...filterOf(call.query), ...visible(call.switches) };
    return json({ count: count(call, filter) });
  },
  'tickets.countByFieldValues': (call) => {
    const fields = call.query.list('field') ?? [];
    return json(Object.fromEntries(fields.map((field) => [field, valuesOf(call, field)])));
  },
} as const satisfies Record<string, Handler>;

interface ValueCount {
  readonly value: string | null;
  readonly count: string;
}

/** Values with their numbers as strings, or one number where there is nothing to tell apart. */
function valuesOf(call: Call, field: string): number | readonly ValueCount[] {
  const filter = { ...filterOf(call.query), ...visible(call.switches) };
  const each = <T>(
    table: readonly T[],
    column: 'status' | 'priority' | 'channel',
    name: (entry: T) => string | null,
  ): readonly ValueCount[] =>
    table.map((entry, n) => ({
      value: name(entry),
      count: String(count(call, { ...filter, [column]: [n] })),
    }));

  switch (field) {
    case 'status':
      return each(STATUSES, 'status', (status) => status.name).filter(isUsed);
    case 'priority':
      return each(PRIORITIES, 'priority', (priority) => priority).filter(isUsed);
    case 'channel':
      return each(CHANNELS, 'channel', (channel) => channel.ticket).filter(isUsed);
    case 'statusType':
      return (['Open', 'On Hold', 'Closed'] as const)
        .map((type) => ({
          // Without the space, unlike in a ticket.
          value: type.replace(' ', '').toUpperCase(),
          count: String(count(call, { ...filter, status: statusesOf(type) })),
        }))
        .filter(isUsed);
    case 'spam':
      return count(call, {
        ...filter,
        flags: FLAGS.spam,
        withoutFlags: GONE | FLAGS.trashed | FLAGS.archived,
      });
    case 'escalated':
      return count(call, { ...filter, flags: FLAGS.escalated });
    default:
      return overDue(call, filter);
  }
}

function isUsed(entry: ValueCount): boolean {
  return entry.count !== '0';
}

function statusesOf(type: string): readonly number[] {
  return STATUSES.flatMap((status, n) => (status.type === type ? [n] : []));
}

function count(call: Call, filter: TicketFilter): number {
  const found = call.org.selection.select(filter, 'created', false);
  const text = textFilterOf(call, call.query);
  return text ? found.filter(text).length : found.length;
}

function overDue(call: Call, filter: TicketFilter): number {
  const { tickets, selection } = call.org;
  return selection.select(filter, 'created', false).filter((ticket) => {
    const { dueDate, closedTime } = tickets.details(ticket);
    return dueDate !== null && dueDate < call.now && closedTime === null;
  }).length;
}
