import { hexOf } from '../../data/dice.ts';
import { agentName, agentOf, isDeleted } from '../org/agents.ts';
import type { Attachment } from '../org/attachments.ts';
import { plainTextOf, summaryOf, writeBody } from '../org/body.ts';
import { childNumber, idOf } from '../org/ids.ts';
import { editorUrl, receivedUrl } from '../org/inline-images.ts';
import type { Person, Thread } from '../org/threads.ts';
import { count, iso, type Json, photoUrl, type RenderContext } from './common.ts';

export function threadId(thread: Pick<Thread, 'ticket' | 'number'>): string {
  return idOf('thread', childNumber(thread.ticket, thread.number));
}

/** A row: no content. */
export function threadRow(context: RenderContext, thread: Thread): Json {
  const draft = thread.status === 'DRAFT';
  const isMail = thread.channel === 'EMAIL';
  return {
    id: threadId(thread),
    summary: summaryOf(thread.body),
    isDescriptionThread: thread.isDescriptionThread,
    canReply: true,
    visibility: thread.visibility,
    author: personJson(context, thread.author),
    channel: thread.channel,
    source: { appName: null, extId: null, type: 'SYSTEM', permalink: null, appPhotoURL: null },
    direction: thread.direction,
    status: thread.status,
    contentType: contentType(thread),
    hasAttach: thread.attachments.length > 0,
    attachmentCount: draft ? '-1' : count(thread.attachments.length),
    createdTime: iso(thread.createdTime),
    respondedIn: thread.direction === 'out' && !draft ? '00:05:14' : null,
    ...(thread.author?.kind === 'agent'
      ? { responderId: idOf('agent', thread.author.number) }
      : {}),
    lastRatingIconURL: null,
    impersonatedUser: null,
    channelRelatedInfo: null,
    readReceipts: null,
    sentiment: null,
    keyWords: null,
    aspects: null,
    actions: actions(context, thread),
    fromEmailAddress: thread.from,
    ...(isMail
      ? {
          to: thread.to,
          cc: thread.cc,
          bcc: thread.bcc,
          replyTo: thread.direction === 'in' ? thread.from : '',
          isForward: thread.isForward,
        }
      : {}),
  };
}

/** The whole thread; content beyond `cutAt` characters is left to `/fullContent`. */
export function threadJson(
  context: RenderContext,
  thread: Thread,
  options: { readonly cutAt: number; readonly plainText: boolean },
): Json {
  const content = threadContent(context, thread);
  const isCut = content.length > options.cutAt;
  const path = `${context.desk}/api/v1/tickets/${idOf('ticket', thread.ticket)}/threads/${threadId(thread)}`;
  return {
    ...threadRow(context, thread),
    content: isCut ? content.slice(0, options.cutAt) : content,
    isContentTruncated: isCut,
    fullContentURL: isCut ? `${path}/fullContent` : null,
    attachments: thread.attachments.map((file) => ({
      ...fileJson(context, file, `${path}/attachments/${file.id}/content`),
      previewurl: null,
    })),
    ...(options.plainText ? { plainText: plainTextOf(content) } : {}),
  };
}

/** Received mail names its pictures in form A, what Desk's editor wrote in form B. */
export function threadContent(context: RenderContext, thread: Thread): string {
  const { ticket, number } = thread;
  return writeBody(thread.body, context.org.templates, (picture) => {
    const ref = { ticket, message: number, picture };
    return thread.direction === 'in'
      ? receivedUrl(ref, threadId(thread))
      : editorUrl(ref, context.desk);
  });
}

/** The mail as it came over the wire. */
export function originalContent(context: RenderContext, thread: Thread, subject: string): Json {
  const messageId = `<${hexOf(threadId(thread), 24)}@mail.zylker.example>`;
  const date = mailDate(thread.createdTime);
  const type = `${contentType(thread)}; charset=utf-8`;
  const body = Buffer.from(threadContent(context, thread), 'utf8').toString('base64');
  const lines = body.match(/.{1,76}/g) ?? [];
  const headers = [
    `Message-Id: ${messageId}`,
    `Date: ${date}`,
    `From: ${thread.from}`,
    `To: ${thread.to}`,
    `Subject: ${subject.replace(/\s+/g, ' ')}`,
    'MIME-Version: 1.0',
    `Content-Type: ${type}`,
    'Content-Transfer-Encoding: base64',
  ];
  return {
    date,
    returnPath: thread.from,
    subject,
    messageId,
    from: thread.from,
    to: thread.to,
    content: [...headers, '', ...lines, ''].join('\r\n'),
  };
}

export function fileJson(context: RenderContext, file: Attachment, href: string): Json {
  return { id: file.id, name: file.name, size: count(context.org.sizeOf(file)), href };
}

export function personJson(context: RenderContext, person: Person | null): Json | null {
  if (!person) return null;
  const id = idOf(person.kind, person.number);
  if (person.kind === 'agent') {
    const agent = agentOf(person.number);
    return {
      id,
      name: agentName(agent),
      firstName: agent.firstName,
      lastName: agent.lastName,
      email: agent.emailId,
      photoURL: isDeleted(agent) ? null : photoUrl(context, `agents/${id}`),
      type: 'AGENT',
    };
  }
  const contact = context.org.contacts.get(person.number);
  return {
    id,
    name: `${contact?.firstName ?? ''} ${contact?.lastName ?? ''}`.trim(),
    firstName: contact?.firstName ?? '',
    lastName: contact?.lastName ?? '',
    email: contact?.email ?? null,
    photoURL: null,
    type: 'END_USER',
  };
}

function contentType(thread: Thread): string {
  return thread.body.kind === 'text' ? 'text/plain' : 'text/html';
}

function actions(context: RenderContext, thread: Thread): readonly Json[] {
  const base = `${context.desk}/api/v1/tickets/${idOf('ticket', thread.ticket)}`;
  const id = threadId(thread);
  if (thread.status === 'DRAFT') {
    return [
      { method: 'DELETE', rel: 'delete', href: `${base}/draftReply/${id}` },
      { method: 'POST', rel: 'send', href: `${base}/sendDraft?draftThreadId=${id}` },
    ];
  }
  if (thread.status !== 'FAILED') return [];
  return [{ method: 'POST', rel: 'send', href: `${base}/resendFailedThread?threadId=${id}` }];
}

/** RFC 2822, with the sender's offset. */
function mailDate(time: number): string {
  const offset = 2;
  const local = new Date(time + offset * 3_600_000).toUTCString();
  return local.replace('GMT', '+0200');
}
