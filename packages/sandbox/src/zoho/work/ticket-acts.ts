import { z } from 'zod';
import { byAgent, otherTicket, transition } from '../org/history.ts';
import { idOf } from '../org/ids.ts';
import { CHANNELS, DEPARTMENTS, STATUSES } from '../org/tables.ts';
import { type TicketDetails, ticketNumberOf } from '../org/ticket-details.ts';
import { FLAGS, NONE, type TicketHeader } from '../org/ticket-header.ts';
import type { TicketChange } from '../org/ticket-store.ts';
import { act, type Portal } from './act.ts';
import {
  categoryNumber,
  channelNumber,
  numberFor,
  optionalNumber,
  priorityNumber,
  statusNumber,
  ticketFor,
} from './names.ts';

const ONE = z.strictObject({ ticketId: z.string() });
const EDIT = z.strictObject({
  ticketId: z.string(),
  subject: z.string().optional(),
  /** HTML, or nothing. */
  description: z.string().nullable().optional(),
  status: z.string().optional(),
  priority: z.string().nullable().optional(),
  channel: z.string().optional(),
  category: z.string().nullable().optional(),
  contactId: z.string().optional(),
  accountId: z.string().nullable().optional(),
  productId: z.string().nullable().optional(),
  assigneeId: z.string().nullable().optional(),
  tags: z.array(z.string()).optional(),
  /** Put over the fields that are there. */
  cf: z.record(z.string(), z.string().nullable()).optional(),
  dueDate: z.iso.datetime().nullable().optional(),
  resolution: z.string().nullable().optional(),
});
const CREATE = EDIT.omit({ ticketId: true }).extend({
  departmentId: z.string().optional(),
  html: z.string().optional(),
});

export const TICKET_ACTS = {
  'create-ticket': act(CREATE, createTicket),
  'edit-ticket': act(EDIT, (portal, { ticketId, ...changes }) =>
    editTicket(portal, ticketFor(portal, ticketId), changes),
  ),
  'close-ticket': act(ONE, (portal, { ticketId }) =>
    editTicket(portal, ticketFor(portal, ticketId), { status: 'Closed' }),
  ),
  'move-ticket': act(
    z.strictObject({ ticketId: z.string(), departmentId: z.string() }),
    (portal, { ticketId, departmentId }) => {
      const ticket = ticketFor(portal, ticketId);
      const department = numberFor('department', departmentId);
      const before = portal.org.tickets.header(ticket).department;
      change(portal, ticket, { header: { department } });
      log(
        portal,
        ticket,
        'TicketUpdated',
        transition('Department', nameOf(before), nameOf(department)),
      );
    },
  ),
  /** Into the trash; `purge-ticket` takes it out of there for good. */
  'delete-ticket': act(ONE, (portal, { ticketId }) => {
    log(portal, flag(portal, ticketId, FLAGS.trashed), 'TicketDeleted');
  }),
  'restore-ticket': act(ONE, (portal, { ticketId }) => {
    const kept = FLAGS.trashed | FLAGS.archived | FLAGS.spam;
    log(portal, flag(portal, ticketId, 0, kept), 'TicketRestored');
  }),
  'archive-ticket': act(ONE, (portal, { ticketId }) => {
    log(portal, flag(portal, ticketId, FLAGS.archived), 'TicketArchived');
  }),
  'purge-ticket': act(ONE, (portal, { ticketId }) => {
    flag(portal, ticketId, FLAGS.purged);
  }),
  'mark-spam': act(ONE, (portal, { ticketId }) => {
    flag(portal, ticketId, FLAGS.spam);
  }),
  /** The children's messages go into the master; at most five children, as in Zoho. */
  'merge-tickets': act(
    z.strictObject({ masterId: z.string(), childIds: z.array(z.string()).min(1).max(5) }),
    (portal, { masterId, childIds }) => {
      const master = ticketFor(portal, masterId);
      for (const id of childIds) mergeInto(portal, master, ticketFor(portal, id));
    },
  ),
};

type Changes = Omit<z.output<typeof EDIT>, 'ticketId'>;

function editTicket(portal: Portal, ticket: number, changes: Changes): void {
  const { tickets } = portal.org;
  const before = tickets.header(ticket);
  change(portal, ticket, {
    header: headerChanges(changes),
    details: detailChanges(portal, changes),
    cf: changes.cf ?? {},
  });
  const status = (n: number): string | undefined => STATUSES[n]?.name;
  const after = tickets.header(ticket);
  log(
    portal,
    ticket,
    'TicketUpdated',
    ...(after.status === before.status
      ? []
      : [transition('Status', status(before.status), status(after.status))]),
  );
}

function createTicket(
  portal: Portal,
  { departmentId, html, ...changes }: z.output<typeof CREATE>,
): { ticketId: string; ticketNumber: string } {
  const { org } = portal;
  const now = portal.now();
  const contact = changes.contactId ? numberFor('contact', changes.contactId) : 0;
  const department = departmentId ? numberFor('department', departmentId) : 0;
  const header: TicketHeader = {
    created: now,
    modified: now,
    department,
    status: statusNumber('Open'),
    priority: 0,
    channel: 0,
    category: 0,
    contact,
    account: org.contacts.get(contact)?.accounts[0] ?? NONE,
    product: NONE,
    assignee: NONE,
    team: NONE,
    flags: 0,
    ...headerChanges(changes),
  };
  const ticket = org.tickets.create(header, {
    ...BLANK,
    subject: changes.subject ?? 'New question',
  });
  org.tickets.edit(ticket, { details: detailChanges(portal, changes), cf: changes.cf ?? {} });
  org.conversations.addThread(ticket, {
    createdTime: now,
    direction: 'in',
    channel: CHANNELS[header.channel]?.thread ?? 'EMAIL',
    status: 'SUCCESS',
    visibility: 'public',
    isForward: false,
    isDescriptionThread: true,
    author: { kind: 'contact', number: contact },
    from: org.contacts.get(contact)?.email ?? '',
    to: DEPARTMENTS[department]?.address ?? '',
    cc: '',
    bcc: '',
    body: { kind: 'html', html: html ?? `<div>A new question, ${ticketNumberOf(ticket)}</div>` },
    attachments: [],
  });
  log(portal, ticket, 'TicketCreated');
  return { ticketId: idOf('ticket', ticket), ticketNumber: ticketNumberOf(ticket) };
}

const BLANK: TicketDetails = {
  subject: '',
  description: 'thread',
  language: 'English',
  classification: null,
  sentiment: null,
  phone: null,
  dueDate: null,
  onHoldTime: null,
  closedTime: null,
  contract: null,
  secondaryContacts: [],
  sharedDepartments: [],
  sourceTicket: null,
  tags: [],
  resolution: null,
  followers: [],
};

function headerChanges(changes: Changes): Partial<TicketHeader> {
  const { status, priority, channel, category, contactId, accountId, productId, assigneeId } =
    changes;
  return {
    ...(status === undefined ? {} : { status: statusNumber(status) }),
    ...(priority === undefined ? {} : { priority: priorityNumber(priority) }),
    ...(channel === undefined ? {} : { channel: channelNumber(channel) }),
    ...(category === undefined ? {} : { category: categoryNumber(category) }),
    ...(contactId === undefined ? {} : { contact: numberFor('contact', contactId) }),
    ...(accountId === undefined ? {} : { account: optionalNumber('account', accountId) }),
    ...(productId === undefined ? {} : { product: optionalNumber('product', productId) }),
    ...(assigneeId === undefined ? {} : { assignee: optionalNumber('agent', assigneeId) }),
  };
}

function detailChanges(portal: Portal, changes: Changes): Partial<TicketDetails> {
  const { subject, description, tags, dueDate, resolution, status } = changes;
  const now = portal.now();
  const type = status === undefined ? undefined : STATUSES[statusNumber(status)]?.type;
  for (const tag of tags ?? []) portal.org.tags.idOf(tag);
  return {
    ...(subject === undefined ? {} : { subject }),
    ...(description === undefined
      ? {}
      : { description: description === null ? null : { kind: 'html', html: description } }),
    ...(tags === undefined ? {} : { tags }),
    ...(dueDate === undefined ? {} : { dueDate: dueDate === null ? null : Date.parse(dueDate) }),
    ...(resolution === undefined
      ? {}
      : { resolution: resolution === null ? null : { content: resolution, agent: 0, time: now } }),
    ...(type === undefined
      ? {}
      : {
          closedTime: type === 'Closed' ? now : null,
          onHoldTime: type === 'On Hold' ? now : null,
        }),
  };
}

function mergeInto(portal: Portal, master: number, child: number): void {
  const { conversations } = portal.org;
  for (const thread of conversations.threads(child)) {
    conversations.addThread(master, { ...thread, isDescriptionThread: false });
  }
  for (const comment of conversations.comments(child)) conversations.addComment(master, comment);
  flag(portal, idOf('ticket', child), FLAGS.merged);
  change(portal, master, {});
  log(portal, master, 'TicketMergedMaster', otherTicket(child));
  log(portal, child, 'TicketMergedChild', otherTicket(master));
}

function flag(portal: Portal, ticketId: string, set: number, clear = 0): number {
  const ticket = ticketFor(portal, ticketId);
  const { flags } = portal.org.tickets.header(ticket);
  change(portal, ticket, { header: { flags: (flags & ~clear) | set } });
  return ticket;
}

function change(portal: Portal, ticket: number, changes: TicketChange): void {
  const header = { ...changes.header, modified: portal.now() };
  portal.org.tickets.edit(ticket, { ...changes, header });
}

function log(
  portal: Portal,
  ticket: number,
  eventName: string,
  ...properties: readonly ReturnType<typeof transition>[]
): void {
  const event = {
    eventName,
    eventTime: portal.now(),
    actor: byAgent(0),
    source: null,
    properties,
  };
  portal.org.history.add(ticket, event);
}

function nameOf(department: number): string | undefined {
  return DEPARTMENTS[department]?.name;
}
