import { choose, createDice } from '../../data/dice.ts';
import { childNumber, idOf, numberOf, parentAndChild } from './ids.ts';
import type { Scenarios, Trait } from './scenarios.ts';
import { DAY, HOUR, SEEDED_UNTIL } from './tables.ts';
import type { TicketPlan } from './ticket-header.ts';
import { createTicketIndex } from './ticket-index.ts';

export type ActivityKind = 'task' | 'call' | 'event';

/** A task, a call or an event; most belong to a ticket. */
export interface Activity {
  readonly kind: ActivityKind;
  readonly id: string;
  readonly ticket: number | null;
  readonly subject: string;
  readonly description: string | null;
  readonly department: number;
  readonly contact: number | null;
  readonly owner: number | null;
  readonly creator: number;
  /** When it starts; when a task is due. */
  readonly time: number | null;
  readonly completedTime: number | null;
  readonly createdTime: number;
  readonly modifiedTime: number;
  readonly priority: string | null;
  readonly status: string;
  readonly statusType: 'Open' | 'Closed';
  readonly category: string | null;
  readonly direction: 'inbound' | 'outbound';
  /** Seconds. */
  readonly duration: number;
  /** What its owner wrote below it. */
  readonly comment: string | null;
}

export interface Activities {
  /** Of a ticket, oldest first. */
  ofTicket(kind: ActivityKind, ticket: number): readonly Activity[];
  countOf(kind: ActivityKind, ticket: number): number;
  readonly length: (kind: ActivityKind) => number;
  /** The nth of all; those without a ticket come last. */
  at(kind: ActivityKind, n: number): Activity;
  /** All of a kind, in that order: nobody changes one, so they are made once. */
  all(kind: ActivityKind): readonly Activity[];
  byId(kind: ActivityKind, id: string): Activity | undefined;
}

/** Those that belong to no ticket hang on this number, which no ticket reaches. */
const NO_TICKET = 9_999_999;
const WITHOUT_TICKET = 3;

const TRAITS: Readonly<Record<ActivityKind, Trait>> = {
  task: 'tasks',
  call: 'calls',
  event: 'events',
};
const STATUSES: Readonly<Record<ActivityKind, readonly string[]>> = {
  task: ['Completed', 'Not Started', 'In Progress', 'Deferred'],
  call: ['Completed', 'Scheduled', 'Missed', 'Canceled', 'In Progress'],
  event: ['Completed', 'Not Started'],
};
const SUBJECTS: Readonly<Record<ActivityKind, readonly string[]>> = {
  task: ['Order spare part', 'Ask the lawyer', 'Write a "how to" article'],
  call: ['Callback on invoice', 'Outgoing call to customer', 'Missed call'],
  event: ['On-site visit', 'Training (remote)'],
};

export function createActivities(options: {
  readonly seed: number;
  readonly tickets: number;
  readonly plan: TicketPlan;
  readonly scenarios: Scenarios;
}): Activities {
  const { plan, scenarios, tickets } = options;
  const roll = createDice(options.seed, 'activity');
  const rolls = { any: roll('any'), status: roll('status'), subject: roll('subject') };
  const kindNumber = (kind: ActivityKind): number => ['task', 'call', 'event'].indexOf(kind);

  const countOf = (kind: ActivityKind, ticket: number): number => {
    if (ticket === NO_TICKET) return WITHOUT_TICKET;
    if (ticket >= tickets) return 0;
    if (scenarios.traitsOf(ticket).has(TRAITS[kind])) return 2;
    return rolls.any(ticket * 3 + kindNumber(kind)) < 0.03 ? 1 : 0;
  };

  const make = (kind: ActivityKind, owner: number, child: number): Activity => {
    const ticket = owner === NO_TICKET ? null : owner;
    const header = ticket === null ? undefined : plan.shape(ticket).header;
    const key = (owner * 3 + kindNumber(kind)) * 10 + child;
    const createdTime = (header?.created ?? SEEDED_UNTIL - 30 * DAY) + (child + 1) * HOUR;
    const status = choose(STATUSES[kind], rolls.status(key));
    const isDone = ['Completed', 'Canceled', 'Missed'].includes(status);
    const time = createdTime + (child + 1) * DAY;
    return {
      kind,
      id: idOf(kind, childNumber(owner, child)),
      ticket,
      subject: choose(SUBJECTS[kind], rolls.subject(key)),
      description: child === 0 ? `<div>Bring the <b>spare</b> parts.<br />Ring twice.</div>` : null,
      department: header?.department ?? 0,
      contact: header?.contact ?? null,
      owner: child === 1 ? 10 : Math.max(0, header?.assignee ?? 0),
      creator: 0,
      time: kind === 'task' && child === 1 ? null : time,
      completedTime: isDone ? time + HOUR : null,
      createdTime,
      modifiedTime: isDone ? time + HOUR : createdTime,
      priority: child === 0 ? 'High' : null,
      status,
      statusType: isDone ? 'Closed' : 'Open',
      category: child === 0 ? 'Visit' : null,
      direction: child === 0 ? 'outbound' : 'inbound',
      duration: 300 + child * 60,
      comment: isDone && child === 0 ? '<div>Done, <b>part 4711</b> was replaced.</div>' : null,
    };
  };

  const indexes = {
    task: createTicketIndex(tickets, (ticket) => countOf('task', ticket)),
    call: createTicketIndex(tickets, (ticket) => countOf('call', ticket)),
    event: createTicketIndex(tickets, (ticket) => countOf('event', ticket)),
  };

  const length = (kind: ActivityKind): number => indexes[kind]().length + WITHOUT_TICKET;

  const at = (kind: ActivityKind, n: number): Activity => {
    const index = indexes[kind]();
    if (n >= index.length) return make(kind, NO_TICKET, n - index.length);
    const { ticket, child } = index.at(n);
    return make(kind, ticket, child);
  };

  const made = new Map<ActivityKind, readonly Activity[]>();

  return {
    countOf,
    ofTicket: (kind, ticket) =>
      Array.from({ length: countOf(kind, ticket) }, (_, child) => make(kind, ticket, child)),
    length,
    at,
    all(kind) {
      const known = made.get(kind) ?? Array.from({ length: length(kind) }, (_, n) => at(kind, n));
      made.set(kind, known);
      return known;
    },
    byId(kind, id) {
      const number = numberOf(kind, id);
      if (number === undefined) return undefined;
      const { ticket, child } = parentAndChild(number);
      return child < countOf(kind, ticket) ? make(kind, ticket, child) : undefined;
    },
  };
}
