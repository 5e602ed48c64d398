/**
 * CPU of a call: this client beside bare got, for the same answers.
 * Run: npx pnpm@12 --filter @zdjsm/bench run zoho-cpu
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createZohoDesk } from '@zdjsm/zoho-desk';
import got from 'got';

const ROUNDS = 6;
const CALLS = 2_000;
const AT_ONCE = 10;

// In a process of its own, so that its CPU is not counted.
const server = fork(new URL('canned-server.ts', import.meta.url));
const [desk] = (await once(server, 'message')) as [string];

const zoho = createZohoDesk({
  dataCentre: { desk, accounts: desk },
  orgId: '4711',
  auth: { accessToken: 'token' },
  plan: { edition: 'enterprise', agents: 1_000_000 },
  concurrency: AT_ONCE,
});
const headers = { authorization: 'Zoho-oauthtoken token', orgId: '4711' };
const bare = got.extend({ prefixUrl: `${desk}/api/v1`, headers, retry: { limit: 0 } });

const KINDS = [
  {
    name: 'a ticket',
    ours: () => zoho.tickets.get('1892000000042034'),
    bare: () => bare('tickets/1892000000042034').json(),
  },
  {
    name: 'a page of 100 tickets',
    ours: () => zoho.tickets.list().fetchPage(undefined),
    bare: () => bare('tickets', { searchParams: { limit: 100 } }).json(),
  },
];

console.log('| CPU a call, µs | ours | bare got | ours ÷ got |');
console.log('|---|--:|--:|--:|');
for (const { name, ours, bare: theirs } of KINDS) {
  await measure(ours);
  await measure(theirs);
  const rounds: { readonly ours: number; readonly bare: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    // Turn about, so that what the machine does meanwhile meets both.
    const [first, second] = round % 2 === 0 ? [ours, theirs] : [theirs, ours];
    const [a, b] = [await measure(first), await measure(second)];
    rounds.push(round % 2 === 0 ? { ours: a, bare: b } : { ours: b, bare: a });
  }
  const mine = median(rounds.map((round) => round.ours));
  const its = median(rounds.map((round) => round.bare));
  console.log(`| ${name} | ${mine.toFixed(0)} | ${its.toFixed(0)} | ${(mine / its).toFixed(2)} |`);
}
console.log(`\nMedian of ${ROUNDS} rounds of ${CALLS} calls, ${AT_ONCE} at once.`);
server.kill();

/** CPU microseconds a call. */
async function measure(call: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  let left = CALLS;
  const worker = async (): Promise<void> => {
    while (left-- > 0) await call();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / CALLS;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
