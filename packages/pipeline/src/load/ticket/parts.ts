import type { Ticket } from '../../model/helpdesk.ts';
import type { RecordKey, TicketPart } from './part.ts';
import { children } from './parts/children.ts';
import { details } from './parts/details.ts';
import { history } from './parts/history.ts';
import { links } from './parts/links.ts';
import { messages } from './parts/messages.ts';
import { originalLink } from './parts/original-link.ts';
import { originals } from './parts/originals.ts';
import { people } from './parts/people.ts';
import { status } from './parts/status.ts';
import { worklogs } from './parts/worklogs.ts';

/** What hangs on a ticket, in the order in which it is written. */
export const TICKET_PARTS: readonly TicketPart[] = [
  details,
  messages,
  history,
  children,
  worklogs,
  people,
  originalLink,
  links,
  originals,
  status,
];

/** The records of a ticket that are counted by themselves. */
export function partsOf(ticket: Ticket): RecordKey[] {
  const messageFiles = [ticket.opening, ...ticket.messages].map((message) => message.files);
  const ids = new Set([...ticket.files, ...messageFiles.flat()].map((file) => file.id));
  return [
    ...TICKET_PARTS.flatMap((part) => part.records(ticket)),
    ...[...ids].map((id) => ({ kind: 'attachment', sourceId: `${ticket.id}/${id}` })),
  ];
}
