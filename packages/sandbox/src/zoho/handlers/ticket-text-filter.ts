import type { Query } from '../api/query.ts';
import { plainTextOf, summaryOf } from '../org/body.ts';
import { idOf } from '../org/ids.ts';
import { within } from '../org/span.ts';
import { PRODUCTS } from '../org/tables.ts';
import { ticketNumberOf } from '../org/ticket-details.ts';
import type { RenderContext } from '../render/common.ts';
import { customerResponseTime } from '../render/tickets.ts';
import { textMatches } from './text-match.ts';

/** The part of a search that headers can't decide; nothing if there is none. */
export function textFilterOf(
  context: RenderContext,
  query: Query,
): ((ticket: number) => boolean) | undefined {
  const { tickets, contacts, accounts, conversations } = context.org;
  const contactName = (ticket: number): string => {
    const contact = contacts.get(tickets.header(ticket).contact);
    return `${contact?.firstName ?? ''} ${contact?.lastName ?? ''}`.trim();
  };
  const description = (ticket: number): string => {
    const first = conversations.thread(ticket, 0);
    return first ? plainTextOf(summaryOf(first.body)) : '';
  };
  const values: Readonly<
    Record<string, (ticket: number) => readonly (string | null | undefined)[]>
  > = {
    id: (ticket) => [idOf('ticket', ticket)],
    ticketNumber: (ticket) => [ticketNumberOf(ticket)],
    email: (ticket) => [contacts.get(tickets.header(ticket).contact)?.email],
    phone: (ticket) => [tickets.details(ticket).phone],
    subject: (ticket) => [tickets.details(ticket).subject],
    description: (ticket) => [description(ticket)],
    contactName: (ticket) => [contactName(ticket)],
    accountName: (ticket) => [accounts.get(tickets.header(ticket).account)?.accountName],
    productName: (ticket) => [PRODUCTS[tickets.header(ticket).product]?.name],
    tag: (ticket) => tickets.details(ticket).tags,
  };
  const all = (ticket: number): readonly (string | null | undefined)[] =>
    Object.values(values).flatMap((of) => of(ticket));

  const tests: ((ticket: number) => boolean)[] = [];
  for (const [name, of] of Object.entries(values)) {
    const pattern = query.text(name);
    if (pattern !== undefined)
      tests.push((ticket) => textMatches(pattern, of(ticket), placeOf(name)));
  }
  const any = query.text('_all');
  if (any !== undefined) tests.push((ticket) => textMatches(any, all(ticket), 'somewhere'));
  for (let n = 1; n <= 10; n++) {
    const [apiName = '', ...value] = query.text(`customField${n}`)?.split(':') ?? [];
    if (apiName === '') continue;
    tests.push((ticket) => textMatches(value.join(':'), [tickets.cf(ticket)[apiName]], 'whole'));
  }
  const due = query.range('dueDateRange');
  if (due) tests.push((ticket) => within(due, tickets.details(ticket).dueDate));
  const answered = query.range('customerResponseTimeRange');
  if (answered) tests.push((ticket) => within(answered, customerResponseTime(context, ticket)));
  return tests.length === 0 ? undefined : (ticket) => tests.every((test) => test(ticket));
}

function placeOf(name: string): 'whole' | 'somewhere' {
  return ['id', 'ticketNumber', 'email', 'phone'].includes(name) ? 'whole' : 'somewhere';
}
