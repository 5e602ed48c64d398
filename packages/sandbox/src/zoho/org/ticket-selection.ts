import { type Span, within } from './span.ts';
import type { TicketColumn, TicketColumns } from './ticket-columns.ts';
import { FLAGS, type TicketHeader } from './ticket-header.ts';

/** Which tickets, as far as their headers say it. Each list means: any of these. */
export interface TicketFilter {
  readonly department?: readonly number[] | undefined;
  readonly status?: readonly number[] | undefined;
  readonly priority?: readonly number[] | undefined;
  readonly channel?: readonly number[] | undefined;
  readonly category?: readonly number[] | undefined;
  readonly contact?: readonly number[] | undefined;
  readonly account?: readonly number[] | undefined;
  readonly product?: readonly number[] | undefined;
  readonly assignee?: readonly number[] | undefined;
  readonly team?: readonly number[] | undefined;
  readonly created?: Span | undefined;
  readonly modified?: Span | undefined;
  /** Bits that must be set, and bits that must not. */
  readonly flags?: number | undefined;
  readonly withoutFlags?: number | undefined;
}

export type HeaderOrder = 'created' | 'modified';

/** Tickets that are no tickets any more. */
export const GONE = FLAGS.merged | FLAGS.purged;

const LISTS = [
  'department',
  'status',
  'priority',
  'channel',
  'category',
  'contact',
  'account',
  'product',
  'assignee',
  'team',
] as const satisfies readonly (TicketColumn & keyof TicketFilter)[];

export function headerMatches(filter: TicketFilter, header: TicketHeader): boolean {
  return (
    within(filter.created, header.created) &&
    within(filter.modified, header.modified) &&
    (header.flags & (filter.flags ?? 0)) === (filter.flags ?? 0) &&
    (header.flags & (filter.withoutFlags ?? 0)) === 0 &&
    LISTS.every((column) => filter[column]?.includes(header[column]) ?? true)
  );
}

/** Finds tickets by their headers, and remembers the last answers until a ticket changes. */
export interface TicketSelection {
  /** Ascending, and ties by number; descending, ties still by number upwards. */
  select(filter: TicketFilter, order: HeaderOrder, descending: boolean): Uint32Array;
}

const REMEMBERED = 8;

export function createTicketSelection(columns: () => TicketColumns): TicketSelection {
  const answers = new Map<string, Uint32Array>();
  let version = -1;

  const select: TicketSelection['select'] = (filter, order, descending) => {
    const all = columns();
    if (all.version !== version) {
      version = all.version;
      answers.clear();
    }
    const key = JSON.stringify([filter, order, descending]);
    const known = answers.get(key);
    if (known) return known;
    const found = descending
      ? descend(select(filter, order, false), all.column(order))
      : scan(all, filter, order);
    if (answers.size >= REMEMBERED) answers.delete(answers.keys().next().value ?? '');
    answers.set(key, found);
    return found;
  };
  return { select };
}

function scan(columns: TicketColumns, filter: TicketFilter, order: HeaderOrder): Uint32Array {
  const checks = LISTS.flatMap((column) => {
    const wanted = filter[column];
    return wanted ? [{ values: columns.column(column), wanted: new Set(wanted) }] : [];
  });
  const flags = columns.column('flags');
  const created = columns.column('created');
  const modified = columns.column('modified');
  const required = filter.flags ?? 0;
  const forbidden = filter.withoutFlags ?? 0;

  const ids = order === 'modified' ? columns.byModified() : undefined;
  const at = (n: number): number => ids?.[n] ?? n;
  const times = columns.column(order);
  const span = filter[order];
  const first = span ? lowerBound(columns.length, (n) => (times[at(n)] ?? 0) < span.from) : 0;
  const end = span
    ? lowerBound(columns.length, (n) => (times[at(n)] ?? 0) <= span.to)
    : columns.length;

  const found = new Uint32Array(Math.max(0, end - first));
  let size = 0;
  for (let n = first; n < end; n++) {
    const ticket = at(n);
    const bits = flags[ticket] ?? 0;
    if ((bits & required) !== required || (bits & forbidden) !== 0) continue;
    if (!within(filter.created, created[ticket] ?? 0)) continue;
    if (!within(filter.modified, modified[ticket] ?? 0)) continue;
    if (!checks.every((check) => check.wanted.has(check.values[ticket] ?? 0))) continue;
    found[size++] = ticket;
  }
  return found.slice(0, size);
}

/** Turns an ascending answer round, but leaves ties as they are: Zoho does (live report). */
function descend(ascending: Uint32Array, times: Readonly<ArrayLike<number>>): Uint32Array {
  const turned = ascending.toReversed();
  for (let from = 0; from < turned.length; ) {
    const time = times[turned[from] ?? 0];
    let to = from + 1;
    while (to < turned.length && times[turned[to] ?? 0] === time) to += 1;
    if (to - from > 1) turned.subarray(from, to).reverse();
    from = to;
  }
  return turned;
}

function lowerBound(length: number, isBefore: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
