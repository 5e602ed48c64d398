/** Tickets in an order that is kept while they change: finding is a search, moving a copy. */
export interface TicketOrder {
  ids(): Uint32Array;
  /** Before the ticket's sort key changes. */
  remove(ticket: number): void;
  /** After it has changed. */
  insert(ticket: number): void;
}

export function createTicketOrder(
  count: number,
  compare: (a: number, b: number) => number,
): TicketOrder {
  let ids = Uint32Array.from({ length: count }, (_, ticket) => ticket).sort(compare);
  let size = count;

  const place = (ticket: number): number => {
    let low = 0;
    let high = size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(ids[middle] ?? 0, ticket) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  return {
    ids: () => ids.subarray(0, size),
    remove(ticket) {
      const at = place(ticket);
      ids.copyWithin(at, at + 1, size);
      size -= 1;
    },
    insert(ticket) {
      if (size === ids.length) {
        const wider = new Uint32Array(Math.max(16, size * 2));
        wider.set(ids);
        ids = wider;
      }
      const at = place(ticket);
      ids.copyWithin(at + 1, at, size);
      ids[at] = ticket;
      size += 1;
    },
  };
}
