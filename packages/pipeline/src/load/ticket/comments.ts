import { InvalidDocumentError } from '@zdjsm/jsm';
import type { AdfDoc } from '@zdjsm/transform';
import type { CommentIntent, TicketIntent } from '../../mapping/ticket.ts';
import { hashOf } from '../../store/hash.ts';
import type { LoadContext } from '../load-context.ts';
import { settle } from '../write-protocol.ts';
import { composeDocument, plainDocument } from './compose.ts';
import type { TicketFiles } from './files.ts';

/**
 * Writes the messages in their order. When one can't be written those after it wait for it: Jira
 * shows comments by the time of their writing, so a gap could not be filled later.
 */
export async function settleComments(
  context: LoadContext,
  intent: TicketIntent,
  issueKey: string,
  files: TicketFiles,
): Promise<void> {
  for (const comment of intent.comments) {
    await settleComment(context, intent.ticketId, issueKey, comment, files);
  }
}

async function settleComment(
  context: LoadContext,
  ticketId: string,
  issueKey: string,
  { kind, message, visibility, doc, files: attached }: CommentIntent,
  files: TicketFiles,
): Promise<void> {
  const { jsm, signal } = context;
  const marker = `${kind}:${message.id}`;
  await settle(context, {
    kind,
    sourceId: `${ticketId}/${message.id}`,
    hash: hashOf([doc, visibility, attached.map((file) => file.id)]),
    part: true,
    async create() {
      const body = await composeDocument(doc, attached, files);
      const add = (text: AdfDoc) =>
        jsm.comments.add(issueKey, { body: text, visibility, marker }, { signal });
      const comment = await orPlain(body, add);
      return { targetId: comment.id };
    },
    async find() {
      const found = await jsm.comments.find(issueKey, marker, { signal });
      return found && { targetId: found.id };
    },
    async update({ targetId = '' }) {
      const body = await composeDocument(doc, attached, files);
      await orPlain(body, (text) =>
        jsm.comments.update(issueKey, targetId, { body: text, dropMedia: true }, { signal }),
      );
    },
  });
}

/** Jira does not say what it dislikes in a document; the words alone it always takes. */
export async function orPlain<T>(doc: AdfDoc, write: (doc: AdfDoc) => Promise<T>): Promise<T> {
  try {
    return await write(doc);
  } catch (error) {
    if (!(error instanceof InvalidDocumentError)) throw error;
    return await write(plainDocument(doc));
  }
}
