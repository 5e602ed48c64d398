import type { SandboxClock } from '../../kernel/clock.ts';
import type { TicketHeader } from './ticket-header.ts';
import type { TicketStore } from './ticket-store.ts';

/** What search does not know yet: it answers from an index that is some seconds old. */
export interface SearchLag {
  /** Tickets that search sees as they were; nothing for those that it does not see at all. */
  stale(): ReadonlyMap<number, TicketHeader | undefined>;
}

interface Change {
  readonly ticket: number;
  readonly at: number;
  readonly before: TicketHeader | undefined;
}

export function createSearchLag(tickets: TicketStore, clock: SandboxClock, lag: number): SearchLag {
  let changes: Change[] = [];
  if (lag > 0) {
    tickets.onChange((ticket, before) => changes.push({ ticket, at: clock.now(), before }));
  }
  return {
    stale() {
      const known = clock.now() - lag;
      changes = changes.filter((change) => change.at > known);
      const seen = new Map<number, TicketHeader | undefined>();
      // The first change after the index was made hides all later ones.
      for (const { ticket, before } of changes) if (!seen.has(ticket)) seen.set(ticket, before);
      return seen;
    },
  };
}
