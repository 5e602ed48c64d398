import type { ZohoTruth } from './truth.ts';

/** How much there is of what a migration reads: what a forecast would have to be told. */
export interface ZohoVolumes {
  /** That lists show: live and archived ones. */
  readonly tickets: number;
  readonly archivedTickets: number;
  readonly departments: number;
  readonly agents: number;
  readonly contacts: number;
  readonly accounts: number;
  readonly products: number;
  readonly contracts: number;
  readonly customRecords: number;
  readonly articles: number;
  readonly tasks: number;
  readonly calls: number;
  readonly events: number;
  readonly threads: number;
  readonly comments: number;
  /** Attached ones; images are in the texts. */
  readonly files: number;
  readonly openingsWithFiles: number;
  readonly ticketsWithFiles: number;
  /** With comments, or more threads than a question and its answer. */
  readonly ticketsWithLists: number;
  readonly tagged: number;
  readonly resolutions: number;
  readonly ratings: number;
  /** Tickets that have some. */
  readonly timeEntries: number;
  readonly followers: number;
}

/** Counted by a walk over all tickets. */
export function volumesOf(truth: ZohoTruth): ZohoVolumes {
  const { departments, agents, contacts, accounts, products, contracts, ...others } =
    truth.counts();
  const { customRecords, articles, tasks, calls, events } = others;
  const seen = {
    tickets: 0,
    archivedTickets: 0,
    threads: 0,
    comments: 0,
    files: 0,
    openingsWithFiles: 0,
    ticketsWithFiles: 0,
    ticketsWithLists: 0,
    tagged: 0,
    resolutions: 0,
    ratings: 0,
    timeEntries: 0,
    followers: 0,
  };
  for (const ticket of truth.tickets()) {
    if (ticket.state !== 'live' && ticket.state !== 'archived') continue;
    const threads = ticket.threads();
    const comments = ticket.comments();
    const own = ticket.files().length;
    const filesOf = (messages: typeof threads): number =>
      messages.reduce((sum, { files }) => sum + files.length, 0);
    const one = (holds: boolean): number => (holds ? 1 : 0);
    seen.tickets += 1;
    seen.archivedTickets += one(ticket.state === 'archived');
    seen.threads += threads.length;
    seen.comments += comments.length;
    seen.files += own + filesOf(threads) + filesOf(comments);
    seen.openingsWithFiles += one((threads[0]?.files.length ?? 0) > 0);
    seen.ticketsWithFiles += one(own > 0);
    seen.ticketsWithLists += one(comments.length > 0 || threads.length > 2);
    seen.tagged += one(ticket.tags().length > 0);
    seen.resolutions += one(Boolean(ticket.record['resolution']));
    seen.ratings += one(ticket.rating() !== undefined);
    seen.timeEntries += one(ticket.timeEntries().length > 0);
    seen.followers += one(Number(ticket.record['followerCount'] ?? 0) > 0);
  }
  const known = { departments, agents, contacts, accounts, products, contracts };
  return { ...known, customRecords, articles, tasks, calls, events, ...seen };
}
