import { createDice, nth } from '../../data/dice.ts';
import type { Scenarios } from './scenarios.ts';
import { CHANNELS } from './tables.ts';
import type { TicketPlan } from './ticket-header.ts';

/** What lists of tickets say of their threads: kept apart, since bodies and files cost more. */
export interface ThreadHead {
  readonly ticket: number;
  /** From 0, as they came. */
  readonly number: number;
  readonly createdTime: number;
  readonly direction: 'in' | 'out';
  readonly channel: string;
  readonly status: 'SUCCESS' | 'PENDING' | 'FAILED' | 'DRAFT';
  readonly visibility: 'public' | 'private';
  readonly isForward: boolean;
  readonly isDescriptionThread: boolean;
}

/** One number for a thread, to roll dice with. */
export function threadKey(ticket: number, number: number): number {
  return ticket * 1000 + number;
}

export function createThreadHeads(options: {
  readonly seed: number;
  readonly plan: TicketPlan;
  readonly scenarios: Scenarios;
}) {
  const direction = createDice(options.seed, 'thread')('direction');

  return (ticket: number, number: number): ThreadHead => {
    const { header, threads, lastThread } = options.plan.shape(ticket);
    const traits = options.scenarios.traitsOf(ticket);
    const last = threads - 1;
    const share = last === 0 ? 0 : (number / last) ** 1.5;
    const isForward = traits.has('private-forward') && number === 2;
    const status = statusOf(traits, number, last);
    const answers = isForward || status !== 'SUCCESS' || (traits.size > 0 && number === 1);
    const incoming = number === 0 || (!answers && direction(threadKey(ticket, number)) >= 0.5);
    return {
      ticket,
      number,
      createdTime: Math.floor(header.created + (lastThread - header.created) * share),
      direction: incoming ? 'in' : 'out',
      channel: isForward ? 'EMAIL' : nth(CHANNELS, header.channel).thread,
      status,
      visibility: isForward ? 'private' : 'public',
      isForward,
      isDescriptionThread: number === 0,
    };
  };
}

function statusOf(traits: ReadonlySet<string>, number: number, last: number): ThreadHead['status'] {
  if (traits.has('draft') && number === last) return 'DRAFT';
  if (traits.has('failed') && number === 1) return 'FAILED';
  if (traits.has('pending') && number === 3) return 'PENDING';
  return 'SUCCESS';
}
