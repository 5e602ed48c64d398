/**
 * Numbers the things that hang on tickets across all of them, for lists that know no ticket. Made
 * by one walk over the seeded tickets, when the first such list is asked for.
 */
export interface TicketIndex {
  readonly length: number;
  at(n: number): { readonly ticket: number; readonly child: number };
}

export function createTicketIndex(
  tickets: number,
  countOf: (ticket: number) => number,
): () => TicketIndex {
  let made: TicketIndex | undefined;
  const make = (): TicketIndex => {
    const owners: number[] = [];
    const children: number[] = [];
    for (let ticket = 0; ticket < tickets; ticket++) {
      for (let child = 0; child < countOf(ticket); child++) {
        owners.push(ticket);
        children.push(child);
      }
    }
    const ticketOf = Uint32Array.from(owners);
    const childOf = Uint16Array.from(children);
    return {
      length: ticketOf.length,
      at: (n) => ({ ticket: ticketOf[n] ?? 0, child: childOf[n] ?? 0 }),
    };
  };
  return () => {
    made ??= make();
    return made;
  };
}
