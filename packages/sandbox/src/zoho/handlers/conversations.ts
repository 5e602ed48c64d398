import { type Answer, json, notFound } from '../answers.ts';
import { type Call, type Handler, pageOf } from '../api/call.ts';
import { sorted } from '../api/sort.ts';
import { type Attachment, contentOf } from '../org/attachments.ts';
import { idOf } from '../org/ids.ts';
import { type PictureRef, readToken, receivedSignature } from '../org/inline-images.ts';
import type { Thread } from '../org/threads.ts';
import type { TicketFile } from '../org/ticket-files.ts';
import { assigneeJson } from '../render/agents.ts';
import { commentJson } from '../render/comments.ts';
import { iso, type Json, pick } from '../render/common.ts';
import { fileJson, originalContent, personJson, threadJson, threadRow } from '../render/threads.ts';
import { commentIn, loneThreadIn, threadIn, ticketIn } from './find.ts';
import { pictureAnswer } from './pictures.ts';

export const conversationHandlers = {
  'threads.list': (call) => {
    const threads = call.org.conversations.threads(ticketIn(call));
    return pageOf(call, sorted(call, threads, {}), (thread) => threadRow(call, thread));
  },
  'threads.get': (call) => json(whole(call, threadIn(call), call.switches.truncateContentAt)),
  'threads.fullContent': (call) => json(whole(call, threadIn(call), Number.POSITIVE_INFINITY)),
  'threads.originalContent': (call) => {
    const thread = threadIn(call);
    if (thread.channel !== 'EMAIL') throw notFound();
    return json(originalContent(call, thread, call.org.tickets.details(thread.ticket).subject));
  },
  'threads.latest': (call) => {
    const { query } = call;
    const status = query.text('threadStatus')?.toUpperCase();
    const latest = call.org.conversations
      .threads(ticketIn(call))
      .filter(
        (thread) =>
          (query.flag('needPublic') !== true || thread.visibility === 'public') &&
          (query.flag('needIncomingThread') !== true || thread.direction === 'in') &&
          (status === undefined || thread.status === status),
      )
      .at(-1);
    return latest
      ? json(whole(call, latest, call.switches.truncateContentAt))
      : { kind: 'nothing' };
  },
  'threads.attachment': (call) => download(call, threadIn(call).attachments),
  'threads.inlineImage': (call) => {
    const mode = call.switches.inlineImagePath;
    const signed = mode === 'ticket';
    return picture(call, threadIn(call), signed || mode === 'ticket-bare', signed);
  },
  'threads.inlineImageContent': (call) =>
    picture(call, threadIn(call), call.switches.inlineImagePath === 'ticket-content', true),
  'threads.inlineImageShort': (call) =>
    picture(call, loneThreadIn(call), call.switches.inlineImagePath === 'short', true),
  'conversations.list': (call) => {
    const ticket = ticketIn(call);
    const { conversations } = call.org;
    const items = [
      ...conversations.threads(ticket).map((thread) => ({
        time: thread.createdTime,
        row: (): Json => ({ ...threadRow(call, thread), type: 'thread' }),
      })),
      ...conversations.comments(ticket).map((comment) => ({
        time: comment.commentedTime,
        row: (): Json => ({
          ...commentJson(call, comment, { mentions: false, plainText: false }),
          type: 'comment',
        }),
      })),
    ].sort((a, b) => b.time - a.time);
    return pageOf(call, items, (item) => item.row());
  },
  'comments.list': (call) => {
    const comments = call.org.conversations
      .comments(ticketIn(call))
      .toSorted((a, b) => a.commentedTime - b.commentedTime);
    return pageOf(call, sorted(call, comments, {}), (comment) =>
      commentJson(call, comment, wanted(call)),
    );
  },
  'comments.get': (call) => json(commentJson(call, commentIn(call), wanted(call))),
  'comments.history': (call) => {
    const comment = commentIn(call);
    const edits = comment.modifiedTime === null ? [] : [comment];
    return pageOf(call, edits, ({ content, modifiedTime, commentedTime, author }) => ({
      content,
      commentedTime: iso(commentedTime),
      modifiedTime: iso(modifiedTime),
      modifiedBy: personJson(call, author),
    }));
  },
  'comments.attachment': (call) => download(call, commentIn(call).attachments),
  'attachments.list': (call) => {
    const ticket = ticketIn(call);
    const isPublic = call.query.flag('isPublic');
    const files = call.org
      .filesOf(ticket)
      .filter((file) => isPublic === undefined || file.isPublic === isPublic)
      .toSorted((a, b) => a.createdTime - b.createdTime);
    return pageOf(call, sorted(call, files, {}), (file) => ticketFileJson(call, ticket, file));
  },
  'attachments.content': (call) => download(call, call.org.filesOf(ticketIn(call))),
} as const satisfies Record<string, Handler>;

function whole(call: Call, thread: Thread, cutAt: number): Json {
  return threadJson(call, thread, { cutAt, plainText: call.query.includes('plainText') });
}

function wanted(call: Call): { mentions: boolean; plainText: boolean } {
  return {
    mentions: call.query.includes('mentions'),
    plainText: call.query.includes('plainText'),
  };
}

function download(call: Call, files: readonly Attachment[]): Answer {
  const file = files.find((candidate) => candidate.id === call.param('attachmentId'));
  if (!file) throw notFound();
  return { kind: 'file', name: file.name, ...contentOf(file) };
}

/** `answers`: this address is the one that works; `signed`: it wants et, ha and f as they were. */
function picture(call: Call, thread: Thread, answers: boolean, signed: boolean): Answer {
  const ref = readToken(call.param('token'), thread.ticket, thread.number);
  if (!answers || !ref || !isSigned(call, ref, signed)) throw notFound();
  return pictureAnswer(ref);
}

function isSigned(call: Call, ref: PictureRef, wanted: boolean): boolean {
  const signature = Object.entries(receivedSignature(ref));
  return signature.every(([name, value]) => call.query.text(name) === (wanted ? value : undefined));
}

function ticketFileJson(call: Call, ticket: number, file: TicketFile): Json {
  const creatorId = idOf(file.creator.kind, file.creator.number);
  const path = `${call.desk}/api/v1/tickets/${idOf('ticket', ticket)}/attachments/${file.id}/content`;
  const creator =
    file.creator.kind === 'agent'
      ? assigneeJson(call, file.creator.number)
      : pick(personJson(call, file.creator) ?? {}, [
          'id',
          'firstName',
          'lastName',
          'email',
          'photoURL',
        ]);
  return {
    ...fileJson(call, file, path),
    creatorId,
    createdTime: iso(file.createdTime),
    isPublic: file.isPublic,
    previewurl: null,
    ...(call.query.includes('creator') ? { creator } : {}),
  };
}
