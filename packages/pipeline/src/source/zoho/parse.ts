import type {
  Account,
  Agent,
  Author,
  Contact,
  Department,
  FieldValue,
  FileRef,
  Message,
  Product,
  Ticket,
  TicketRow,
} from '../../model/helpdesk.ts';
import { type PayloadReader, readPayload } from '../payload.ts';
import type { SourceParser } from '../source.ts';

/** A contact and the accounts that it belongs to, which its own record does not name. */
export interface ZohoContactPayload {
  readonly contact: unknown;
  readonly accounts: readonly unknown[];
}

export function createZohoParser(ownsImage: (src: string) => boolean): SourceParser {
  return { department, agent, account, contact, product, ticketRow, ticket, ownsImage };
}

function department(payload: unknown): Department {
  const data = readPayload(payload, 'department');
  const id = data.required('id');
  return { id, name: data.text('name') ?? id, enabled: data.flag('isEnabled') };
}

function agent(payload: unknown): Agent {
  const data = readPayload(payload, 'agent');
  const id = data.required('id');
  return {
    id,
    name: nameOf(data) ?? id,
    email: data.text('emailId') ?? data.text('email'),
    active: data.text('status') === 'ACTIVE',
  };
}

function account(payload: unknown): Account {
  const data = readPayload(payload, 'account');
  const id = data.required('id');
  const plain = ['website', 'phone', 'email', 'industry', 'code', 'description'].flatMap((key) => {
    const value = data.text(key);
    return value === undefined ? [] : [[key, value] as const];
  });
  return {
    id,
    name: data.text('accountName') ?? `Account ${id}`,
    fields: { ...Object.fromEntries(plain), ...customFields(data) },
  };
}

function contact(payload: unknown): Contact {
  const bundle = readPayload(payload, 'contact');
  const data = bundle.child('contact');
  const id = data.required('id');
  const primary = data.text('accountId');
  const others = bundle.children('accounts').flatMap((row) => row.text('id') ?? []);
  return {
    id,
    name: nameOf(data) ?? id,
    email: data.text('email'),
    accountIds: [...new Set([...(primary ? [primary] : []), ...others])],
    fields: customFields(data),
  };
}

function product(payload: unknown): Product {
  const data = readPayload(payload, 'product');
  const id = data.required('id');
  return { id, name: data.text('productName') ?? id };
}

function ticketRow(payload: unknown): TicketRow {
  const data = readPayload(payload, 'ticket row');
  return {
    id: data.required('id'),
    departmentId: data.text('departmentId'),
    contactId: data.text('contactId'),
    accountId: data.text('accountId'),
    assigneeId: data.text('assigneeId'),
    status: data.text('status'),
    statusType: data.text('statusType') ? statusTypeOf(data.text('statusType')) : undefined,
    channel: data.text('channel'),
    createdAt: data.time('createdTime'),
    modifiedAt: data.time('modifiedTime'),
    isSpam: data.flag('isSpam'),
    isArchived: data.flag('isArchived'),
    messageCount: sumOf(data.number('threadCount'), data.number('commentCount')),
  };
}

const sumOf = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined && b === undefined ? undefined : (a ?? 0) + (b ?? 0);

/** The payload is the client's `WholeTicket`: Zoho's answers as they came. */
function ticket(payload: unknown): Ticket {
  const bundle = readPayload(payload, 'ticket');
  const data = bundle.child('ticket');
  const id = data.required('id');
  const threads = bundle.children('threads').map(thread);
  const comments = bundle.children('comments').map(comment);
  const first = threads.find((item) => item.opens)?.message;
  const messages = [
    ...threads.filter((item) => !item.opens).map((item) => item.message),
    ...comments,
  ];
  const known = new Set([first, ...messages].flatMap((item) => item?.files ?? []).map((f) => f.id));
  return {
    id,
    number: data.text('ticketNumber') ?? id,
    url: data.text('webUrl'),
    subject: data.text('subject') ?? '',
    departmentId: data.required('departmentId'),
    contactId: data.text('contactId'),
    accountId: data.text('accountId') ?? data.child('contact').child('account').text('id'),
    assigneeId: data.text('assigneeId'),
    productId: data.text('productId'),
    status: data.text('status') ?? 'Open',
    statusType: statusTypeOf(data.text('statusType')),
    priority: data.text('priority'),
    channel: data.text('channel'),
    category: data.text('category'),
    subCategory: data.text('subCategory'),
    classification: data.text('classification'),
    language: data.text('language'),
    createdAt: data.time('createdTime') ?? new Date(0).toISOString(),
    modifiedAt: data.time('modifiedTime'),
    closedAt: data.time('closedTime'),
    dueAt: data.time('dueDate'),
    tags: bundle.children('tags').flatMap((tag) => tag.text('name') ?? []),
    resolution: data.text('resolution'),
    customFields: customFields(data),
    isSpam: data.flag('isSpam'),
    isTrashed: data.flag('isTrashed') || data.flag('isDeleted'),
    isArchived: data.flag('isArchived'),
    opening: opening(data, first),
    messages: messages.sort(byTime),
    // Whether the list repeats the threads' files is not known of every portal.
    files: bundle
      .children('attachments')
      .map(file)
      .filter((item) => !known.has(item.id)),
  };
}

/** The mail that opened the ticket, or the text of a form when no thread repeats it. */
function opening(data: PayloadReader, thread: Message | undefined): Message {
  const description = data.text('description') ?? '';
  if (thread) {
    return thread.body.content.trim()
      ? thread
      : { ...thread, body: { format: 'html', content: description } };
  }
  const contact = data.child('contact');
  const name = nameOf(contact);
  return {
    id: data.required('id'),
    kind: 'thread',
    at: data.time('createdTime') ?? new Date(0).toISOString(),
    author: name
      ? { id: contact.text('id'), name, email: contact.text('email'), type: 'contact' }
      : undefined,
    visibility: 'public',
    direction: 'in',
    isForward: false,
    channel: data.text('channel'),
    from: data.text('email'),
    to: undefined,
    cc: undefined,
    bcc: undefined,
    delivery: 'sent',
    body: { format: 'html', content: description },
    files: [],
  };
}

function thread(data: PayloadReader): { opens: boolean; message: Message } {
  const direction = data.text('direction');
  return {
    opens: data.flag('isDescriptionThread'),
    message: {
      id: data.required('id'),
      kind: 'thread',
      at: data.time('createdTime') ?? new Date(0).toISOString(),
      author: author(data.child('author')),
      visibility: data.text('visibility') === 'private' ? 'internal' : 'public',
      direction: direction === 'in' || direction === 'out' ? direction : undefined,
      isForward: data.flag('isForward'),
      channel: data.text('channel'),
      from: data.text('fromEmailAddress'),
      to: data.text('to'),
      cc: data.text('cc'),
      bcc: data.text('bcc'),
      delivery: deliveryOf(data.text('status')),
      body: {
        format: data.text('contentType') === 'text/plain' ? 'text' : 'html',
        content: data.text('content') ?? '',
      },
      files: data.children('attachments').map(file),
    },
  };
}

function comment(data: PayloadReader): Message {
  return {
    id: data.required('id'),
    kind: 'comment',
    at: data.time('commentedTime') ?? new Date(0).toISOString(),
    author: author(data.child('commenter')),
    // Whatever is not plainly public is internal: a note that leaks can't be taken back.
    visibility: data.flag('isPublic') ? 'public' : 'internal',
    direction: undefined,
    isForward: false,
    channel: undefined,
    from: undefined,
    to: undefined,
    cc: undefined,
    bcc: undefined,
    delivery: 'sent',
    body: {
      format: data.text('contentType') === 'plainText' ? 'text' : 'html',
      content: data.text('content') ?? '',
    },
    files: data.children('attachments').map(file),
  };
}

function file(data: PayloadReader): FileRef {
  const id = data.required('id');
  return {
    id,
    name: data.text('name') ?? id,
    size: data.number('size'),
    isPublic: data.maybeFlag('isPublic'),
    href: data.text('href'),
  };
}

function author(data: PayloadReader): Author | undefined {
  const name = nameOf(data) ?? data.text('email');
  if (name === undefined) return undefined;
  const type = data.text('type');
  return {
    id: data.text('id'),
    name,
    email: data.text('email'),
    type:
      type === 'AGENT' || type === 'TEAM' ? 'agent' : type === 'END_USER' ? 'contact' : 'system',
  };
}

function nameOf(data: PayloadReader): string | undefined {
  const parts = [data.text('firstName'), data.text('lastName')].filter(
    (part) => part !== undefined,
  );
  return data.text('name') ?? (parts.length > 0 ? parts.join(' ') : undefined);
}

function customFields(data: PayloadReader): Readonly<Record<string, FieldValue>> {
  return Object.fromEntries(data.entries('cf').map(([name, value]) => [name, fieldValueOf(value)]));
}

function fieldValueOf(value: unknown): FieldValue {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) {
    return value as FieldValue;
  }
  return Array.isArray(value) ? value.map(String) : JSON.stringify(value);
}

function statusTypeOf(type: string | undefined): Ticket['statusType'] {
  if (type === 'Closed') return 'closed';
  return type === 'On Hold' ? 'on-hold' : 'open';
}

function deliveryOf(status: string | undefined): Message['delivery'] {
  switch (status) {
    case 'DRAFT':
      return 'draft';
    case 'FAILED':
      return 'failed';
    case 'PENDING':
      return 'pending';
    default:
      return 'sent';
  }
}

function byTime(a: Message, b: Message): number {
  return a.at === b.at ? compareIds(a.id, b.id) : a.at < b.at ? -1 : 1;
}

/** Ids are numbers beyond what a number holds: the shorter is the smaller. */
function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
