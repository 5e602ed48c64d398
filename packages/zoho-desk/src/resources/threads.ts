import type { PagedList } from '@zdjsm/core';
import { NotFoundError, ValidationError } from '../errors/zoho-desk-error.ts';
import { offsetList } from '../paging/offset-list.ts';
import {
  type Count,
  countOf,
  type Flag,
  type Id,
  isTrue,
  type PersonRef,
  type RawRecord,
  type Timestamp,
} from '../records.ts';
import type { Api, CallOptions, ListOptions } from '../request/api.ts';
import { MESSAGE_ROUTES as routes } from '../routes/messages.ts';
import type { AttachmentRef } from './attachments.ts';

/** A row of the list: no body. Source: Thread.json@75e1ba57. */
export interface ThreadRow extends RawRecord {
  readonly id: Id;
  /** At most 100 characters; not the body. */
  readonly summary?: string | null;
  readonly direction?: 'in' | 'out';
  /** Forwards are private. */
  readonly visibility?: 'public' | 'private';
  readonly status?: 'SUCCESS' | 'PENDING' | 'FAILED' | 'DRAFT';
  readonly channel?: string | null;
  readonly author?: (PersonRef & { readonly type?: string }) | null;
  readonly createdTime: Timestamp;
  /** Usually the ticket's description once more. */
  readonly isDescriptionThread?: Flag;
  readonly isForward?: Flag;
  readonly contentType?: string | null;
  readonly hasAttach?: Flag;
  /** `-1` on drafts. */
  readonly attachmentCount?: Count;
  /** Addresses in one string, with or without names; empty for none. */
  readonly to?: string | null;
  readonly cc?: string | null;
  readonly bcc?: string | null;
  readonly replyTo?: string | null;
  /** `a@b`, `<a@b>` or `Name<a@b>`. */
  readonly fromEmailAddress?: string | null;
  readonly responderId?: Id | null;
  readonly respondedIn?: string | null;
  readonly source?: RawRecord | null;
  readonly channelRelatedInfo?: RawRecord | null;
}

/** A message that went to a customer or came from one, whole. */
export interface Thread extends ThreadRow {
  /** The body: HTML or plain text, as `contentType` says. */
  readonly content?: string | null;
  readonly attachments?: readonly AttachmentRef[];
  readonly isContentTruncated?: Flag;
  readonly fullContentURL?: string | null;
  readonly plainText?: string | null;
}

/** The mail as it came in. */
export interface OriginalMail extends RawRecord {
  readonly messageId?: string | null;
  readonly subject?: string | null;
  readonly from?: string | null;
  readonly to?: string | null;
  /** RFC 2822, with the sender's offset. */
  readonly date?: string | null;
  /** The whole source. */
  readonly content?: string | null;
}

/** The messages of tickets. */
export interface Threads {
  /** Oldest first, without bodies. */
  list(ticketId: Id, options?: ListOptions): PagedList<ThreadRow>;
  /** One thread with its whole body and its attachments. */
  get(ticketId: Id, threadId: Id, options?: CallOptions): Promise<Thread>;
  /** The newest one, with its whole body; undefined when there is none. */
  latest(
    ticketId: Id,
    query?: { readonly needIncomingThread?: boolean; readonly needPublic?: boolean },
    options?: CallOptions,
  ): Promise<Thread | undefined>;
  originalMail(ticketId: Id, threadId: Id, options?: CallOptions): Promise<OriginalMail>;
}

export function createThreads(api: Api): Threads {
  const path = (ticketId: Id, threadId: Id) => ({ ticketId, threadId });

  const plain = (ticketId: Id, threadId: Id, options?: CallOptions): Promise<Thread> =>
    api.get<Thread>({ route: routes.thread, path: path(ticketId, threadId) }, options);

  const full = (ticketId: Id, threadId: Id, options?: CallOptions): Promise<Thread> =>
    api.get<Thread>({ route: routes.fullContent, path: path(ticketId, threadId) }, options);

  const whole = async (
    ticketId: Id,
    thread: Thread,
    options: CallOptions | undefined,
    seen?: Thread,
  ): Promise<Thread> => {
    if (!isTrue(thread.isContentTruncated)) return thread;
    const { content } = seen ?? (await full(ticketId, thread.id, options));
    return { ...thread, content: content ?? null };
  };

  return {
    list: (ticketId, options) =>
      offsetList(
        api,
        { route: routes.threads, path: { ticketId }, query: { sortBy: 'sendDateTime' } },
        options,
      ),
    async get(ticketId, threadId, options) {
      if (api.behaviour.threadBody === 'when-cut') {
        return await whole(ticketId, await plain(ticketId, threadId, options), options);
      }
      const seen = await full(ticketId, threadId, options).catch((error: unknown) => {
        // The plain endpoint tells whether the thread is gone or only has no such view.
        if (error instanceof NotFoundError || error instanceof ValidationError) return undefined;
        throw error;
      });
      if (seen && isComplete(seen)) return seen;
      return await whole(ticketId, await plain(ticketId, threadId, options), options, seen);
    },
    async latest(ticketId, query, options) {
      const target = { route: routes.latestThread, path: { ticketId }, query: { ...query } };
      const thread = await api.find<Thread>(target, options);
      return thread && (await whole(ticketId, thread, options));
    },
    originalMail: (ticketId, threadId, options) =>
      api.get({ route: routes.originalContent, path: path(ticketId, threadId) }, options),
  };
}

/** Nothing that the documents promise is missing, so the plain endpoint has nothing to add. */
function isComplete(thread: Thread): boolean {
  const promised = isTrue(thread.hasAttach) || (countOf(thread.attachmentCount) ?? 0) > 0;
  return typeof thread.content === 'string' && (!promised || (thread.attachments?.length ?? 0) > 0);
}
