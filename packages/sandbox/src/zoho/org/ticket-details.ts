import { choose, createDice, nth } from '../../data/dice.ts';
import { SUBJECTS } from '../../data/names.ts';
import type { Body } from './body.ts';
import { idOf } from './ids.ts';
import type { Scenarios } from './scenarios.ts';
import { CLASSIFICATIONS, DAY, LANGUAGES } from './tables.ts';
import { SEEDED_TAGS, usualTags } from './tags.ts';
import { FLAGS, type TicketShape } from './ticket-header.ts';

/** What a ticket says beside its header; made on demand. */
export interface TicketDetails {
  readonly subject: string;
  /** `thread`: what the first thread says, with the addresses that the editor gives its pictures. */
  readonly description: 'thread' | Body | null;
  readonly language: string;
  readonly classification: string | null;
  readonly sentiment: string | null;
  readonly phone: string | null;
  readonly dueDate: number | null;
  readonly onHoldTime: number | null;
  readonly closedTime: number | null;
  readonly contract: number | null;
  /** Contacts in copy. */
  readonly secondaryContacts: readonly number[];
  readonly sharedDepartments: readonly SharedDepartment[];
  readonly sourceTicket: number | null;
  readonly tags: readonly string[];
  readonly resolution: {
    readonly content: string;
    readonly agent: number;
    readonly time: number;
  } | null;
  readonly followers: readonly number[];
}

export interface SharedDepartment {
  readonly department: number;
  readonly type: 'READ_ONLY' | 'READ_WRITE' | 'RESTRICTED_ACCESS';
}

export function ticketNumberOf(ticket: number): string {
  return String(101 + ticket);
}

export function createTicketDetails(options: {
  readonly seed: number;
  readonly scenarios: Scenarios;
  readonly contracts: number;
}) {
  const roll = createDice(options.seed, 'ticket-details');
  const rolls = {
    subject: roll('subject'),
    language: roll('language'),
    classification: roll('classification'),
    due: roll('due'),
    tags: roll('tags'),
    resolution: roll('resolution'),
  };

  const subjectOf = (n: number): string => {
    const traits = options.scenarios.traitsOf(n);
    const subject = `${choose(SUBJECTS, rolls.subject(n))} (${ticketNumberOf(n)})`;
    if (traits.has('long-subject')) return `${subject}: ${'very long subject line '.repeat(20)}end`;
    if (traits.has('broken-subject')) return `${subject}\r\n\tsecond line\u00a0\u200b of it`;
    return subject;
  };

  const tagsOf = (n: number): readonly string[] => {
    if (options.scenarios.traitsOf(n).has('many-tags')) return SEEDED_TAGS;
    return usualTags(n, Math.floor(rolls.tags(n) ** 2 * 3));
  };

  return (n: number, shape: TicketShape): TicketDetails => {
    const { header } = shape;
    const traits = options.scenarios.traitsOf(n);
    return {
      subject: subjectOf(n),
      description: traits.has('no-description') ? null : 'thread',
      language: choose(LANGUAGES, rolls.language(n)),
      classification: choose(CLASSIFICATIONS, rolls.classification(n)),
      sentiment: n % 3 === 0 ? nth(['POSITIVE', 'NEUTRAL', 'NEGATIVE'], n / 3) : null,
      phone: traits.has('phone') ? '1 555 010 0000' : null,
      dueDate: rolls.due(n) < 0.4 ? Math.floor(header.created + rolls.due(n) * 20 * DAY) : null,
      onHoldTime: header.status === 2 ? shape.lastThread : null,
      closedTime: shape.closed,
      contract: traits.has('contract') ? n % options.contracts : null,
      secondaryContacts: traits.has('secondary-contacts') ? [1, 2, 7] : [],
      sharedDepartments: traits.has('shared')
        ? [
            { department: 3, type: 'READ_WRITE' },
            { department: 4, type: 'READ_ONLY' },
          ]
        : [],
      sourceTicket: traits.has('follow-up') && n >= 3 ? n - 3 : null,
      tags: tagsOf(n),
      resolution:
        traits.has('resolution') || (shape.closed !== null && rolls.resolution(n) < 0.1)
          ? {
              content: `<div>Replaced the <b>power supply</b>, see ${idOf('ticket', n)}.</div>`,
              agent: Math.max(header.assignee, 0),
              time: shape.closed ?? shape.lastThread,
            }
          : null,
      followers: traits.has('followers') ? [1, 10, 14] : [],
    };
  };
}

export function hasFlag(flags: number, flag: keyof typeof FLAGS): boolean {
  return (flags & FLAGS[flag]) !== 0;
}
