import type { ZohoCloud } from '@zdjsm/sandbox';
import { createZohoDesk, type ZohoDesk } from '@zdjsm/zoho-desk';
import { inProcessTransport } from './in-process-transport.ts';
import { type Bill, emptyBill, type Meter, sumOf, times } from './zoho-bill.ts';
import type { Org } from './zoho-org.ts';
import { creditsByIndex, creditsOfFirstPages } from './zoho-prices.ts';

export function clientOf(cloud: ZohoCloud, meter: Meter): ZohoDesk {
  const { orgId, ...auth } = cloud.credentials;
  return createZohoDesk({
    dataCentre: 'com',
    orgId,
    auth,
    transport: inProcessTransport(meter.handle),
    concurrency: 25,
  });
}

/** All but the listing of tickets, as this client does it. */
export async function runOurs(zoho: ZohoDesk, meter: Meter, org: Org): Promise<Bill> {
  const { sample, tickets } = org;
  const perTicket = await meter.measure(async () => {
    const parts = ['timeEntries', 'followers'] as const;
    for await (const { error } of zoho.wholeTickets.each(sample, { parts })) if (error) throw error;
  });
  const activities = await meter.measure(async () => {
    for (const module of [zoho.tasks, zoho.calls, zoho.events]) {
      await Array.fromAsync(module.scan());
    }
  });
  const rest = org.isSmall ? await askForTheRest(zoho, meter) : computeTheRest(org);
  return sumOf(times(perTicket, tickets / sample.length), activities, rest);
}

async function askForTheRest(zoho: ZohoDesk, meter: Meter): Promise<Bill> {
  return await meter.measure(async () => {
    const departments = (await Array.fromAsync(zoho.departments.list())).map(({ id }) => id);
    await Array.fromAsync(zoho.tags.index(departments));
    await Array.fromAsync(zoho.contacts.scan());
    for await (const { id } of zoho.accounts.scan()) {
      await Array.fromAsync(zoho.accounts.contacts(id));
    }
  });
}

// A scan's pages share a row, and it asks twice more: for the end, and for the newest.
const SCANNED_PAGE = 99;
const scanned = (records: number): number =>
  creditsOfFirstPages(records + 2 * SCANNED_PAGE, SCANNED_PAGE);

const taggedFromBothEnds = (count: number): number =>
  count > 2_000 ? 2 * creditsByIndex(count / 2) + creditsOfFirstPages(1) : creditsByIndex(count);

/** What `askForTheRest` would cost: asking costs the sandbox of a huge org hours. */
function computeTheRest({ contacts, accounts, departments, tagged }: Org): Bill {
  return {
    ...emptyBill(),
    tags: tagged.reduce((sum, count) => sum + taggedFromBothEnds(count), departments * 6),
    'contacts and accounts': scanned(contacts) + scanned(accounts),
    'whose contact is whose': accounts * creditsOfFirstPages(1),
  };
}
