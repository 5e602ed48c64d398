/**
 * What it costs to read a portal: ours, the floor, and a naive script.
 * Run: npx pnpm@12 run bench zoho-credits [tickets …]
 */
import { createSandbox } from '@zdjsm/sandbox';
import { type Bill, createMeter, ITEMS, type Item, sumOf, totalOf } from './zoho-bill.ts';
import { floorOf } from './zoho-floor.ts';
import { runNaive } from './zoho-naive.ts';
import { describeOrg, type Org } from './zoho-org.ts';
import { clientOf, runOurs } from './zoho-ours.ts';

/** About three in a hundred of the sandbox's tickets are spam, trash or merged, and in no list. */
const UNLISTED = 1.0315;

/** What no migration can do without; the other items are extras. */
const CORE: readonly Item[] = [
  'listing tickets',
  'ticket details',
  'lists of messages',
  'bodies of messages',
  'lists of attachments',
  'tags',
];

const sizes = process.argv.slice(2).map(Number);
for (const size of sizes.length > 0 ? sizes : [10_000, 100_000, 1_000_000]) await bench(size);

async function bench(tickets: number): Promise<void> {
  const began = performance.now();
  const cloud = createSandbox({
    zoho: {
      tickets: Math.round(tickets * UNLISTED),
      edition: 'enterprise',
      credits: 1_000_000_000,
    },
  }).zoho;
  const meter = createMeter((request) => cloud.handle(request));
  const zoho = clientOf(cloud, meter);

  const ids: string[] = [];
  const startedScan = performance.now();
  const listing = await meter.measure(async () => {
    for await (const { id } of zoho.tickets.scan({ archived: 'as-listed' })) ids.push(id);
  });
  const scanSeconds = (performance.now() - startedScan) / 1000;
  const resident = process.memoryUsage.rss() / 2 ** 20;

  const org = describeOrg(cloud, ids);
  const ours = sumOf(listing, await runOurs(zoho, meter, org));
  const naive = await runNaive(meter, org);
  print(org, { ours, floor: floorOf(org), naive });
  console.log(
    `Scan: ${scanSeconds.toFixed(1)} s; ${Math.round(resident)} MiB resident after it, the sandbox included. ` +
      `All: ${Math.round((performance.now() - began) / 1000)} s.\n`,
  );
}

function print(org: Org, bills: Readonly<Record<'ours' | 'floor' | 'naive', Bill>>): void {
  const { ours, floor, naive } = bills;
  const row = (name: string, [a, b, c]: readonly number[]): string =>
    `| ${name} | ${whole(a)} | ${whole(b)} | ${whole(c)} | ${ratio(a, b)} | ${ratio(c, a)} |`;
  const all = [ours, floor, naive];
  const core = all.map((bill) => CORE.reduce((sum, item) => sum + bill[item], 0));
  console.log(`\n## ${whole(org.tickets)} tickets\n`);
  console.log('| credits | ours | floor | naive | ours ÷ floor | naive ÷ ours |');
  console.log('|---|--:|--:|--:|--:|--:|');
  for (const item of ITEMS) console.log(row(item, [ours[item], floor[item], naive[item]]));
  console.log(row('*the first six*', core));
  console.log(row('**all**', all.map(totalOf)));
  console.log(
    `\nRun: listing of all tickets, ours and naive; ${whole(org.sample.length)} tickets read one by one, ` +
      `evenly spread, and scaled up. ${
        org.isSmall
          ? 'Tags, contacts and accounts: ours run, naive computed from their number.'
          : 'Tags, contacts and accounts: computed from their number.'
      }`,
  );
}

function whole(value = 0): string {
  return Math.round(value).toLocaleString('en');
}

function ratio(a = 0, b = 0): string {
  return b === 0 ? '–' : (a / b).toFixed(3);
}
