import { createDice } from '../../data/dice.ts';
import { type Attachment, attachmentOf } from './attachments.ts';
import type { Scenarios } from './scenarios.ts';
import type { Person } from './threads.ts';
import type { TicketHeader } from './ticket-header.ts';

/** A file on the ticket itself, not on one of its messages. */
export interface TicketFile extends Attachment {
  readonly isPublic: boolean;
  readonly creator: Person;
  readonly createdTime: number;
}

const MINUTE = 60_000;

export function createTicketFiles(seed: number, scenarios: Scenarios) {
  const any = createDice(seed, 'ticket-file')('any');
  const which = createDice(seed, 'ticket-file')('which');

  return (ticket: number, header: TicketHeader): readonly TicketFile[] => {
    const traits = scenarios.traitsOf(ticket);
    const count = traits.has('ticket-files') ? 3 : any(ticket) < 0.04 ? 1 : 0;
    const agent = Math.max(0, header.assignee);
    return Array.from({ length: count }, (_, n): TicketFile => {
      const kind = n === 2 && traits.has('large-file') ? 'large' : 'common';
      return {
        ...attachmentOf(ticket, { kind: 'ticket' }, n, kind, which(ticket * 10 + n)),
        isPublic: n % 2 === 0,
        creator:
          n === 0 ? { kind: 'contact', number: header.contact } : { kind: 'agent', number: agent },
        createdTime: header.created + n * MINUTE,
      };
    });
  };
}
