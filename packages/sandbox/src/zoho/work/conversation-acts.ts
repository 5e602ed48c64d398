import { z } from 'zod';
import { type Attachment, attachmentOf } from '../org/attachments.ts';
import type { Comment } from '../org/comments.ts';
import { parentAndChild } from '../org/ids.ts';
import { CHANNELS, DEPARTMENTS } from '../org/tables.ts';
import { commentId } from '../render/comments.ts';
import { threadId } from '../render/threads.ts';
import { act, type Portal } from './act.ts';
import { numberFor, ticketFor } from './names.ts';

const FILES = z.number().int().min(0).max(8).default(0);
const REPLY = z.strictObject({
  ticketId: z.string(),
  direction: z.enum(['in', 'out']).default('in'),
  html: z.string().default('<div>One more thing.</div>'),
  visibility: z.enum(['public', 'private']).default('public'),
  isForward: z.boolean().default(false),
  status: z.enum(['SUCCESS', 'PENDING', 'FAILED', 'DRAFT']).default('SUCCESS'),
  /** How many. */
  attachments: FILES,
});
const COMMENT = z.strictObject({
  ticketId: z.string(),
  html: z.string().default('<div>Noted.</div>'),
  isPublic: z.boolean().default(false),
  agentId: z.string().optional(),
  attachments: FILES,
});

export const CONVERSATION_ACTS = {
  reply: act(REPLY, reply),
  comment: act(COMMENT, (portal, args) => {
    const { conversations, tickets } = portal.org;
    const ticket = ticketFor(portal, args.ticketId);
    const number = conversations.nextComment(ticket);
    const agent = args.agentId ? numberFor('agent', args.agentId) : tickets.header(ticket).assignee;
    const written = conversations.addComment(ticket, {
      commentedTime: portal.now(),
      modifiedTime: null,
      isPublic: args.isPublic,
      contentType: 'html',
      author: { kind: 'agent', number: Math.max(0, agent) },
      content: args.html,
      hasPicture: false,
      attachments: files(ticket, 'comment', number, args.attachments),
    });
    bump(portal, ticket);
    return { commentId: commentId(written) };
  }),
  'edit-comment': act(
    z.strictObject({
      commentId: z.string(),
      html: z.string(),
      /** As it was, unless it is said. */
      isPublic: z.boolean().optional(),
    }),
    (portal, { commentId: id, html, isPublic }) => {
      const comment = commentFor(portal, id);
      const edited = {
        ...comment,
        content: html,
        isPublic: isPublic ?? comment.isPublic,
        modifiedTime: portal.now(),
      };
      portal.org.conversations.replaceComment(edited);
      bump(portal, comment.ticket);
    },
  ),
  'delete-comment': act(z.strictObject({ commentId: z.string() }), (portal, args) => {
    const { ticket, number } = commentFor(portal, args.commentId);
    portal.org.conversations.deleteComment(ticket, number);
    bump(portal, ticket);
  }),
};

function reply(portal: Portal, args: z.output<typeof REPLY>): { threadId: string } {
  const { conversations, tickets, contacts } = portal.org;
  const ticket = ticketFor(portal, args.ticketId);
  const header = tickets.header(ticket);
  const incoming = args.direction === 'in';
  const customer = contacts.get(header.contact)?.email ?? '';
  const ours = DEPARTMENTS[header.department]?.address ?? '';
  const number = conversations.counts(ticket).threads;
  const written = conversations.addThread(ticket, {
    createdTime: portal.now(),
    direction: args.direction,
    channel: args.isForward ? 'EMAIL' : (CHANNELS[header.channel]?.thread ?? 'EMAIL'),
    status: args.status,
    visibility: args.visibility,
    isForward: args.isForward,
    isDescriptionThread: false,
    author: incoming
      ? { kind: 'contact', number: header.contact }
      : { kind: 'agent', number: Math.max(0, header.assignee) },
    from: incoming ? customer : ours,
    to: args.isForward ? 'vendor@parts.example' : incoming ? ours : customer,
    cc: '',
    bcc: '',
    body: { kind: 'html', html: args.html },
    attachments: files(ticket, 'thread', number, args.attachments),
  });
  bump(portal, ticket);
  return { threadId: threadId(written) };
}

/** Whether talk moves a ticket's modifiedTime, nobody outside knows. */
function bump(portal: Portal, ticket: number): void {
  if (!portal.switches.replyBumpsModified) return;
  portal.org.tickets.edit(ticket, { header: { modified: portal.now() } });
}

function files(
  ticket: number,
  kind: 'thread' | 'comment',
  number: number,
  count: number,
): readonly Attachment[] {
  return Array.from({ length: count }, (_, n) =>
    attachmentOf(ticket, { kind, number }, n, 'common', n / 8),
  );
}

function commentFor(portal: Portal, id: string): Comment {
  const { ticket, child } = parentAndChild(numberFor('comment', id));
  const comment = portal.org.conversations.comment(ticket, child);
  if (!comment) throw new Error(`there is no comment ${id}`);
  return comment;
}
