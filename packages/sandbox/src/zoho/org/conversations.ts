import type { Collection } from '../../kernel/world.ts';
import type { Comment } from './comments.ts';
import type { ThreadHead } from './thread-heads.ts';
import type { Thread } from './threads.ts';

export interface MessageCounts {
  /** Drafts included. */
  readonly threads: number;
  readonly drafts: number;
  readonly comments: number;
}

/** Threads and comments of all tickets: the seeded ones, with what was written since. */
export interface Conversations {
  counts(ticket: number): MessageCounts;
  /** Without body and files, for lists of tickets. */
  head(ticket: number, number: number): ThreadHead | undefined;
  thread(ticket: number, number: number): Thread | undefined;
  /** Oldest first. */
  threads(ticket: number): readonly Thread[];
  addThread(ticket: number, thread: Omit<Thread, 'ticket' | 'number'>): Thread;
  /** Nothing for a comment that was deleted. */
  comment(ticket: number, number: number): Comment | undefined;
  comments(ticket: number): readonly Comment[];
  /** The number that the next comment gets. */
  nextComment(ticket: number): number;
  addComment(ticket: number, comment: Omit<Comment, 'ticket' | 'number'>): Comment;
  replaceComment(comment: Comment): void;
  deleteComment(ticket: number, number: number): void;
}

export interface ConversationStores {
  readonly threads: Collection<Thread>;
  /** `null` for a deleted one. */
  readonly comments: Collection<Comment | null>;
  readonly growth: Collection<Growth>;
}

/** What came on top of the seeded messages. */
export interface Growth extends MessageCounts {
  readonly deletedComments: number;
}

const NO_GROWTH: Growth = { threads: 0, drafts: 0, comments: 0, deletedComments: 0 };

export function createConversations(options: {
  readonly seeded: (ticket: number) => MessageCounts;
  readonly head: (ticket: number, number: number) => ThreadHead;
  readonly thread: (ticket: number, number: number) => Thread;
  readonly comment: (ticket: number, number: number) => Comment;
  readonly stores: ConversationStores;
}): Conversations {
  const { seeded, stores } = options;
  const key = (ticket: number, number: number): string => `${ticket}/${number}`;
  const growth = (ticket: number): Growth => stores.growth.get(String(ticket)) ?? NO_GROWTH;
  const grow = (ticket: number, more: Partial<Growth>): void => {
    const grown = growth(ticket);
    stores.growth.set(String(ticket), {
      threads: grown.threads + (more.threads ?? 0),
      drafts: grown.drafts + (more.drafts ?? 0),
      comments: grown.comments + (more.comments ?? 0),
      deletedComments: grown.deletedComments + (more.deletedComments ?? 0),
    });
  };
  const allThreads = (ticket: number): number => seeded(ticket).threads + growth(ticket).threads;
  const allComments = (ticket: number): number => seeded(ticket).comments + growth(ticket).comments;

  const find = <T>(
    ticket: number,
    number: number,
    make: (ticket: number, number: number) => T,
  ): T | Thread | undefined => {
    const isSeeded = number >= 0 && number < seeded(ticket).threads;
    return isSeeded ? make(ticket, number) : stores.threads.get(key(ticket, number));
  };
  const thread = (ticket: number, number: number): Thread | undefined =>
    find(ticket, number, options.thread);

  const comment = (ticket: number, number: number): Comment | undefined => {
    const written = stores.comments.get(key(ticket, number));
    if (written !== undefined) return written ?? undefined;
    return number < seeded(ticket).comments ? options.comment(ticket, number) : undefined;
  };

  return {
    counts: (ticket) => ({
      threads: allThreads(ticket),
      drafts: seeded(ticket).drafts + growth(ticket).drafts,
      comments: allComments(ticket) - growth(ticket).deletedComments,
    }),
    head: (ticket, number) => find(ticket, number, options.head),
    thread,
    threads: (ticket) =>
      existing(allThreads(ticket), (n) => thread(ticket, n)).sort(
        (a, b) => a.createdTime - b.createdTime || a.number - b.number,
      ),
    addThread(ticket, written) {
      const made = { ...written, ticket, number: allThreads(ticket) };
      stores.threads.set(key(ticket, made.number), made);
      grow(ticket, { threads: 1, drafts: made.status === 'DRAFT' ? 1 : 0 });
      return made;
    },
    comment,
    comments: (ticket) => existing(allComments(ticket), (n) => comment(ticket, n)),
    nextComment: allComments,
    addComment(ticket, written) {
      const made = { ...written, ticket, number: allComments(ticket) };
      stores.comments.set(key(ticket, made.number), made);
      grow(ticket, { comments: 1 });
      return made;
    },
    replaceComment: (changed) => stores.comments.set(key(changed.ticket, changed.number), changed),
    deleteComment(ticket, number) {
      stores.comments.set(key(ticket, number), null);
      grow(ticket, { deletedComments: 1 });
    },
  };
}

function existing<T>(count: number, get: (number: number) => T | undefined): T[] {
  return Array.from({ length: count }, (_, n) => get(n)).filter((one) => one !== undefined);
}
