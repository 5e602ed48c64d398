import { choose, createDice, nth } from '../../data/dice.ts';
import { OPENINGS, REPLIES } from '../../data/names.ts';
import { type Attachment, attachmentOf } from './attachments.ts';
import type { Body } from './body.ts';
import { idOf } from './ids.ts';
import type { Scenarios } from './scenarios.ts';
import { DEPARTMENTS } from './tables.ts';
import { type ThreadHead, threadKey } from './thread-heads.ts';
import { ticketNumberOf } from './ticket-details.ts';
import type { TicketPlan } from './ticket-header.ts';

export type Person = { readonly kind: 'contact' | 'agent'; readonly number: number };

/** A message of a ticket: mail, chat, post or call. */
export interface Thread extends ThreadHead {
  readonly author: Person | null;
  /** One string each, as Zoho gives them; empty for none. */
  readonly from: string;
  readonly to: string;
  readonly cc: string;
  readonly bcc: string;
  readonly body: Body;
  readonly attachments: readonly Attachment[];
}

const MANY_RECIPIENTS =
  '"Tywin, Jade" <jade@zylker.com>;Müller <j.mueller@partner.example>,carol@zylker.com';

export function createThreads(options: {
  readonly seed: number;
  readonly head: (ticket: number, number: number) => ThreadHead;
  readonly plan: TicketPlan;
  readonly scenarios: Scenarios;
  readonly mails: number;
  /** The longest mail of the corpus. */
  readonly longestMail: number;
  readonly emailOf: (contact: number) => string | null;
  readonly lean: boolean;
}) {
  const roll = createDice(options.seed, 'thread');
  const rolls = {
    opening: roll('opening'),
    files: roll('files'),
    file: roll('file'),
    screenshot: roll('screenshot'),
    logo: roll('logo'),
    mail: createDice(options.seed, 'mail')('first')(0),
  };
  const firstMail = Math.floor(rolls.mail * options.mails);

  return (ticket: number, number: number): Thread => {
    const { header } = options.plan.shape(ticket);
    const traits = options.scenarios.traitsOf(ticket);
    const head = options.head(ticket, number);
    const key = threadKey(ticket, number);
    const incoming = head.direction === 'in';
    const department = nth(DEPARTMENTS, header.department);
    const agent = header.assignee < 0 ? ticket % 7 : header.assignee;
    const customer = options.emailOf(header.contact) ?? '';
    const isDraft = head.status === 'DRAFT';
    const ours = isDraft
      ? `<${department.address}>`
      : `"${department.name}"<${department.address}>`;
    const noAuthor = traits.has('no-author') && number === 1;

    const body = (): Body => {
      const opening = `${choose(incoming ? OPENINGS : REPLIES, rolls.opening(key))} [#${ticketNumberOf(ticket)}-${number}]`;
      if (traits.has('plain-text') && number % 2 === 1) {
        return { kind: 'text', text: `${opening}\n\n> quoted line <not a tag>\n> & another\n` };
      }
      if (options.lean) return { kind: 'html', html: `<div>${opening}</div>` };
      const long = traits.has('long-body') && number === 2;
      const raw = traits.has('raw-pictures');
      const pictures = traits.has('pictures');
      return {
        kind: 'mail',
        mail: long ? options.longestMail : firstMail + ticket * 5 + number * 7,
        copies: long ? 4 : 1,
        opening,
        extra: (traits.has('cross-links') ? crossLinks(ticket) : '') + (raw ? RAW_PICTURES : ''),
        screenshot: pictures || rolls.screenshot(key) < 0.15,
        logo: pictures || rolls.logo(key) < 0.4 ? (incoming ? 1 + (header.contact % 6) : 0) : null,
        raw,
        lost: traits.has('lost-pictures') && number === 0,
      };
    };

    const attachments = (): readonly Attachment[] => {
      const file = (nth: number, kind: Attachment['kind'], which: number): Attachment =>
        attachmentOf(ticket, { kind: 'thread', number }, nth, kind, which);
      if (number === 0 && traits.has('odd-files')) {
        return [0, 1, 2, 3, 4].map((n) => file(n, 'odd', n / 5));
      }
      if (number === 0 && traits.has('empty-file')) return [file(0, 'empty', 0)];
      if (number === 0 && traits.has('large-file')) return [file(0, 'large', (ticket % 2) / 2)];
      if (options.lean && rolls.files(key) < 0.95) return [];
      const count = Math.floor(rolls.files(key) ** 3 * 4);
      return Array.from({ length: count }, (_, n) => file(n, 'common', rolls.file(key * 20 + n)));
    };

    return {
      ...head,
      author: noAuthor
        ? null
        : { kind: incoming ? 'contact' : 'agent', number: incoming ? header.contact : agent },
      from: incoming ? customer : ours,
      to: head.isForward ? 'vendor@parts.example' : incoming ? department.address : customer,
      cc: traits.has('recipients') && number <= 1 ? MANY_RECIPIENTS : '',
      bcc: traits.has('recipients') && number === 1 ? 'audit@zylker.com' : '',
      body: body(),
      attachments: attachments(),
    };
  };
}

/** Left as they came: a part of the mail by Content-ID, one in the text, a stranger's, a tracker. */
const RAW_PICTURES = [
  '<img src="cid:image001.png@01D9A2B3.4C5D6E70" width="64">',
  '<img src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7" alt="">',
  '<img src="https://images.partner.example/banner.png?utm_source=mail&amp;x=1">',
  '<img src="https://track.partner.example/o/3f9a.gif" width="1" height="1" style="display:none">',
].join('');

function crossLinks(ticket: number): string {
  const other = Math.max(0, ticket - 4);
  const link = `https://desk.zoho.com/agent/zylker/support/tickets/details/${idOf('ticket', other)}`;
  return `<p>See also ticket #${ticketNumberOf(other)} and <a href="${link}">this one</a>, ##${ticketNumberOf(other + 1)}##.</p>`;
}
