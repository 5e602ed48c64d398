import type { ZohoCloud } from '@zdjsm/sandbox';
import { type Bill, emptyBill, type Handle, type Meter, sumOf, times } from './zoho-bill.ts';
import type { Org } from './zoho-org.ts';
import { creditsByIndex, creditsOfFirstPages } from './zoho-prices.ts';

type Row = Readonly<Record<string, unknown>>;
type Get = (path: string) => Promise<Row>;

const PAGE = 100;
/** The highest index that Zoho takes for archived tickets. */
const ARCHIVED_END = 4_999;

/** As a script does it that was written in an afternoon: by index, and every list of every ticket. */
export async function runNaive(meter: Meter, org: Org): Promise<Bill> {
  const { cloud, sample, tickets, contacts, accounts, activities } = org;
  const get = await logIn(cloud, meter.handle);
  const listing = await meter.measure(async () => {
    await listByIndex(get, '/tickets?sortBy=createdTime');
    for (const department of idsIn(await get('/departments?limit=200'))) {
      await listByIndex(get, `/tickets/archivedTickets?departmentId=${department}`, ARCHIVED_END);
    }
  });
  const perTicket = await meter.measure(async () => {
    for (const { id } of sample) await readTicket(get, id);
  });
  return sumOf(listing, times(perTicket, tickets / sample.length), {
    ...emptyBill(),
    // Their lists are asked for with each ticket.
    'tasks, calls, events': activities.reduce((sum, count) => sum + count, 0),
    'contacts and accounts':
      creditsByIndex(contacts) + contacts + creditsByIndex(accounts) + accounts,
    'whose contact is whose': contacts * creditsOfFirstPages(1),
  });
}

async function logIn(cloud: ZohoCloud, handle: Handle): Promise<Get> {
  const { orgId, clientId, clientSecret, refreshToken } = cloud.credentials;
  const body = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: clientId,
    client_secret: clientSecret,
    refresh_token: refreshToken,
  });
  const url = 'https://accounts.zoho.com/oauth/v2/token';
  const token = (await (await handle(new Request(url, { method: 'POST', body }))).json()) as Row;
  const headers = { authorization: `Zoho-oauthtoken ${token['access_token']}`, orgId };
  return async (path) => {
    const request = new Request(`https://desk.zoho.com/api/v1${path}`, { headers });
    const answer = await handle(request);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.status === 204 ? {} : ((await answer.json()) as Row);
  };
}

async function listByIndex(get: Get, path: string, end = Number.POSITIVE_INFINITY): Promise<void> {
  for (let from = 0; from <= end; from += PAGE) {
    const page = await get(`${path}&from=${from}&limit=${PAGE}`);
    if (idsIn(page).length < PAGE) return;
  }
}

async function readTicket(get: Get, id: string): Promise<void> {
  await get(`/tickets/${id}`);
  for (const thread of idsIn(await get(`/tickets/${id}/threads?limit=200`))) {
    const { isContentTruncated } = await get(`/tickets/${id}/threads/${thread}`);
    if (isContentTruncated) await get(`/tickets/${id}/threads/${thread}/fullContent`);
  }
  for (const list of ['comments', 'attachments', 'timeEntry', 'tasks', 'calls', 'events']) {
    await get(`/tickets/${id}/${list}?limit=${PAGE}`);
  }
  for (const list of ['tags', 'followers']) await get(`/tickets/${id}/${list}`);
}

function idsIn(document: Row): string[] {
  return ((document['data'] ?? []) as Row[]).map(({ id }) => String(id));
}
