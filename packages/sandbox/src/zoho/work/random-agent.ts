import { z } from 'zod';
import { createPrng, type Prng } from '../../kernel/random.ts';
import { idOf } from '../org/ids.ts';
import { DEPARTMENTS, PRIORITIES, STATUSES } from '../org/tables.ts';
import { FLAGS } from '../org/ticket-header.ts';
import { GONE } from '../org/ticket-selection.ts';
import { commentId } from '../render/comments.ts';
import { act, type Portal } from './act.ts';
import { CONVERSATION_ACTS } from './conversation-acts.ts';
import { ticketFor } from './names.ts';
import { TICKET_ACTS } from './ticket-acts.ts';

interface Habit {
  readonly name: string;
  /** How often, in a hundred steps. */
  readonly weight: number;
  run(portal: Portal, ticketId: string, prng: Prng): unknown;
}

/** What people do all day. */
const HABITS: readonly Habit[] = [
  {
    name: 'customer-reply',
    weight: 28,
    run: (portal, ticketId, prng) =>
      CONVERSATION_ACTS.reply.run(portal, reply(ticketId, 'in', prng)),
  },
  {
    name: 'agent-reply',
    weight: 24,
    run: (portal, ticketId, prng) =>
      CONVERSATION_ACTS.reply.run(portal, reply(ticketId, 'out', prng)),
  },
  {
    name: 'comment',
    weight: 16,
    run: (portal, ticketId, prng) =>
      CONVERSATION_ACTS.comment.run(portal, {
        ticketId,
        html: `<div>Note ${prng.hex(6)}</div>`,
        isPublic: prng.chance(0.1),
        attachments: prng.below(2),
      }),
  },
  {
    name: 'edit',
    weight: 14,
    run: (portal, ticketId, prng) =>
      TICKET_ACTS['edit-ticket'].run(portal, {
        ticketId,
        status: prng.pick(STATUSES).name,
        priority: prng.pick(PRIORITIES),
        tags: [`tag ${prng.below(9)}`],
      }),
  },
  {
    name: 'create',
    weight: 8,
    run: (portal, _, prng) =>
      TICKET_ACTS['create-ticket'].run(portal, {
        subject: `A new question ${prng.hex(6)}`,
        departmentId: idOf('department', prng.below(DEPARTMENTS.length - 1)),
        contactId: idOf('contact', prng.below(portal.org.contacts.count)),
      }),
  },
  {
    name: 'close',
    weight: 5,
    run: (portal, ticketId) => TICKET_ACTS['close-ticket'].run(portal, { ticketId }),
  },
  {
    name: 'move',
    weight: 2,
    run: (portal, ticketId, prng) =>
      TICKET_ACTS['move-ticket'].run(portal, {
        ticketId,
        departmentId: idOf('department', prng.below(DEPARTMENTS.length - 1)),
      }),
  },
  {
    name: 'edit-comment',
    weight: 1,
    run(portal, ticketId, prng) {
      const [comment] = portal.org.conversations.comments(ticketFor(portal, ticketId));
      if (!comment) return;
      const html = `<div>Edited ${prng.hex(6)}</div>`;
      CONVERSATION_ACTS['edit-comment'].run(portal, { commentId: commentId(comment), html });
    },
  },
  {
    name: 'delete',
    weight: 1,
    run: (portal, ticketId) => TICKET_ACTS['delete-ticket'].run(portal, { ticketId }),
  },
  {
    name: 'merge',
    weight: 1,
    run(portal, ticketId, prng) {
      const child = chooseTicket(portal, prng);
      const childId = child === undefined ? ticketId : idOf('ticket', child);
      if (childId === ticketId) return;
      TICKET_ACTS['merge-tickets'].run(portal, { masterId: ticketId, childIds: [childId] });
    },
  },
];

export interface RandomStep {
  readonly habit: string;
  /** The ticket that was at hand; undefined when none was left. */
  readonly ticketId: string | undefined;
}

export const RANDOM_ACTS = {
  /** Somebody does something, as the seed wills. */
  'random-step': act(
    z.strictObject({ steps: z.number().int().positive() }).default({ steps: 1 }),
    (portal, { steps }) => Array.from({ length: steps }, () => step(portal)),
  ),
};

function step(portal: Portal): RandomStep {
  const prng = createPrng(portal.seed, 'random-agent', portal.sequence('zoho.random-agent'));
  const habit = chooseHabit(prng);
  const ticket = chooseTicket(portal, prng);
  // Whoever has nothing left to work on waits for the next ticket.
  if (ticket === undefined) return { habit: 'rest', ticketId: undefined };
  const ticketId = idOf('ticket', ticket);
  habit.run(portal, ticketId, prng);
  return { habit: habit.name, ticketId };
}

function chooseHabit(prng: Prng): Habit {
  let left = prng.below(HABITS.reduce((sum, habit) => sum + habit.weight, 0));
  for (const habit of HABITS) {
    left -= habit.weight;
    if (left < 0) return habit;
  }
  throw new RangeError('no habit left');
}

/** A ticket that people still work on. */
function chooseTicket(portal: Portal, prng: Prng): number | undefined {
  const { tickets } = portal.org;
  const out = GONE | FLAGS.trashed | FLAGS.spam | FLAGS.archived;
  for (let attempt = 0; attempt < 1000; attempt++) {
    const ticket = prng.below(tickets.count);
    if ((tickets.header(ticket).flags & out) === 0) return ticket;
  }
  return undefined;
}

function reply(ticketId: string, direction: 'in' | 'out', prng: Prng) {
  return {
    ticketId,
    direction,
    html: `<div>Message ${prng.hex(6)}</div>`,
    visibility: 'public' as const,
    isForward: false,
    status: 'SUCCESS' as const,
    attachments: prng.chance(0.2) ? 1 : 0,
  };
}
