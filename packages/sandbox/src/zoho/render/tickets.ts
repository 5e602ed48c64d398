import { nth } from '../../data/dice.ts';
import { writeBody } from '../org/body.ts';
import { idOf } from '../org/ids.ts';
import { editorUrl } from '../org/inline-images.ts';
import {
  CATEGORIES,
  CHANNELS,
  DEPARTMENTS,
  PRIORITIES,
  PRODUCTS,
  STATUSES,
  TEAMS,
} from '../org/tables.ts';
import { hasFlag, type TicketDetails, ticketNumberOf } from '../org/ticket-details.ts';
import { NONE } from '../org/ticket-header.ts';
import { assigneeJson } from './agents.ts';
import { count, iso, type Json, pick, type RenderContext, webUrl } from './common.ts';
import { contactInTicket } from './customers.ts';

/** Description of a ticket is cut here: the schema's longest. */
const DESCRIPTION_MAX = 65_535;

/** What a list shows by default. No description, cf, resolution, modifiedTime. Source: `listviewJson`. */
export function ticketRow(context: RenderContext, ticket: number): Json {
  return { ...sharedFields(context, ticket), ...rowFields(context, ticket) };
}

/** What `fields` may name; `cf` comes back empty (live report). */
export function ticketByName(context: RenderContext, ticket: number): Json {
  const { lastThread } = rowFields(context, ticket);
  return {
    ...sharedFields(context, ticket),
    ...detailFields(context, ticket),
    lastThread,
    cf: null,
    customFields: null,
  };
}

/** Source: `searchTicketResponseFields`. No counts but those of threads and comments. */
const SEARCHED = [
  ...['id', 'ticketNumber', 'subject', 'description', 'resolution', 'status', 'statusType'],
  ...['departmentId', 'department', 'contactId', 'contact', 'accountId', 'productId', 'product'],
  ...['assigneeId', 'assignee', 'teamId', 'team', 'channel', 'language', 'priority', 'category'],
  ...['subCategory', 'classification', 'email', 'phone', 'createdTime', 'modifiedTime'],
  ...['closedTime', 'dueDate', 'responseDueDate', 'customerResponseTime', 'onholdTime'],
  ...['threadCount', 'commentCount', 'lastThread', 'secondaryContacts', 'sharedDepartments'],
  ...['entitySkills', 'isArchived', 'isEscalated', 'isOverDue', 'isRead', 'isSpam', 'layoutId'],
  ...['cf', 'customFields', 'webUrl'],
];

/** A row of a search: nearly the whole ticket. */
export function ticketSearchRow(context: RenderContext, ticket: number): Json {
  const whole = {
    ...ticketJson(context, ticket),
    ...rowFields(context, ticket),
    ...ticketIncludes(context, ticket, () => true),
  };
  return {
    ...pick(whole, SEARCHED),
    createdBy: idOf('agent', 0),
    modifiedBy: idOf('agent', 0),
    childTicketCount: count(0),
    slaId: null,
    lockedTime: null,
  };
}

export function ticketJson(context: RenderContext, ticket: number): Json {
  const { tickets } = context.org;
  const { flags } = tickets.header(ticket);
  const details = tickets.details(ticket);
  return {
    ...sharedFields(context, ticket),
    ...detailFields(context, ticket),
    ...sourceTicket(context, details),
    isArchived: hasFlag(flags, 'archived'),
    description: description(context, ticket, details),
  };
}

function sharedFields(context: RenderContext, ticket: number): Json {
  const { tickets, conversations, contacts } = context.org;
  const header = tickets.header(ticket);
  const details = tickets.details(ticket);
  const id = idOf('ticket', ticket);
  const status = nth(STATUSES, header.status);
  const counts = conversations.counts(ticket);
  return {
    id,
    ticketNumber: ticketNumberOf(ticket),
    subject: details.subject,
    status: status.name,
    statusType: status.type,
    departmentId: idOf('department', header.department),
    channel: nth(CHANNELS, header.channel).ticket,
    language: details.language,
    sentiment: details.sentiment,
    priority: nth(PRIORITIES, header.priority),
    email: contacts.get(header.contact)?.email ?? null,
    phone: details.phone,
    contactId: idOf('contact', header.contact),
    accountId: orNull('account', header.account),
    productId: orNull('product', header.product),
    assigneeId: orNull('agent', header.assignee),
    teamId: orNull('team', header.team),
    createdTime: iso(header.created),
    customerResponseTime: iso(customerResponseTime(context, ticket)),
    dueDate: iso(details.dueDate),
    closedTime: iso(details.closedTime),
    onholdTime: iso(details.onHoldTime),
    threadCount: count(counts.threads - counts.drafts),
    commentCount: count(counts.comments),
    webUrl: webUrl(context, 'Cases', id),
  };
}

/** Stand in rows by default, but can't be asked for by name (live report), `lastThread` apart. */
function rowFields(context: RenderContext, ticket: number): Json {
  const { tickets, conversations } = context.org;
  const header = tickets.header(ticket);
  const last = conversations.head(ticket, conversations.counts(ticket).threads - 1);
  return {
    subStatus: null,
    statusText: nth(STATUSES, header.status).name,
    isArchived: hasFlag(header.flags, 'archived'),
    lastThread: last
      ? {
          channel: last.channel,
          isDraft: last.status === 'DRAFT',
          isForward: last.isForward,
          direction: last.direction,
        }
      : null,
  };
}

/** All else, but for the description, which is long. */
function detailFields(context: RenderContext, ticket: number): Json {
  const { tickets } = context.org;
  const header = tickets.header(ticket);
  const details = tickets.details(ticket);
  const category = nth(CATEGORIES, header.category);
  const cf = tickets.cf(ticket);
  return {
    channelCode: null,
    channelRelatedInfo: null,
    source: { appName: null, extId: null, type: 'SYSTEM', permalink: null, appPhotoURL: null },
    classification: details.classification,
    category: category.name,
    subCategory: category.sub,
    contractId: details.contract === null ? null : idOf('contract', details.contract),
    secondaryContacts: details.secondaryContacts.map((contact) => idOf('contact', contact)),
    sharedDepartments: details.sharedDepartments.map(({ department, type }) => ({
      id: idOf('department', department),
      name: nth(DEPARTMENTS, department).name,
      type,
    })),
    sharedCount: count(details.sharedDepartments.length),
    modifiedTime: iso(header.modified),
    responseDueDate: null,
    resolution: details.resolution?.content ?? null,
    taskCount: count(context.org.activities.countOf('task', ticket)),
    timeEntryCount: count(context.org.timeEntries(ticket).length),
    approvalCount: count(0),
    followerCount: count(details.followers.length),
    tagCount: count(details.tags.length),
    attachmentCount: count(context.org.filesOf(ticket).length),
    isOverDue: details.dueDate !== null && details.closedTime === null,
    isEscalated: hasFlag(header.flags, 'escalated'),
    isSpam: hasFlag(header.flags, 'spam'),
    isTrashed: hasFlag(header.flags, 'trashed'),
    // A string in the specification's example.
    isDeleted: 'false',
    isRead: ticket % 2 === 0,
    isFollowing: 'false',
    layoutId: idOf('layout', 0),
    layoutDetails: { id: idOf('layout', 0), layoutName: 'Default Ticket Layout' },
    entitySkills: [],
    cf,
    customFields: cf,
  };
}

export function ticketIncludes(
  context: RenderContext,
  ticket: number,
  includes: (name: string) => boolean,
): Json {
  const { tickets, contacts } = context.org;
  const header = tickets.header(ticket);
  const contact = contacts.get(header.contact);
  const team = TEAMS[header.team];
  const product = PRODUCTS[header.product];
  return {
    ...(includes('contacts')
      ? { contact: contact ? contactInTicket(context, contact) : null }
      : {}),
    ...(includes('products')
      ? {
          product: product
            ? { id: idOf('product', header.product), productName: product.name }
            : null,
        }
      : {}),
    ...(includes('departments')
      ? {
          department: {
            id: idOf('department', header.department),
            name: nth(DEPARTMENTS, header.department).name,
          },
        }
      : {}),
    ...(includes('team')
      ? { team: team ? { id: idOf('team', header.team), name: team.name, logoUrl: null } : null }
      : {}),
    ...(includes('assignee')
      ? { assignee: header.assignee === NONE ? null : assigneeJson(context, header.assignee) }
      : {}),
    ...(includes('isRead') ? { isRead: ticket % 2 === 0 } : {}),
    ...(includes('skills') ? { entitySkills: [] } : {}),
  };
}

function description(
  context: RenderContext,
  ticket: number,
  details: TicketDetails,
): string | null {
  const { org, desk } = context;
  const first = details.description === 'thread' ? org.conversations.thread(ticket, 0) : undefined;
  const body = details.description === 'thread' ? first?.body : details.description;
  if (!body) return null;
  const html = writeBody(body, org.templates, (picture) =>
    editorUrl({ ticket, message: 0, picture }, desk),
  );
  return html.slice(0, DESCRIPTION_MAX);
}

function sourceTicket(context: RenderContext, details: TicketDetails): Json {
  const source = details.sourceTicket;
  if (source === null) return {};
  return {
    sourceTicket: {
      id: idOf('ticket', source),
      subject: context.org.tickets.details(source).subject,
    },
  };
}

/** When the customer last wrote. */
export function customerResponseTime(context: RenderContext, ticket: number): number {
  const { conversations, tickets } = context.org;
  for (let n = conversations.counts(ticket).threads - 1; n >= 0; n--) {
    const thread = conversations.head(ticket, n);
    if (thread?.direction === 'in') return thread.createdTime;
  }
  return tickets.header(ticket).created;
}

function orNull(kind: 'account' | 'product' | 'agent' | 'team', number: number): string | null {
  return number === NONE ? null : idOf(kind, number);
}
