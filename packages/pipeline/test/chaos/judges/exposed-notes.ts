import type { RecordedCall } from '@zdjsm/sandbox';
import type { World } from '../../support/world.ts';

/**
 * An internal note is never public, under any fault: not for a moment, not by another way. Each message
 * of the helpdesk has its number in its text (`[#101-3]`, `[#101-c2]`), so that it is known wherever it turns up.
 */
export function exposedNotes(world: World): string[] {
  const { sandbox } = world;
  const hidden = hiddenMessages(world);
  const sent = sandbox.history.calls.flatMap((call) => {
    if (call.cloud !== 'jira' || call.method === 'GET' || !call.body) return [];
    const named = namedIn(call.body).filter((name) => hidden.has(name));
    if (named.length === 0 || isInternalComment(call)) return [];
    return [
      `call ${call.seq}, ${call.method} ${call.path}: note ${named[0]} was sent without being internal`,
    ];
  });
  const shown = sandbox.jira.issues().flatMap(({ key, comments, description }) => {
    const open = comments.filter(({ internal }) => !internal).map(({ text }) => text);
    return namedIn([...open, JSON.stringify(description)].join(' '))
      .filter((name) => hidden.has(name))
      .map((name) => `${key} shows note ${name} to customers`);
  });
  return [...sent, ...shown];
}

const namedIn = (text: string): string[] =>
  [...text.matchAll(/\[#(\d+-c?\d+)\]|"marker":"((?:thread|comment):\d+)"/g)].map(
    ([, number, marker]) => number ?? marker ?? '',
  );

/** What is made has to be hidden from the beginning; a new text leaves a comment as hidden as it was. */
const isInternalComment = ({ method, path, body = '' }: RecordedCall): boolean =>
  /\/comment(\/\d+)?$/.test(path) &&
  (/"sd\.public\.comment","value":\{"internal":true\}/.test(body) ||
    (method === 'PUT' && !body.includes('"internal":false')));

function hiddenMessages({ sandbox }: World): ReadonlySet<string> {
  const hidden = new Set<string>();
  for (const ticket of sandbox.zoho.truth().tickets()) {
    const messages = [
      ...ticket.threads().map((message) => ({ kind: 'thread', message })),
      ...ticket.comments().map((message) => ({ kind: 'comment', message })),
    ];
    for (const { kind, message } of messages) {
      if (message.isPublic && message.record['status'] !== 'DRAFT') continue;
      hidden.add(`${kind}:${message.id}`);
      for (const name of namedIn(message.content)) hidden.add(name);
    }
  }
  return hidden;
}
