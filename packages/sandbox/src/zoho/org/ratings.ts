import { choose, createDice } from '../../data/dice.ts';
import { childNumber, idOf } from './ids.ts';
import type { Scenarios } from './scenarios.ts';
import { HOUR } from './tables.ts';
import type { TicketPlan } from './ticket-header.ts';
import { createTicketIndex } from './ticket-index.ts';

/** What a customer said of an answer. */
export interface Rating {
  readonly id: string;
  readonly ticket: number;
  readonly rating: 'GOOD' | 'OK' | 'BAD';
  readonly ratedTime: number;
  readonly feedback: string | null;
  readonly department: number;
}

export interface Ratings {
  ofTicket(ticket: number): Rating | undefined;
  /** All, oldest first. */
  all(): readonly Rating[];
}

export function createRatings(options: {
  readonly seed: number;
  readonly tickets: number;
  readonly plan: TicketPlan;
  readonly scenarios: Scenarios;
}): Ratings {
  const { plan, scenarios, tickets } = options;
  const roll = createDice(options.seed, 'rating');
  const any = roll('any');
  const which = roll('which');
  const isRated = (ticket: number): boolean =>
    ticket < tickets && (scenarios.traitsOf(ticket).has('rated') || any(ticket) < 0.05);

  const make = (ticket: number): Rating => {
    const { header, lastThread } = plan.shape(ticket);
    const rating = choose(['GOOD', 'GOOD', 'OK', 'BAD'] as const, which(ticket));
    return {
      id: idOf('rating', childNumber(ticket, 0)),
      ticket,
      rating,
      ratedTime: lastThread + HOUR,
      feedback: rating === 'BAD' ? 'Took <three> weeks & four agents.' : null,
      department: header.department,
    };
  };
  const index = createTicketIndex(tickets, (ticket) => (isRated(ticket) ? 1 : 0));

  return {
    ofTicket: (ticket) => (isRated(ticket) ? make(ticket) : undefined),
    all: () =>
      Array.from({ length: index().length }, (_, n) => make(index().at(n).ticket)).sort(
        (a, b) => a.ratedTime - b.ratedTime,
      ),
  };
}
