import type { Collection } from '../../kernel/world.ts';
import { createTicketColumns, type TicketColumns } from './ticket-columns.ts';
import type { TicketDetails } from './ticket-details.ts';
import type { TicketHeader, TicketShape } from './ticket-header.ts';

/** What people changed on a ticket. */
export interface TicketEdit {
  readonly header: TicketHeader;
  readonly details: Partial<TicketDetails>;
  /** Put over the fields that were there. */
  readonly cf: CustomFields;
}

export type CustomFields = Readonly<Record<string, string | null>>;

/** A ticket that the seed does not know, as it was when it came. */
export interface NewTicket {
  readonly header: TicketHeader;
  readonly details: TicketDetails;
}

export interface TicketChange {
  readonly header?: Partial<TicketHeader>;
  readonly details?: Partial<TicketDetails>;
  readonly cf?: CustomFields;
}

export interface TicketStore {
  /** Every ticket that ever was; trashed, merged and purged ones keep their numbers. */
  readonly count: number;
  readonly columns: TicketColumns;
  header(ticket: number): TicketHeader;
  details(ticket: number): TicketDetails;
  /** Kept apart from the details, since lists do without. */
  cf(ticket: number): CustomFields;
  edit(ticket: number, change: TicketChange): void;
  /** Returns the new ticket's number. */
  create(header: TicketHeader, details: TicketDetails): number;
  /** Hears of each change, with the header as it was; nothing for a new ticket. */
  onChange(listener: (ticket: number, before: TicketHeader | undefined) => void): void;
}

export function createTicketStore(options: {
  readonly seeded: number;
  readonly shape: (ticket: number) => TicketShape;
  readonly details: (ticket: number, shape: TicketShape) => TicketDetails;
  readonly cf: (ticket: number) => CustomFields;
  readonly edits: Collection<TicketEdit>;
  readonly created: Collection<NewTicket>;
}): TicketStore {
  const { seeded, shape, edits, created } = options;
  const listeners: ((ticket: number, before: TicketHeader | undefined) => void)[] = [];
  let columns: TicketColumns | undefined;

  // Made when first asked for: what is on disk comes in after the store was made.
  const all = (): TicketColumns => {
    if (columns) return columns;
    columns = createTicketColumns(seeded, (n) => edits.get(String(n))?.header ?? shape(n).header);
    for (let n = seeded; ; n++) {
      const added = created.get(String(n));
      if (!added) return columns;
      columns.set(n, edits.get(String(n))?.header ?? added.header);
    }
  };

  const original = (ticket: number): TicketDetails => {
    if (ticket < seeded) return options.details(ticket, shape(ticket));
    const added = created.get(String(ticket));
    if (!added) throw new RangeError(`no ticket ${ticket}`);
    return added.details;
  };

  const put = (ticket: number, header: TicketHeader, before: TicketHeader | undefined): void => {
    all().set(ticket, header);
    for (const listener of listeners) listener(ticket, before);
  };

  return {
    get count() {
      return all().length;
    },
    get columns() {
      return all();
    },
    header: (ticket) => all().header(ticket),
    details: (ticket) => ({ ...original(ticket), ...edits.get(String(ticket))?.details }),
    cf: (ticket) => ({
      ...(ticket < seeded ? options.cf(ticket) : {}),
      ...edits.get(String(ticket))?.cf,
    }),
    edit(ticket, change) {
      const before = all().header(ticket);
      const edited = edits.get(String(ticket));
      const header = { ...before, ...change.header };
      edits.set(String(ticket), {
        header,
        details: { ...edited?.details, ...change.details },
        cf: { ...edited?.cf, ...change.cf },
      });
      put(ticket, header, before);
    },
    create(header, details) {
      const ticket = all().length;
      created.set(String(ticket), { header, details });
      put(ticket, header, undefined);
      return ticket;
    },
    onChange(listener) {
      listeners.push(listener);
    },
  };
}
