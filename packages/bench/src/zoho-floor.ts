import type { TrueTicket } from '@zdjsm/sandbox';
import { type Bill, emptyBill, sumOf, times } from './zoho-bill.ts';
import type { Org } from './zoho-org.ts';
import { creditsOfFirstPages } from './zoho-prices.ts';

/**
 * The least that the documented endpoints allow, from what the org truly holds and without looking
 * at how any client does it.
 */
export function floorOf(org: Org): Bill {
  const { sample, tickets, contacts, accounts, activities, departments, tagged } = org;
  const perTicket = sumOf(...sample.map(floorOfTicket));
  return sumOf(times(perTicket, tickets / sample.length), {
    ...emptyBill(),
    'listing tickets': creditsOfFirstPages(tickets),
    tags: tagged.reduce(
      (sum, count) => sum + creditsOfFirstPages(count),
      departments * creditsOfFirstPages(tagged.length),
    ),
    // A search gives whole records of these, so that none has to be read by its id.
    'tasks, calls, events': activities.reduce((sum, count) => sum + creditsOfFirstPages(count), 0),
    'contacts and accounts': creditsOfFirstPages(contacts) + creditsOfFirstPages(accounts),
    'whose contact is whose': Math.min(contacts, accounts) * creditsOfFirstPages(1),
  });
}

function floorOfTicket(ticket: TrueTicket): Bill {
  const threads = ticket.threads().flatMap(({ record }) => (isDraft(record) ? [] : [record]));
  const comments = ticket.comments().length;
  const both = creditsOfFirstPages(threads.length + comments, 200);
  const apart = creditsOfFirstPages(comments, 100);
  return {
    ...emptyBill(),
    'ticket details': 1,
    // No list is needed where `latestThread` with one of its filters reaches every thread.
    'lists of messages': isReachable(threads)
      ? Math.min(apart, both)
      : Math.min(creditsOfFirstPages(threads.length, 200) + apart, both),
    'bodies of messages': threads.length,
    'lists of attachments': creditsOfFirstPages(ticket.files().length),
    'time entries': creditsOfFirstPages(ticket.timeEntries().length),
    followers: Number(ticket.record['followerCount'] ?? 0) > 0 ? creditsOfFirstPages(1) : 0,
  };
}

type Thread = Readonly<Record<string, unknown>>;

function isDraft(thread: Thread): boolean {
  return thread['status'] === 'DRAFT';
}

/** Whether each thread is the latest one under some filter of `latestThread`. Oldest first. */
function isReachable(threads: readonly Thread[]): boolean {
  const reached = new Set<Thread>();
  for (const needPublic of [false, true]) {
    for (const needIncoming of [false, true]) {
      for (const status of [undefined, 'SUCCESS', 'FAILED']) {
        const latest = threads.findLast(
          (thread) =>
            (!needPublic || thread['visibility'] === 'public') &&
            (!needIncoming || thread['direction'] === 'in') &&
            (status === undefined || thread['status'] === status),
        );
        if (latest) reached.add(latest);
      }
    }
  }
  return reached.size === threads.length;
}
