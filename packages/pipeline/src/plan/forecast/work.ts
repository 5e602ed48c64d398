import type { CompleteCounts } from './counts.ts';

/** What a load has to write, counted in the things that cost calls. */
export interface Work {
  readonly tickets: number;
  /** Steps through workflows, of all tickets together. */
  readonly transitions: number;
  /** Tickets whose issue begins in the status that it is to have: it is looked up. */
  readonly standing: number;
  /** Texts of tickets that show files: written again once these are there. */
  readonly textsWithFiles: number;
  /** All that becomes a comment. */
  readonly comments: number;
  /** Attached files and images, each once a ticket. */
  readonly files: number;
  readonly histories: number;
  /** Tickets with a link back to where they came from. */
  readonly links: number;
  /** Tasks, calls and events that are issues, with the link to their request. */
  readonly children: number;
  readonly worklogs: number;
  /** Tickets with time entries. */
  readonly ticketsWithWorklogs: number;
  /** Followers and people in copy. */
  readonly people: number;
  readonly agents: number;
  readonly contracts: number;
  /** Each once a project. */
  readonly components: number;
  readonly accounts: number;
  readonly contacts: number;
}

// Where the workflows and the mapping are not known: one step for an open ticket, two or three for a
// closed one.
export const STEPS_A_TICKET = 2;

/** The same from counts, before a record is there. */
export function workOf(counts: CompleteCounts): Work {
  const { tickets, threads, comments, ratings, calls, events } = counts;
  return {
    tickets,
    transitions: tickets * STEPS_A_TICKET,
    standing: 0,
    textsWithFiles: counts.openingsWithFiles,
    // The first message is the request's own text.
    comments: Math.max(0, threads - tickets) + comments + ratings + calls + events,
    files: counts.files,
    histories: tickets,
    links: tickets,
    children: counts.tasks,
    worklogs: counts.timeEntries,
    ticketsWithWorklogs: counts.timeEntries,
    people: counts.followers,
    agents: counts.agents,
    contracts: counts.contracts,
    components: counts.products,
    accounts: counts.accounts,
    contacts: counts.contacts,
  };
}
