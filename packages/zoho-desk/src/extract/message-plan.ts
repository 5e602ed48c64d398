import type { Behaviour } from '../behaviour.ts';

/**
 * How to come by a ticket's messages.
 *
 * - `none`: the counts say that there are none;
 * - `latest`: the only thread, without a list;
 * - `latest-pair`: the last thread and the last incoming one, when there are two;
 * - `threads`, `comments`: the one list that is not empty;
 * - `latest-and-comments`: the only thread, and the comments;
 * - `conversations`: both in one list.
 */
export type MessagePlan =
  | 'none'
  | 'latest'
  | 'latest-pair'
  | 'threads'
  | 'comments'
  | 'latest-and-comments'
  | 'conversations';

/** A list of comments holds 100, one of conversations 200, for the same price. */
const COMMENTS_A_PAGE = 100;

/** The cheapest way, by the ticket's own counts. Undefined: Zoho did not say. */
export function planMessages(
  threads: number | undefined,
  comments: number | undefined,
  { trustCounts, latestThread }: Pick<Behaviour, 'trustCounts' | 'latestThread'>,
): MessagePlan {
  if (!trustCounts || threads === undefined || comments === undefined) return 'conversations';
  if (threads === 0) {
    if (comments === 0) return 'none';
    return comments <= COMMENTS_A_PAGE ? 'comments' : 'conversations';
  }
  if (latestThread && threads === 1) {
    if (comments === 0) return 'latest';
    return comments <= COMMENTS_A_PAGE ? 'latest-and-comments' : 'conversations';
  }
  if (comments > 0) return 'conversations';
  return latestThread && threads === 2 ? 'latest-pair' : 'threads';
}
