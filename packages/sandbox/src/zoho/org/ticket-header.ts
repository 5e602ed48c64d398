import { createDice } from '../../data/dice.ts';
import { AGENTS, isDeleted } from './agents.ts';
import type { ContactFacts } from './contacts.ts';
import { type Scenarios, SHOWCASE, type Trait } from './scenarios.ts';
import {
  CATEGORIES,
  CHANNELS,
  DAY,
  DEPARTMENTS,
  HOUR,
  ORG_START,
  PRIORITIES,
  PRODUCTS,
  SEEDED_UNTIL,
  STATUSES,
  TEAMS,
} from './tables.ts';

/**
 * What lists and searches choose and sort by, as numbers: indexes into the tables, milliseconds,
 * `NONE` for nothing. A column of each is kept for all tickets; everything else is made on demand.
 */
export interface TicketHeader {
  readonly created: number;
  readonly modified: number;
  readonly department: number;
  readonly status: number;
  readonly priority: number;
  readonly channel: number;
  readonly category: number;
  readonly contact: number;
  readonly account: number;
  readonly product: number;
  readonly assignee: number;
  readonly team: number;
  /** Bits of `FLAGS`. */
  readonly flags: number;
}

export const NONE = -1;

export const FLAGS = { archived: 1, spam: 2, trashed: 4, escalated: 8, merged: 16, purged: 32 };

/** What else follows from a ticket's number, without its texts. */
export interface TicketShape {
  readonly header: TicketHeader;
  /** Drafts included. */
  readonly threads: number;
  readonly comments: number;
  /** When its last thread was written. */
  readonly lastThread: number;
  readonly closed: number | null;
}

export interface TicketPlan {
  shape(ticket: number): TicketShape;
  /** The ticket that this one was merged into. */
  mergedInto(ticket: number): number | undefined;
}

/** One moment in which a macro touched many tickets, so that their order is a matter of luck. */
const BULK_EDIT = SEEDED_UNTIL - 7 * DAY;
const BULK_EDIT_MOST = 130;

const OLD_HELPDESK = 5;

type Traits = ReadonlySet<Trait>;

export function createTicketPlan(options: {
  readonly seed: number;
  readonly tickets: number;
  readonly contacts: number;
  readonly contactFacts: ContactFacts;
  readonly scenarios: Scenarios;
  readonly replyBumpsModified: boolean;
  readonly lean: boolean;
}): TicketPlan {
  const { tickets, contacts, contactFacts, scenarios } = options;
  const roll = createDice(options.seed, 'ticket');
  const rolls = {
    created: roll('created'),
    span: roll('span'),
    threads: roll('threads'),
    comments: roll('comments'),
    department: roll('department'),
    status: roll('status'),
    priority: roll('priority'),
    channel: roll('channel'),
    category: roll('category'),
    contact: roll('contact'),
    product: roll('product'),
    assignee: roll('assignee'),
    escalated: roll('escalated'),
    closed: roll('closed'),
    edit: roll('edit'),
    team: roll('team'),
  };
  const working = AGENTS.filter((agent) => agent.status === 'ACTIVE' && !agent.isLightAgent);
  const bulkFrom = Math.floor(tickets * 0.6);
  const bulkCount = Math.min(BULK_EDIT_MOST, Math.floor(tickets * 0.05));
  const step = (SEEDED_UNTIL - ORG_START) / tickets;

  const contactOf = (n: number, traits: Traits): number => {
    const picked = n < SHOWCASE ? (n % 40) % contacts : Math.floor(rolls.contact(n) * contacts);
    const nearest = (period: number, rest: number): number => {
      const found = picked - (picked % period) + rest;
      return found < contacts ? found : rest;
    };
    if (traits.has('no-email')) return nearest(17, 7);
    if (traits.has('no-account')) return nearest(19, 9);
    return picked;
  };

  const channelOf = (n: number, traits: Traits): number => {
    if (traits.has('phone')) return 2;
    if (traits.has('chat')) return 3;
    if (traits.has('social')) return 4;
    // Most traits are about mail.
    if (traits.size > 0) return 0;
    const rolled = rolls.channel(n);
    return rolled < 0.75 ? 0 : 1 + Math.floor((rolled - 0.75) * 4 * (CHANNELS.length - 1));
  };

  const statusOf = (n: number, traits: Traits): number => {
    if (traits.has('archived') || traits.has('follow-up')) return 0;
    if (traits.has('custom-status')) return n % 4 === 0 ? 5 : 4;
    const rolled = rolls.status(n);
    return rolled < 0.6 ? 0 : 1 + Math.floor(((rolled - 0.6) / 0.4) * (STATUSES.length - 1));
  };

  const assigneeOf = (n: number, traits: Traits): number => {
    if (traits.has('no-assignee')) return NONE;
    if (traits.has('disabled-agent')) return 10 + (n % 3);
    if (traits.has('deleted-agent')) return AGENTS.findIndex(isDeleted) + (n % 2);
    if (traits.has('anonymous-agent')) return AGENTS.length - 1;
    const rolled = rolls.assignee(n);
    return rolled < 0.1 ? NONE : (working[Math.floor(rolled * working.length)]?.number ?? NONE);
  };

  const departmentOf = (n: number): number => {
    const rolled = rolls.department(n);
    if (rolled < 0.4) return 0;
    // The old helpdesk took tickets in its time only.
    const last = n < tickets * 0.4 ? OLD_HELPDESK : OLD_HELPDESK - 1;
    return 1 + Math.floor(((rolled - 0.4) / 0.6) * Math.min(last, DEPARTMENTS.length - 1));
  };

  const mergedInto = (n: number): number | undefined => {
    const into = (ticket: number): boolean => scenarios.traitsOf(ticket).has('merged-child');
    return n > 0 && into(n) && !into(n - 1) ? n - 1 : undefined;
  };

  const flagsOf = (n: number, traits: Traits): number =>
    (traits.has('archived') ? FLAGS.archived : 0) |
    (traits.has('spam') ? FLAGS.spam : 0) |
    (traits.has('trashed') ? FLAGS.trashed : 0) |
    (traits.has('merged-child') && mergedInto(n) !== undefined ? FLAGS.merged : 0) |
    (rolls.escalated(n) < 0.05 ? FLAGS.escalated : 0);

  const threadsOf = (n: number, traits: Traits): number => {
    if (traits.has('deep')) return 62 + (n % 30);
    const rolled = rolls.threads(n);
    if (options.lean) return rolled < 0.8 ? 1 : 2;
    const usual = 1 + Math.floor(rolled * rolled * 7);
    return traits.size === 0 ? usual : Math.max(usual, 4);
  };

  const commentsOf = (n: number, traits: Traits): number => {
    if (traits.has('no-comments')) return 0;
    if (options.lean) return rolls.comments(n) < 0.2 ? 1 : 0;
    const usual = Math.floor(rolls.comments(n) ** 2 * 4);
    return traits.size === 0 ? usual : Math.max(usual, 2);
  };

  const makeShape = (n: number): TicketShape => {
    const traits = scenarios.traitsOf(n);
    const created = Math.floor(ORG_START + (n + 0.9 * rolls.created(n)) * step);
    const room = (SEEDED_UNTIL - created) * 0.8;
    const threads = threadsOf(n, traits);
    const span = threads === 1 ? 0 : Math.min(room, HOUR + rolls.span(n) ** 3 * 40 * DAY);
    const lastThread = Math.floor(created + span);
    const status = statusOf(n, traits);
    const closed =
      STATUSES[status]?.type === 'Closed'
        ? Math.floor(lastThread + Math.min(room * 0.2, rolls.closed(n) * 3 * DAY))
        : null;
    const edited = closed ?? Math.floor(created + span * rolls.edit(n));
    const bulk = traits.has('bulk-edited') || (n >= bulkFrom && n < bulkFrom + bulkCount);
    const touched = options.replyBumpsModified ? Math.max(edited, lastThread) : edited;
    const contact = contactOf(n, traits);
    const product = Math.floor(rolls.product(n) * PRODUCTS.length * 2);
    const assignee = assigneeOf(n, traits);
    const team = TEAMS.findIndex((candidate) => candidate.agents.includes(assignee));
    return {
      threads,
      comments: commentsOf(n, traits),
      lastThread,
      closed,
      header: {
        created,
        modified: bulk ? Math.max(BULK_EDIT, touched) : touched,
        department: departmentOf(n),
        status,
        priority: Math.floor(rolls.priority(n) * PRIORITIES.length),
        channel: channelOf(n, traits),
        category: Math.floor(rolls.category(n) * CATEGORIES.length),
        contact,
        account: contactFacts.accountsOf(contact)[0] ?? NONE,
        product: product < PRODUCTS.length ? product : NONE,
        assignee,
        team: rolls.team(n) < 0.5 ? team : NONE,
        flags: flagsOf(n, traits),
      },
    };
  };

  // A ticket is asked for many times in a row: for its header, its details, each of its threads.
  let last: { readonly ticket: number; readonly shape: TicketShape } | undefined;
  return {
    mergedInto,
    shape(n) {
      if (last?.ticket !== n) last = { ticket: n, shape: makeShape(n) };
      return last.shape;
    },
  };
}
