import type { PagedList } from '@zdjsm/core';
import { offsetList } from '../paging/offset-list.ts';
import type { Flag, Id, PersonRef, RawRecord, Timestamp } from '../records.ts';
import type { Api, CallOptions, ListOptions } from '../request/api.ts';
import { MESSAGE_ROUTES as routes } from '../routes/messages.ts';
import type { AttachmentRef } from './attachments.ts';

/** Source: TicketComment.json@3f7016e3. */
export interface Comment extends RawRecord {
  readonly id: Id;
  readonly content?: string | null;
  readonly contentType?: 'html' | 'plainText';
  /** False: only agents see it. It must never become public. */
  readonly isPublic?: Flag;
  readonly commentedTime: Timestamp;
  /** Null when it was never edited. */
  readonly modifiedTime?: Timestamp | null;
  readonly commenterId?: Id;
  readonly commenter?: (PersonRef & { readonly type?: string; readonly roleName?: string }) | null;
  readonly attachments?: readonly AttachmentRef[];
  /** With `include: ['mentions']`. Its offsets don't match the text: look for `zsu[…]zsu` instead. */
  readonly mention?: readonly RawRecord[];
  readonly plainText?: string | null;
}

/** What comes with a comment. */
export interface CommentQuery {
  readonly include?: readonly 'mentions'[];
}

/** What agents wrote beside the threads. */
export interface Comments {
  /** Oldest first, whole. */
  list(ticketId: Id, query?: CommentQuery, options?: ListOptions): PagedList<Comment>;
  get(ticketId: Id, commentId: Id, query?: CommentQuery, options?: CallOptions): Promise<Comment>;
  /** Earlier versions of an edited comment. */
  history(ticketId: Id, commentId: Id, options?: ListOptions): PagedList<RawRecord>;
}

export function createComments(api: Api): Comments {
  return {
    list: (ticketId, query, options) =>
      offsetList(
        api,
        {
          route: routes.comments,
          path: { ticketId },
          query: { sortBy: 'commentedTime', ...query },
        },
        options,
      ),
    get: (ticketId, commentId, query, options) =>
      api.get(
        { route: routes.comment, path: { ticketId, commentId }, query: { ...query } },
        options,
      ),
    history: (ticketId, commentId, options) =>
      offsetList(api, { route: routes.commentHistory, path: { ticketId, commentId } }, options),
  };
}
