/**
 * CPU of a call: this client beside bare got, for the same answers.
 * Run: npx pnpm@12 run bench zoho-cpu
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createZohoDesk } from '@zdjsm/zoho-desk';
import got from 'got';
import { compareCpu } from './compare-cpu.ts';

// In a process of its own, so that its CPU is not counted.
const server = fork(new URL('canned-server.ts', import.meta.url));
const [desk] = (await once(server, 'message')) as [string];

const zoho = createZohoDesk({
  dataCentre: { desk, accounts: desk },
  orgId: '4711',
  auth: { accessToken: 'token' },
  plan: { edition: 'enterprise', agents: 1_000_000 },
  concurrency: 10,
});
const headers = { authorization: 'Zoho-oauthtoken token', orgId: '4711' };
const bare = got.extend({ prefixUrl: `${desk}/api/v1`, headers, retry: { limit: 0 } });

await compareCpu([
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
]);
server.kill();
