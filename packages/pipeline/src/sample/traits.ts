import type { Agent, Ticket, TicketRow } from '../model/helpdesk.ts';
import type { FileRow } from '../store/store.ts';

/** What is known of a ticket: of one that is staged everything, else what the list says. */
export interface Candidate {
  readonly row: TicketRow;
  readonly ticket: Ticket | undefined;
  readonly files: readonly (FileRow & { readonly size: number })[];
  readonly agent: Agent | undefined;
  /** The contact is staged; one that was deleted is not. */
  readonly hasContact: boolean;
}

type Trait = (candidate: Candidate) => string | undefined;

const BIG_FILE = 5 * 1024 * 1024;

/**
 * What makes a ticket hard to migrate. Each is a name that a report shows; one that speaks of a value
 * (`status: Open`) is a trait for each value. Undefined where the ticket does not have it.
 */
const TRAITS: readonly Trait[] = [
  ({ row }) => row.status && `status: ${row.status}`,
  ({ row }) => row.channel && `channel: ${row.channel}`,
  ({ row }) => row.departmentId && `department: ${row.departmentId}`,
  ({ row }) => (row.isArchived ? 'archived' : undefined),
  ({ row }) => row.createdAt && `created in ${row.createdAt.slice(0, 4)}`,
  ({ row, agent }) => (row.assigneeId && !agent?.active ? 'agent is gone' : undefined),
  ({ row }) => (row.assigneeId ? undefined : 'no agent'),
  ({ row, hasContact }) => (row.contactId && hasContact ? undefined : 'contact is gone'),
  ({ row }) => (row.accountId ? undefined : 'no account'),
  ({ row }) => atLeast('messages', row.messageCount ?? 0, [50, 20, 10]),
  ({ files }) => (files.some(({ size }) => size > BIG_FILE) ? 'file over 5 MB' : undefined),
  ({ files }) => (files.some(({ sha256 }) => !sha256) ? 'file that can not be had' : undefined),
  ({ files }) => atLeast('files and images', files.length, [20, 5]),
  ({ ticket }) => atLeast('tags', ticket?.tags.length ?? 0, [10, 5]),
  ({ ticket }) => atLeast('custom fields', filledIn(ticket), [10, 5]),
  ({ ticket }) => (ticket?.relations.some(isMerged) ? 'merged' : undefined),
  ({ ticket }) =>
    ticket?.relations.some((one) => !isMerged(one)) ? 'refers to others' : undefined,
  ({ ticket }) => (has(ticket, (m) => m.kind === 'comment') ? 'comments' : undefined),
  ({ ticket }) =>
    has(ticket, (m) => m.delivery !== 'sent') ? 'mail that was not sent' : undefined,
  ({ ticket }) => (has(ticket, (m) => m.isForward) ? 'forwarded mail' : undefined),
  ({ ticket }) => (has(ticket, (m) => m.body.format === 'text') ? 'plain text' : undefined),
  ({ ticket }) => (has(ticket, (m) => /<table/i.test(m.body.content)) ? 'tables' : undefined),
  ({ ticket }) => (has(ticket, (m) => /<img/i.test(m.body.content)) ? 'inline images' : undefined),
  ({ ticket }) =>
    has(ticket, (m) => m.body.content.length > LONG_TEXT) ? 'very long text' : undefined,
  ({ ticket }) => (ticket && ticket.subject.length > 255 ? 'long subject' : undefined),
  ({ ticket }) => (ticket && ticket.subject.trim() === '' ? 'no subject' : undefined),
  ({ ticket }) => (ticket?.resolution ? 'resolution' : undefined),
];

const LONG_TEXT = 30_000;

export const traitsOf = (candidate: Candidate): string[] =>
  TRAITS.flatMap((trait) => trait(candidate) || []);

/** `messages: 20 or more`, by the highest of the steps that it reaches. */
function atLeast(what: string, count: number, steps: readonly number[]): string | undefined {
  const step = steps.find((least) => count >= least);
  return step === undefined ? undefined : `${what}: ${step} or more`;
}

const isMerged = ({ kind }: Ticket['relations'][number]): boolean => kind === 'merged';

const filledIn = (ticket: Ticket | undefined): number =>
  Object.values(ticket?.customFields ?? {}).filter((value) => value !== null && value !== '')
    .length;

const has = (
  ticket: Ticket | undefined,
  test: (message: Ticket['messages'][number]) => boolean,
): boolean => ticket !== undefined && [ticket.opening, ...ticket.messages].some(test);
