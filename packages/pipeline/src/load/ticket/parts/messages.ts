import type { CommentIntent } from '../../../mapping/ticket-comments.ts';
import { hashOf } from '../../../store/hash.ts';
import { BODY, fieldHash } from '../../field-hashes.ts';
import { foreignCommentChange } from '../../foreign-changes.ts';
import type { LoadContext } from '../../load-context.ts';
import { settle } from '../../write-protocol.ts';
import { composeDocument } from '../compose.ts';
import type { OpenTicket, TicketPart } from '../part.ts';
import { writeText } from '../write-text.ts';

/**
 * Threads and comments, and what else is written down as one, in their order. When one can't be
 * written those after it wait for it: Jira shows comments by the time of their writing, so a gap could
 * not be filled later.
 */
export const messages: TicketPart = {
  name: 'messages',
  records: (ticket) => [
    ...ticket.messages.map(({ kind, id }) => ({ kind, sourceId: `${ticket.id}/${id}` })),
    ...ticket.ratings.map(({ id }) => ({ kind: 'rating', sourceId: `${ticket.id}/${id}` })),
  ],
  async settle(context, ticket) {
    for (const comment of ticket.intent.comments) await settleComment(context, ticket, comment);
    await reportGone(context, ticket);
  },
};

/** What the source has deleted since it was written stays in the target, and is reported. */
async function reportGone({ store }: LoadContext, { intent }: OpenTicket): Promise<void> {
  const { ticketId, comments } = intent;
  const there = new Set(comments.map(({ kind, id }) => `${kind} ${ticketId}/${id}`));
  for (const { kind, sourceId, state } of await store.crosswalk.family(ticketId)) {
    const isMessage = kind === 'thread' || kind === 'comment';
    if (!isMessage || state !== 'done' || there.has(`${kind} ${sourceId}`)) continue;
    const conflict = {
      field: 'message',
      reason: 'deleted-in-source',
      detail: 'the source has it no more, or a rule leaves it out now',
      outcome: 'target-kept',
    } as const;
    await store.commit({ conflicts: [{ kind, sourceId, conflicts: [conflict] }] });
  }
}

async function settleComment(
  context: LoadContext,
  { intent, issueKey, files }: OpenTicket,
  { kind, id, visibility, doc, html, files: attached }: CommentIntent,
): Promise<void> {
  const { jsm, signal } = context;
  const marker = `${kind}:${id}`;
  const record = { kind, sourceId: `${intent.ticketId}/${id}` };
  const fields = {
    [BODY]: fieldHash(hashOf([doc, attached.map((file) => file.id)])),
    [VISIBILITY]: visibility,
  };
  await settle(context, {
    ...record,
    hash: hashOf(fields),
    fields,
    part: true,
    async create() {
      const body = await composeDocument(doc, attached, files);
      const text = { record, doc: body, html, files };
      const comment = await writeText(context, text, (written, fallback) =>
        jsm.comments.add(issueKey, { body: written, visibility, marker, fallback }, { signal }),
      );
      return { targetId: comment.id };
    },
    async find() {
      const found = await jsm.comments.find(issueKey, marker, { signal });
      return found && { targetId: found.id };
    },
    async update({ targetId = '' }, changed) {
      const show = async (when: CommentIntent['visibility']) => {
        if (!changed.includes(VISIBILITY) || visibility !== when) return;
        await jsm.comments.setVisibility(issueKey, targetId, visibility, { signal });
      };
      // A text that is not for customers is hidden before it is written, one for them shown after.
      await show('internal');
      if (changed.includes(BODY)) {
        const body = await composeDocument(doc, attached, files);
        await writeText(context, { record, doc: body, html, files }, (text) =>
          jsm.comments.update(issueKey, targetId, { body: text, dropMedia: true }, { signal }),
        );
      }
      await show('public');
    },
    async foreign({ targetId = '', fields: written }, changed) {
      if (written === undefined) return [];
      const foreign = await foreignCommentChange(context, issueKey, targetId, BODY);
      // Nothing of a comment that is gone can be written.
      return foreign.flatMap((change) =>
        change.isFinal
          ? changed.map((field) => ({ ...change, field }))
          : changed.includes(BODY)
            ? change
            : [],
      );
    },
  });
}

const VISIBILITY = 'visibility';
