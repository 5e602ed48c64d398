import type { Message } from '../../model/helpdesk.ts';
import type { PayloadReader } from '../payload.ts';
import { author, file, nameOf } from './parse-values.ts';

/** The mail that opened the ticket, or the text of a form when no thread repeats it. */
export function opening(data: PayloadReader, thread: Message | undefined): Message {
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

export function thread(data: PayloadReader): { opens: boolean; message: Message } {
  const direction = data.text('direction');
  return {
    opens: data.flag('isDescriptionThread'),
    message: {
      id: data.required('id'),
      kind: 'thread',
      at: data.time('createdTime') ?? new Date(0).toISOString(),
      author: author(data.child('author')),
      // As with comments: what is not plainly public is internal.
      visibility: data.text('visibility') === 'public' ? 'public' : 'internal',
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

export function comment(data: PayloadReader): Message {
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

/** The oldest first. */
export function byTime(a: Message, b: Message): number {
  return a.at === b.at ? compareIds(a.id, b.id) : a.at < b.at ? -1 : 1;
}

/** Ids are numbers beyond what a number holds: the shorter is the smaller. */
function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
