import type { FromSource } from './from-source.ts';

/** What hangs on a ticket beside its messages, in neutral words. Times are ISO 8601 in UTC. */

/** A piece of work that a ticket asks for. */
export interface Task extends FromSource {
  readonly id: string;
  readonly subject: string;
  /** HTML. */
  readonly description: string | undefined;
  readonly status: string;
  readonly statusType: 'open' | 'closed';
  readonly priority: string | undefined;
  readonly category: string | undefined;
  readonly dueAt: string | undefined;
  readonly completedAt: string | undefined;
  readonly createdAt: string;
  /** The agent whose work it is. */
  readonly ownerId: string | undefined;
  /** The agent who wanted it. */
  readonly creatorId: string | undefined;
}

/** A telephone call, or an event: a visit, a training. */
export interface Appointment extends FromSource {
  readonly kind: 'call' | 'event';
  readonly id: string;
  readonly subject: string;
  /** HTML. */
  readonly description: string | undefined;
  readonly status: string;
  readonly statusType: 'open' | 'closed';
  readonly priority: string | undefined;
  readonly category: string | undefined;
  /** Of calls. */
  readonly direction: 'inbound' | 'outbound' | undefined;
  readonly startsAt: string;
  readonly seconds: number | undefined;
  readonly completedAt: string | undefined;
  readonly ownerId: string | undefined;
  readonly creatorId: string | undefined;
}

/** Time that an agent worked on a ticket. */
export interface TimeEntry {
  readonly id: string;
  readonly agentId: string | undefined;
  /** When the work began. */
  readonly startedAt: string;
  readonly seconds: number;
  readonly description: string | undefined;
  readonly billable: boolean | undefined;
}

/** What a customer said of the service. */
export interface Rating extends FromSource {
  readonly id: string;
  /** In the source's word: `GOOD`. */
  readonly verdict: string;
  readonly at: string;
  readonly feedback: string | undefined;
}

/** How a ticket is related to another one. */
export interface TicketRelation {
  /**
   * - `merged`: the other one went into this one;
   * - `split`: the other one came out of this one;
   * - `follow-up`: this one takes up the other one, which was closed for good.
   */
  readonly kind: 'merged' | 'split' | 'follow-up';
  readonly ticketId: string;
  /** What people call it; undefined where the source does not say. */
  readonly number: string | undefined;
}
