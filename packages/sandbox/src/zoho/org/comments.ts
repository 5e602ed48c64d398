import { choose, createDice, nth } from '../../data/dice.ts';
import { NOTES } from '../../data/names.ts';
import { AGENTS, zuidOf } from './agents.ts';
import { type Attachment, attachmentOf } from './attachments.ts';
import { idOf } from './ids.ts';
import type { Scenarios } from './scenarios.ts';
import { HOUR, TEAMS } from './tables.ts';
import type { Person } from './threads.ts';
import { ticketNumberOf } from './ticket-details.ts';
import type { TicketPlan } from './ticket-header.ts';

/** A note of an agent, or a public word of an agent or a customer in the portal. */
export interface Comment {
  readonly ticket: number;
  /** From 0, in the order of time. */
  readonly number: number;
  readonly commentedTime: number;
  /** Nothing if never edited. */
  readonly modifiedTime: number | null;
  readonly isPublic: boolean;
  readonly contentType: 'html' | 'plainText';
  readonly author: Person;
  readonly content: string;
  /** A picture pasted into the text. */
  readonly hasPicture: boolean;
  readonly attachments: readonly Attachment[];
}

export function createComments(options: {
  readonly seed: number;
  readonly plan: TicketPlan;
  readonly scenarios: Scenarios;
}) {
  const roll = createDice(options.seed, 'comment');
  const rolls = {
    text: roll('text'),
    public: roll('public'),
    file: roll('file'),
    author: roll('author'),
  };

  return (ticket: number, number: number): Comment => {
    const { header, lastThread, comments } = options.plan.shape(ticket);
    const traits = options.scenarios.traitsOf(ticket);
    const key = ticket * 1000 + number;
    const isPublic = traits.has('public-comment') ? number % 2 === 0 : rolls.public(key) < 0.08;
    const byCustomer = isPublic && traits.has('public-comment') && number === 0;
    const agent = traits.has('deleted-agent') ? 14 : Math.floor(rolls.author(key) * 9);
    const commentedTime = Math.floor(
      header.created + (lastThread - header.created) * ((number + 1) / (comments + 1)) + HOUR / 4,
    );
    const plain = number % 5 === 4;
    const text = `${choose(NOTES, rolls.text(key))} [#${ticketNumberOf(ticket)}-c${number}]`;
    return {
      ticket,
      number,
      commentedTime,
      modifiedTime: traits.has('edited-comment') && number === 0 ? commentedTime + 2 * HOUR : null,
      isPublic,
      contentType: plain ? 'plainText' : 'html',
      author: byCustomer
        ? { kind: 'contact', number: header.contact }
        : { kind: 'agent', number: agent },
      content: plain ? text : `<div>${traits.has('mentions') ? mentions(number) : ''}${text}</div>`,
      hasPicture: !plain && traits.has('pictures') && number === 0,
      attachments:
        rolls.file(key) < 0.1 || (traits.has('mentions') && number === 0)
          ? [
              attachmentOf(
                ticket,
                { kind: 'comment', number },
                0,
                'common',
                (rolls.file(key) * 10) % 1,
              ),
            ]
          : [],
    };
  };
}

function mentions(number: number): string {
  const user = `zsu[@user:${zuidOf(nth(AGENTS, 2 + number))}]zsu`;
  const team = `zsu[@team:${idOf('team', 1)}_${nth(TEAMS, 1).name}]zsu`;
  return number % 2 === 0 ? `${user} please look. ` : `${user} and ${team}: `;
}
