import { createPrng, type Fault, jiraFaults, seededFaults } from '@zdjsm/sandbox';
import { createZohoDesk } from '@zdjsm/zoho-desk';
import { targetOf } from '../support/target.ts';
import { createWorld } from '../support/world.ts';
import { type Reading, read } from './gauges.ts';

export interface SoakOptions {
  readonly rounds: number;
  /** Of both clients together, in each round. */
  readonly callsARound: number;
  onReading?(round: number, reading: Reading): void;
}

export interface SoakResult {
  readonly calls: number;
  readonly failures: number;
  readonly readings: readonly Reading[];
  /** The longest that a queue of either client was. */
  readonly longestQueue: number;
}

const AT_ONCE = 40;
const FAULTS: readonly Fault[] = [
  { kind: 'reset' },
  { kind: 'after-cut', share: 0.5 },
  { kind: 'answer', status: 500, headers: { 'content-type': 'application/json' }, body: '{}' },
  { kind: 'answer', status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' },
];

/**
 * Calls of every sort through both clients against a sandbox that fails now and then, some of them
 * aborted; after each round everything is counted that could be left behind.
 */
export async function soak({ rounds, callsARound, onReading }: SoakOptions): Promise<SoakResult> {
  const world = await createWorld({
    zoho: { tickets: 8 },
    speed: 400,
    historyLimit: 500,
    recordBodies: false,
  });
  const { sandbox, clock, secrets, urls, config } = world;
  const zoho = createZohoDesk({
    dataCentre: { desk: urls.desk, accounts: urls.accounts },
    orgId: config.source.orgId,
    auth: secrets.zoho,
    plan: { edition: 'professional', agents: 10_000 },
    clock,
  });
  const jsm = targetOf(world);
  const tickets = [...sandbox.zoho.truth().tickets()].filter(({ state }) => state === 'live');
  const life = new AbortController();
  sandbox.setFaults(
    seededFaults({
      seed: 5,
      rate: 0.02,
      faults: [...FAULTS, jiraFaults(() => sandbox.clock.now()).burst(1)],
      only: ({ method, path }) => method === 'GET' && !path.includes('/oauth'),
    }),
  );
  const prng = createPrng(5, 'soak');
  const idOf = (): string => prng.pick(tickets).id;
  const jobs: readonly ((signal: AbortSignal) => Promise<unknown>)[] = [
    (signal) => zoho.tickets.get(idOf(), {}, { signal }),
    (signal) => zoho.contacts.list({}, { signal }).toArray({ limit: 50 }),
    (signal) => Array.fromAsync(zoho.conversations.list(idOf(), { signal })),
    (signal) => zoho.tickets.get('189220000000009999', {}, { signal }),
    (signal) => jsm.users.myself({ signal }),
    (signal) => jsm.issues.get('SUP-999999', { signal }),
    (signal) => jsm.search('project = SUP', { signal }).toArray({ limit: 20 }),
  ];
  const readings: Reading[] = [];
  let [failures, longestQueue] = [0, 0];
  const work = async (): Promise<void> => {
    const own = new AbortController();
    const isImpatient = prng.chance(0.05);
    const signal = isImpatient ? AbortSignal.any([life.signal, own.signal]) : life.signal;
    if (isImpatient) setTimeout(() => own.abort(new Error('given up')), prng.below(20));
    try {
      await prng.pick(jobs)(signal);
    } catch {
      failures += 1;
    }
    longestQueue = Math.max(longestQueue, jsm.usage.queued);
  };
  let calls = 0;
  const before = (): number => sandbox.history.calls.at(-1)?.seq ?? 0;
  for (let round = 0; round < rounds; round++) {
    const start = before();
    const lane = async (): Promise<void> => {
      while (before() - start < callsARound) await work();
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    calls += before() - start;
    const reading = await read(life.signal);
    readings.push(reading);
    onReading?.(round + 1, reading);
  }
  await world.stop();
  return { calls, failures, readings, longestQueue };
}
