import { createPrng, type FaultRule, plannedFaults } from '@zdjsm/sandbox';
import type { World } from '../support/world.ts';
import type { Call } from './faults/fault-class.ts';

/** Numbers of the classes that befall records, and stay. */
const POISONED = 14;
const REFUSED = 15;

type Payload = Record<string, unknown>;

/** What a ticket's own record may be like, beyond what a helpdesk makes. */
const TICKETS: readonly ((ticket: Payload) => Payload)[] = [
  (ticket) => ({ ...ticket, createdTime: '0000-13-45T99:99:99.000Z' }),
  (ticket) => ({ ...ticket, contactId: null }),
  (ticket) => ({ ...ticket, contactId: '189217999999999999' }),
  (ticket) => ({ ...ticket, departmentId: '1' }),
  (ticket) => ({ ...ticket, subject: 'half a \ud83d, a \u0000, right to left \u202e' }),
  (ticket) => ({ ...ticket, status: { name: 'Open' } }),
  (ticket) => ({ ...ticket, customFields: ['none'], cf: 7 }),
];

const DEPTH = 10_000;
const LENGTH = 300_000;
const CONTENTS: readonly string[] = [
  `${'<div><b>'.repeat(DEPTH)}deep${'</b></div>'.repeat(DEPTH)}`,
  `<p>${'long '.repeat(LENGTH / 5)}</p>`,
  '<img src="cid:nobody@nowhere"><img src="javascript:alert(1)"><img src="data:image/png;base64,%%">',
  'half a \ud83d, a \u0000, right to left \u202e',
];

/** Forms that a site may refuse, though the schema has them. */
const RICH = /"type":"(?:table|codeBlock|blockquote|bulletList|orderedList|panel|expand)"/;

const COMMENT = /\/issue\/[^/]+\/comment(\/\d+)?$/;

const NO_FORM: FaultRule['fault'] = {
  kind: 'answer',
  status: 400,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ errorMessages: ['INVALID_INPUT'], errors: {} }),
};

/**
 * Makes some helpdesks worse than a helpdesk gets, and some sites pickier: whatever else goes wrong, and also
 * when nothing does. Returns the number of the class.
 */
export function poison(world: World, number: number): number | undefined {
  const found = poisonOf(world, number);
  if (!found) return undefined;
  const { setFaults } = world.sandbox;
  world.sandbox.setFaults = (plan) => {
    setFaults({ next: (call) => found.strike(call) ?? plan.next(call) });
  };
  world.sandbox.setFaults(plannedFaults([]));
  return found.number;
}

function poisonOf({ sandbox }: World, number: number) {
  const prng = createPrng(number, 'poison');
  if (number % 3 === 1) {
    const strike = ({ cloud, method, path, body = '' }: Call) =>
      cloud === 'jira' && method !== 'GET' && COMMENT.test(path) && RICH.test(body)
        ? NO_FORM
        : undefined;
    return { number: REFUSED, strike };
  }
  if (number % 3 === 2) return undefined;
  const ticket = prng.pick([...sandbox.zoho.truth().tickets('live')]);
  const change = prng.pick(TICKETS);
  const content = prng.pick(CONTENTS);
  const own = new RegExp(`/tickets/${ticket.id}$`);
  const thread = new RegExp(`/tickets/${ticket.id}/threads/\\d+/fullContent$`);
  const altered = (alter: (payload: Payload) => Payload): FaultRule['fault'] => ({
    kind: 'alter',
    alter: (text) => JSON.stringify(alter(JSON.parse(text) as Payload)),
  });
  return {
    number: POISONED,
    strike({ cloud, path }: Call) {
      if (cloud !== 'zoho') return undefined;
      if (own.test(path)) return altered(change);
      return thread.test(path) ? altered((payload) => ({ ...payload, content })) : undefined;
    },
  };
}
