import { AGENTS, agentId, agentOf, zuidOf } from '../org/agents.ts';
import { plainTextOf } from '../org/body.ts';
import type { Comment } from '../org/comments.ts';
import { childNumber, idOf } from '../org/ids.ts';
import { commentMessage, editorUrl, PICTURES } from '../org/inline-images.ts';
import { iso, type Json, omit, photoUrl, type RenderContext } from './common.ts';
import { fileJson, personJson } from './threads.ts';

export function commentId(comment: Pick<Comment, 'ticket' | 'number'>): string {
  return idOf('comment', childNumber(comment.ticket, comment.number));
}

export function commentJson(
  context: RenderContext,
  comment: Comment,
  options: { readonly mentions: boolean; readonly plainText: boolean },
): Json {
  const id = commentId(comment);
  const content = commentContent(context, comment);
  const path = `${context.desk}/api/v1/tickets/${idOf('ticket', comment.ticket)}/comments/${id}`;
  const plainText = comment.contentType === 'html' ? plainTextOf(content) : content;
  return {
    id,
    content,
    contentType: comment.contentType,
    isPublic: comment.isPublic,
    commentedTime: iso(comment.commentedTime),
    modifiedTime: iso(comment.modifiedTime),
    commenterId: idOf(comment.author.kind, comment.author.number),
    commenter: commenterJson(context, comment),
    attachments: comment.attachments.map((file) =>
      fileJson(context, file, `${path}/attachments/${file.id}/content`),
    ),
    impersonatedUser: null,
    ...(options.mentions ? { mention: mentionsIn(plainText) } : {}),
    ...(options.plainText || options.mentions ? { plainText } : {}),
  };
}

export function commentContent(context: RenderContext, comment: Comment): string {
  if (!comment.hasPicture) return comment.content;
  const ref = {
    ticket: comment.ticket,
    message: commentMessage(comment.number),
    picture: PICTURES.screenshot,
  };
  const url = editorUrl(ref, context.desk).replaceAll('&', '&amp;');
  return `${comment.content}<div><img src="${url}" style="padding: 0px;" /></div>`;
}

function commenterJson(context: RenderContext, comment: Comment): Json {
  const { author } = comment;
  const person = omit(personJson(context, author) ?? {}, ['id']);
  const isAgent = author.kind === 'agent';
  const role = isAgent && agentOf(author.number).isLightAgent ? 'LightAgent' : 'Agent';
  return {
    ...person,
    roleName: isAgent ? role : 'PortalUser',
    photoURL: isAgent
      ? person['photoURL']
      : photoUrl(context, `portalUser/${idOf(author.kind, author.number)}`),
  };
}

const MENTION = /zsu\[@(user|team):([^\]_]+)(?:_([^\]]*))?\]zsu/g;

/** Offsets count in the plain text; lengths are larger than the token, as in Zoho's example. */
function mentionsIn(plainText: string): readonly Json[] {
  return [...plainText.matchAll(MENTION)].map((match) => {
    const [token, kind, id, name] = match;
    const place = { offSet: String(match.index), length: String(token.length + 4) };
    if (kind === 'team') return { ...place, name, id, type: 'TEAM' };
    const agent = AGENTS.find((candidate) => zuidOf(candidate) === id);
    return {
      ...place,
      firstName: agent?.firstName ?? '',
      lastName: agent?.lastName ?? '',
      photoURL: null,
      id: agent ? agentId(agent.number) : null,
      type: 'AGENT',
      email: agent?.emailId ?? null,
      zuid: id,
    };
  });
}
