import type { TicketHeader } from './ticket-header.ts';
import { createTicketOrder, type TicketOrder } from './ticket-order.ts';

export type TicketColumn = keyof TicketHeader;

function allocate(capacity: number) {
  return {
    created: new Float64Array(capacity),
    modified: new Float64Array(capacity),
    contact: new Int32Array(capacity),
    account: new Int32Array(capacity),
    department: new Int8Array(capacity),
    status: new Int8Array(capacity),
    priority: new Int8Array(capacity),
    channel: new Int8Array(capacity),
    category: new Int8Array(capacity),
    product: new Int8Array(capacity),
    assignee: new Int8Array(capacity),
    team: new Int8Array(capacity),
    flags: new Int8Array(capacity),
  } satisfies Record<TicketColumn, Float64Array | Int32Array | Int8Array>;
}

/**
 * All tickets' headers as columns of numbers: some 40 bytes a ticket, and a page of a million
 * tickets is found by looking at numbers only.
 */
export interface TicketColumns {
  readonly length: number;
  /** Changes with every change; what was derived from the columns is stale by then. */
  readonly version: number;
  get(column: TicketColumn, ticket: number): number;
  /** One column as it is now, for a loop over all tickets. */
  column(name: TicketColumn): Readonly<ArrayLike<number>>;
  header(ticket: number): TicketHeader;
  /** Overwrites a ticket, or appends the next one. */
  set(ticket: number, header: TicketHeader): void;
  /** Tickets by modified time, then number. */
  byModified(): Uint32Array;
}

export function createTicketColumns(
  count: number,
  headerOf: (ticket: number) => TicketHeader,
): TicketColumns {
  let capacity = Math.max(count, 16);
  let store = allocate(capacity);
  const names = Object.keys(store) as TicketColumn[];
  let length = 0;
  let version = 0;
  let order: TicketOrder | undefined;

  const get = (column: TicketColumn, ticket: number): number => store[column][ticket] ?? 0;
  const byTime = (a: number, b: number): number => get('modified', a) - get('modified', b) || a - b;

  const write = (ticket: number, header: TicketHeader): void => {
    for (const name of names) store[name][ticket] = header[name];
  };

  const grow = (): void => {
    const old = store;
    capacity *= 2;
    store = allocate(capacity);
    for (const name of names) store[name].set(old[name]);
  };

  for (let ticket = 0; ticket < count; ticket++) write(ticket, headerOf(ticket));
  length = count;

  return {
    get length() {
      return length;
    },
    get version() {
      return version;
    },
    get,
    column: (name) => store[name],
    header: (ticket) => ({
      created: get('created', ticket),
      modified: get('modified', ticket),
      contact: get('contact', ticket),
      account: get('account', ticket),
      department: get('department', ticket),
      status: get('status', ticket),
      priority: get('priority', ticket),
      channel: get('channel', ticket),
      category: get('category', ticket),
      product: get('product', ticket),
      assignee: get('assignee', ticket),
      team: get('team', ticket),
      flags: get('flags', ticket),
    }),
    set(ticket, header) {
      version += 1;
      if (ticket < length) order?.remove(ticket);
      if (ticket >= capacity) grow();
      length = Math.max(length, ticket + 1);
      write(ticket, header);
      order?.insert(ticket);
    },
    byModified() {
      order ??= createTicketOrder(length, byTime);
      return order.ids();
    },
  };
}
