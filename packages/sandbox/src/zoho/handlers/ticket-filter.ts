import type { Query } from '../api/query.ts';
import type { ZohoSwitches } from '../options.ts';
import { type Kind, numberOf } from '../org/ids.ts';
import { CATEGORIES, CHANNELS, PRIORITIES, STATUSES } from '../org/tables.ts';
import { FLAGS, NONE } from '../org/ticket-header.ts';
import { GONE, type TicketFilter } from '../org/ticket-selection.ts';
import { token } from '../routes/route.ts';

/** Stands in a list for what no ticket has, so that nothing is found. */
const NOTHING = -2;

/** What `/tickets` shows without any filter. */
export function visible(switches: ZohoSwitches): TicketFilter {
  return {
    withoutFlags:
      GONE |
      FLAGS.trashed |
      (switches.archivedInTickets ? 0 : FLAGS.archived) |
      (switches.spamInTickets ? 0 : FLAGS.spam),
  };
}

/** The filters that all ticket lists share, by the names that each of them uses. */
export function filterOf(query: Query): TicketFilter {
  const names = query.list('status');
  return {
    department: numbers(query, 'department', 'departmentId', 'departmentIds'),
    contact: numbers(query, 'contact', 'contactId'),
    account: numbers(query, 'account', 'accountId'),
    product: numbers(query, 'product', 'productId'),
    team: numbers(query, 'team', 'teamIds'),
    assignee: assignees(query),
    status:
      names &&
      indexes(STATUSES, names, ({ name, type }) => [
        name,
        token(type.replace(' ', '').toUpperCase()),
      ]),
    priority: named(query, 'priority', PRIORITIES, (name) => [name ?? token('empty')]),
    channel: named(query, 'channel', CHANNELS, ({ ticket }) => [ticket]),
    category: named(query, 'category', CATEGORIES, ({ name }) => [name ?? token('empty')]),
    created: query.range('createdTimeRange'),
    modified: query.range('modifiedTimeRange'),
  };
}

function assignees(query: Query): readonly number[] | undefined {
  const sent = query.list('assignee') ?? query.list('assigneeId');
  return sent?.map((one) => (one === 'Unassigned' ? NONE : (numberOf('agent', one) ?? NOTHING)));
}

function numbers(query: Query, kind: Kind, ...names: string[]): readonly number[] | undefined {
  const sent = names.flatMap((name) => query.list(name) ?? []);
  return sent.length === 0 ? undefined : sent.map((id) => numberOf(kind, id) ?? NOTHING);
}

function named<T>(
  query: Query,
  name: string,
  table: readonly T[],
  labels: (entry: T) => readonly string[],
): readonly number[] | undefined {
  const sent = query.list(name);
  return sent && indexes(table, sent, labels);
}

function indexes<T>(
  table: readonly T[],
  wanted: readonly string[],
  labels: (entry: T) => readonly string[],
): readonly number[] {
  const lower = wanted.map((one) => one.toLowerCase());
  const found = table.flatMap((entry, n) =>
    labels(entry).some((label) => lower.includes(label.toLowerCase())) ? [n] : [],
  );
  return found.length > 0 ? found : [NOTHING];
}
