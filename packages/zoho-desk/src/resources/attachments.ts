import type { PagedList } from '@zdjsm/core';
import { OLDEST_FIRST, offsetList } from '../paging/offset-list.ts';
import type { Count, Flag, Id, PersonRef, RawRecord, Timestamp } from '../records.ts';
import type { Api, ListOptions } from '../request/api.ts';
import { MESSAGE_ROUTES as routes } from '../routes/messages.ts';

/** A file as threads and comments name it. There is no content type: the download tells. */
export interface AttachmentRef extends RawRecord {
  readonly id: Id;
  readonly name: string;
  /** Bytes. */
  readonly size?: Count;
  /** For `downloads.open`. */
  readonly href?: string | null;
  readonly previewurl?: string | null;
}

/** Source: TicketAttachment.json. */
export interface Attachment extends AttachmentRef {
  readonly isPublic?: Flag;
  readonly createdTime?: Timestamp;
  readonly creatorId?: Id;
  readonly creator?: PersonRef | null;
}

/** Which files a list gives, and what with them. */
export interface AttachmentQuery {
  readonly isPublic?: boolean;
  readonly include?: readonly 'creator'[];
}

/** The files of tickets. */
export interface Attachments {
  /** Of the ticket itself; those of a thread or a comment are in the thread or the comment. */
  list(ticketId: Id, query?: AttachmentQuery, options?: ListOptions): PagedList<Attachment>;
}

export function createAttachments(api: Api): Attachments {
  return {
    list: (ticketId, query, options) =>
      offsetList(
        api,
        {
          route: routes.attachments,
          path: { ticketId },
          query: { ...OLDEST_FIRST, ...query },
        },
        options,
      ),
  };
}
