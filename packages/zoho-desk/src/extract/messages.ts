import { AnswerError } from '../errors/zoho-desk-error.ts';
import { youngestSettled } from '../paging/stepped-list.ts';
import { readableTime } from '../paging/time-range.ts';
import { countOf, type Id, type RawRecord, textOf } from '../records.ts';
import type { Api, CallOptions } from '../request/api.ts';
import type { Comment, Comments } from '../resources/comments.ts';
import type { Conversations } from '../resources/conversations.ts';
import type { Thread, ThreadRow, Threads } from '../resources/threads.ts';
import type { Ticket } from '../resources/ticket-types.ts';
import { planMessages } from './message-plan.ts';

/** What was said in a ticket, oldest first. */
export interface Messages {
  /** With bodies; drafts are rows without. */
  readonly threads: readonly (Thread | ThreadRow)[];
  readonly comments: readonly Comment[];
}

export interface MessageSources {
  readonly threads: Threads;
  readonly comments: Comments;
  readonly conversations: Conversations;
}

/** Reads all threads with their bodies and all comments, in the cheapest way that the counts allow. */
export async function readMessages(
  api: Api,
  sources: MessageSources,
  ticket: Pick<Ticket, 'id' | 'threadCount' | 'commentCount'>,
  options: CallOptions,
): Promise<Messages> {
  const { threads, comments, conversations } = sources;
  const { id } = ticket;

  const withBodies = async (rows: readonly ThreadRow[]): Promise<(Thread | ThreadRow)[]> =>
    await Promise.all(
      rows.map((row) => (row.status === 'DRAFT' ? row : threads.get(id, row.id, options))),
    );
  const listThreads = async () => await withBodies(await all(threads.list(id, options)));
  const listComments = () => all(comments.list(id, { include: ['mentions'] }, options));

  /** The counts may leave out drafts, and may be older than what was written a moment ago. */
  const isCounted = ({ status, createdTime }: Thread): boolean => {
    const time = readableTime(createdTime);
    return status === 'SUCCESS' && time !== undefined && time < youngestSettled(api);
  };

  const onlyThread = async (): Promise<(Thread | ThreadRow)[]> => {
    const latest = await threads.latest(id, {}, options);
    return latest && isCounted(latest) ? [latest] : await listThreads();
  };

  const pair = async (): Promise<(Thread | ThreadRow)[]> => {
    const latest = await threads.latest(id, {}, options);
    // When the last one came in, the other one can't be asked for by its direction.
    if (!latest || !isCounted(latest) || latest.direction !== 'out') return await listThreads();
    const incoming = await threads.latest(id, { needIncomingThread: true }, options);
    if (!incoming || incoming.id === latest.id) return await listThreads();
    return [incoming, latest];
  };

  const conversation = async (): Promise<Messages> => {
    const items = await all(conversations.list(id, options));
    const other = items.find(({ type }: RawRecord) => type !== 'thread' && type !== 'comment');
    if (other) throw neitherOfBoth(id, other);
    const rows = items.flatMap((item) => (item.type === 'thread' ? [item] : []));
    return {
      threads: await withBodies(rows),
      comments: items.flatMap((item) => (item.type === 'comment' ? [item] : [])),
    };
  };

  const read = async (): Promise<Messages> => {
    const plan = planMessages(
      countOf(ticket.threadCount),
      countOf(ticket.commentCount),
      api.behaviour,
    );
    switch (plan) {
      case 'none':
        return { threads: [], comments: [] };
      case 'latest':
        return { threads: await onlyThread(), comments: [] };
      case 'latest-pair':
        return { threads: await pair(), comments: [] };
      case 'threads':
        return { threads: await listThreads(), comments: [] };
      case 'comments':
        return { threads: [], comments: await listComments() };
      case 'latest-and-comments': {
        const [one, said] = await Promise.all([onlyThread(), listComments()]);
        return { threads: one, comments: said };
      }
      case 'conversations':
        return await conversation();
    }
  };

  const found = await read();
  return {
    threads: found.threads.toSorted(byTime('createdTime')),
    comments: found.comments.toSorted(byTime('commentedTime')),
  };
}

/** It may be a message all the same: left out, it would be missing without a word. */
function neitherOfBoth(ticketId: Id, item: RawRecord): AnswerError {
  return new AnswerError({
    code: 'UNUSABLE_ANSWER',
    message: `conversations of ticket ${ticketId}: ${textOf(item['id'] ?? 'an item')} is neither a thread nor a comment`,
    remedy: 'Open the ticket in Zoho Desk; if all its messages are shown there, report this.',
  });
}

async function all<T>(list: AsyncIterable<T>): Promise<T[]> {
  return await Array.fromAsync(list);
}

function byTime(field: string): (a: RawRecord, b: RawRecord) => number {
  const timeOf = (row: RawRecord): string => textOf(row[field] ?? '');
  return (a, b) => (timeOf(a) < timeOf(b) ? -1 : timeOf(a) > timeOf(b) ? 1 : compareIds(a, b));
}

/** Ids grow: of two messages of the same moment, the older one has the smaller id. */
function compareIds(a: RawRecord, b: RawRecord): number {
  const [one, other] = [textOf(a['id']), textOf(b['id'])];
  return one.length - other.length || (one < other ? -1 : one > other ? 1 : 0);
}
