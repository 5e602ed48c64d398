import type { PagedList } from '@zdjsm/core';
import { offsetList } from '../paging/offset-list.ts';
import type { Id } from '../records.ts';
import type { Api, ListOptions } from '../request/api.ts';
import { MESSAGE_ROUTES as routes } from '../routes/messages.ts';
import type { Comment } from './comments.ts';
import type { ThreadRow } from './threads.ts';

/** A row of the list: a thread without its body, or a whole comment. */
export type ConversationItem =
  | (ThreadRow & { readonly type: 'thread' })
  | (Comment & { readonly type: 'comment' });

/** Threads and comments of a ticket together. */
export interface Conversations {
  /** Threads and comments in one list: two hundred rows for the price of one list. */
  list(ticketId: Id, options?: ListOptions): PagedList<ConversationItem>;
}

export function createConversations(api: Api): Conversations {
  return {
    list: (ticketId, options) =>
      offsetList(api, { route: routes.conversations, path: { ticketId } }, options),
  };
}
