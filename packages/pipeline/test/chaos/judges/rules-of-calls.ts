import type { RecordedCall } from '@zdjsm/sandbox';
import type { World } from '../../support/world.ts';

/** What the history of calls has to obey, however well it ended. */
export function brokenRules(world: World): string[] {
  return [...writtenTwice(world), ...outOfOrder(world), ...overLimits(world), ...defects(world)];
}

/** Calls that had their effect, whatever the caller was told. */
const hadEffect = ({ status, fault }: RecordedCall): boolean =>
  fault === undefined || fault === 'slow' || fault === 'act' || fault === 'list'
    ? status >= 200 && status < 300
    : fault.startsWith('after-');

interface KeyedWrite {
  readonly key: string;
  readonly call: RecordedCall;
}

/** Writes that make something new, by what they make; an organization of the same name is the same one. */
function creations({ sandbox }: World): KeyedWrite[] {
  return sandbox.history.calls.flatMap((call): KeyedWrite[] => {
    const { cloud, method, path, body = '' } = call;
    if (cloud !== 'jira' || method !== 'POST' || !hadEffect(call)) return [];
    const name = NEW.find(({ where }) => where.test(path))?.what.exec(body)?.[1];
    return name === undefined ? [] : [{ key: `${path}: ${name}`, call }];
  });
}

const NEW: readonly { readonly where: RegExp; readonly what: RegExp }[] = [
  { where: /\/rest\/api\/3\/issue$/, what: /"(zoho-(?:\w+-)?\d+)"/ },
  { where: /\/issue\/[^/]+\/comment$/, what: /"marker":"([^"]+)"/ },
  { where: /\/issue\/[^/]+\/worklog$/, what: /"marker":"([^"]+)"/ },
];

/** Nothing is made a second time, even where the first one was taken away again. */
function writtenTwice(world: World): string[] {
  const made = new Map<string, number>();
  for (const { key } of creations(world)) made.set(key, (made.get(key) ?? 0) + 1);
  return [...made].flatMap(([key, times]) => (times > 1 ? [`written ${times} times: ${key}`] : []));
}

/** Ids of messages grow with time: an issue's comments are written in that order, one after the other. */
function outOfOrder(world: World): string[] {
  const times = new Map<string, string>();
  for (const ticket of world.sandbox.zoho.truth().tickets()) {
    for (const { record, id } of [...ticket.threads(), ...ticket.comments()]) {
      times.set(id, String(record['createdTime'] ?? record['commentedTime'] ?? ''));
    }
  }
  const last = new Map<string, string>();
  return creations(world).flatMap(({ key, call }) => {
    const id = /(?:thread|comment):(\d+)$/.exec(key)?.[1];
    const time = id === undefined ? undefined : times.get(id);
    if (time === undefined) return [];
    const before = last.get(call.path) ?? '';
    last.set(call.path, time);
    return time < before ? [`call ${call.seq}: ${key} came after a later message`] : [];
  });
}

/** Refusals that no fault has made: the clients have gone over a limit themselves. */
function overLimits({ sandbox }: World): string[] {
  const { calls } = sandbox.history;
  const zoho = calls.filter((c) => c.status === 429 && c.cloud === 'zoho' && !c.fault);
  const overCap = zoho.filter(({ answer }) => answer?.includes('TOO_MANY_REQUESTS'));
  const jira = calls.filter((c) => c.status === 429 && c.cloud === 'jira' && !c.fault);
  return [
    ...(overCap.length > 0
      ? [`${overCap.length} calls over Zoho's cap of simultaneous calls`]
      : []),
    ...(jira.length > 3 + calls.length * 0.005 ? [`${jira.length} calls over Jira's limits`] : []),
  ];
}

/** The sandbox itself broke: nothing that follows can be believed. */
function defects({ sandbox }: World): string[] {
  return sandbox.history.calls
    .filter(({ status }) => status === 599)
    .slice(0, 1)
    .map(({ path, seq }) => `call ${seq}: the sandbox broke at ${path}`);
}
