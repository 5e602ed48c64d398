import type { Query } from '../api/query.ts';
import { plainTextOf, summaryOf } from '../org/body.ts';
import { idOf } from '../org/ids.ts';
import { PRODUCTS } from '../org/tables.ts';
import { ticketNumberOf } from '../org/ticket-details.ts';
import type { RenderContext } from '../render/common.ts';
import { customerResponseTime } from '../render/tickets.ts';
import { token } from '../routes/route.ts';

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
    if (pattern !== undefined) tests.push((ticket) => matches(pattern, of(ticket), isExact(name)));
  }
  const any = query.text('_all');
  if (any !== undefined) tests.push((ticket) => matches(any, all(ticket), false));
  for (let n = 1; n <= 10; n++) {
    const [apiName = '', ...value] = query.text(`customField${n}`)?.split(':') ?? [];
    if (apiName === '') continue;
    tests.push((ticket) => matches(value.join(':'), [tickets.cf(ticket)[apiName]], true));
  }
  const due = query.range('dueDateRange');
  if (due) {
    tests.push((ticket) => {
      const { dueDate } = tickets.details(ticket);
      return dueDate !== null && dueDate >= due.from && dueDate <= due.to;
    });
  }
  const answered = query.range('customerResponseTimeRange');
  if (answered) {
    tests.push((ticket) => {
      const time = customerResponseTime(context, ticket);
      return time >= answered.from && time <= answered.to;
    });
  }
  return tests.length === 0 ? undefined : (ticket) => tests.every((test) => test(ticket));
}

function isExact(name: string): boolean {
  return ['id', 'ticketNumber', 'email', 'phone'].includes(name);
}

/** `*` stands for anything; `${empty}` and `${notempty}` ask for a value or none. */
function matches(
  pattern: string,
  values: readonly (string | null | undefined)[],
  exact: boolean,
): boolean {
  const filled = values.filter((value) => value !== null && value !== undefined && value !== '');
  if (pattern === token('empty')) return filled.length === 0;
  if (pattern === token('notempty')) return filled.length > 0;
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^$()|[\]{}\\]/g, '\\$&'));
  const source = parts.join('.*');
  const whole = exact || parts.length > 1;
  const expression = new RegExp(whole ? `^${source}$` : source, 'iu');
  return filled.some((value) => expression.test(value ?? ''));
}
