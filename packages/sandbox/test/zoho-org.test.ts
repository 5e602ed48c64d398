import { cases } from '@zdjsm/testing/cases';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSandbox, mailCorpus, type Trait } from '../src/index.ts';
import { createWorld } from '../src/kernel/world.ts';
import { createZohoCloud } from '../src/zoho/cloud.ts';
import { testClock } from './test-clock.ts';
import { ids, type Row, zohoPortal } from './zoho-portal.ts';

const URLS = { desk: 'https://desk.zoho.com', accounts: 'https://accounts.zoho.com' };

function cloud(seed: number, tickets: number) {
  const world = createWorld();
  const options = { tickets };
  return createZohoCloud({ world, clock: testClock(), seed, urls: () => URLS, options });
}

/** Every trait that a ticket can have, as a record so that the compiler finds one that is missing. */
const TRAITS = Object.keys({
  deep: 1,
  archived: 1,
  spam: 1,
  trashed: 1,
  'merged-child': 1,
  'split-parent': 1,
  'follow-up': 1,
  shared: 1,
  'custom-status': 1,
  'all-custom-fields': 1,
  'many-tags': 1,
  'cross-links': 1,
  'long-subject': 1,
  'broken-subject': 1,
  'no-description': 1,
  'time-entries': 1,
  calls: 1,
  events: 1,
  tasks: 1,
  rated: 1,
  contract: 1,
  resolution: 1,
  'private-forward': 1,
  draft: 1,
  failed: 1,
  pending: 1,
  'long-body': 1,
  'no-author': 1,
  'plain-text': 1,
  recipients: 1,
  mentions: 1,
  'edited-comment': 1,
  'public-comment': 1,
  'no-comments': 1,
  'disabled-agent': 1,
  'deleted-agent': 1,
  'anonymous-agent': 1,
  'large-file': 1,
  'odd-files': 1,
  'empty-file': 1,
  'ticket-files': 1,
  pictures: 1,
  'raw-pictures': 1,
  'lost-pictures': 1,
  'no-email': 1,
  'no-account': 1,
  'no-assignee': 1,
  'secondary-contacts': 1,
  followers: 1,
  phone: 1,
  social: 1,
  chat: 1,
  'bulk-edited': 1,
} satisfies Record<Trait, 1>);

test('each awkward kind stands among the first hundred tickets of any seed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e9 }), (seed) => {
      const first = [...cloud(seed, 120).truth().tickets()].slice(0, 100);
      const found = new Set(first.flatMap((ticket) => ticket.traits));
      expect([...found].toSorted()).toEqual(TRAITS.toSorted());

      const threads = first.flatMap((ticket) => ticket.threads());
      const statuses = new Set(threads.map(({ record }) => record['status']));
      expect([...statuses].toSorted()).toEqual(['DRAFT', 'FAILED', 'PENDING', 'SUCCESS']);
      expect(threads.some(({ record }) => record['author'] === null)).toBe(true);
      expect(threads.some(({ record }) => record['contentType'] === 'text/plain')).toBe(true);
      expect(threads.some(({ isPublic }) => !isPublic)).toBe(true);
      expect(first.some((ticket) => ticket.threads().length >= 60)).toBe(true);
      const subjects = first.map(({ record }) => String(record['subject']));
      expect(subjects.some((subject) => subject.length > 255)).toBe(true);
      expect(subjects.some((subject) => subject.includes('\n'))).toBe(true);
      expect(first.some(({ record }) => record['accountId'] === null)).toBe(true);
      expect(first.some(({ record }) => record['email'] === null)).toBe(true);
      expect(first.some(({ record }) => 'sourceTicket' in record)).toBe(true);
    }),
    cases(10),
  );
});

test('every mail of the corpus is somebody’s thread', () => {
  const texts = [...cloud(1, 240).truth().tickets()].flatMap((ticket) =>
    ticket.threads().map(({ content }) => content),
  );
  // What stands between tags is left alone, unlike the sources of pictures.
  const longestText = (html: string): string =>
    html
      .split(/<[^>]*>/)
      .reduce((longest, text) => (text.length > longest.length ? text : longest));
  const unused = mailCorpus().filter(
    ({ html }) => !texts.some((content) => content.includes(longestText(html))),
  );
  expect(unused.map(({ name }) => name)).toEqual([]);
});

test('the same seed gives the same org, another seed another', () => {
  const digest = (seed: number): string => {
    const truth = cloud(seed, 60).truth();
    const tickets = [...truth.tickets()].map((ticket) => [
      ticket.record,
      ticket.threads().map(({ content }) => content),
      ticket.comments(),
    ]);
    return JSON.stringify([truth.counts(), tickets, [...truth.contacts()], [...truth.accounts()]]);
  };
  expect(digest(7)).toBe(digest(7));
  expect(digest(7)).not.toBe(digest(8));
});

test('nothing happened after the seed’s last day, and threads follow each other', () => {
  for (const ticket of cloud(3, 240).truth().tickets()) {
    const times = ticket.threads().map(({ record }) => String(record['createdTime']));
    expect(times).toEqual(times.toSorted());
    const last = [...times, String(ticket.record['modifiedTime'])].toSorted().at(-1) ?? '';
    expect(last < '2026-03-01').toBe(true);
  }
});

test('addresses in answers name the place where the sandbox is', async () => {
  const { get, urls } = await zohoPortal();
  const [row] = (await get('/tickets?limit=1')).rows;
  expect(String(row?.['webUrl']).startsWith(urls.desk)).toBe(true);
  const truth = createSandbox().zoho.truth();
  const [ticket] = [...truth.tickets('live')];
  expect(String(ticket?.record['webUrl']).startsWith('https://desk.zoho.com/')).toBe(true);
});

test('agents: each status on its own, deleted ones in a list of their own', async () => {
  const { get } = await zohoPortal();
  const status = async (name: string): Promise<readonly unknown[]> => {
    const { rows } = await get(`/agents?status=${name}&limit=200`);
    return [...new Set(rows.map((row) => row['status']))].toSorted();
  };
  expect(await status('ACTIVE')).toEqual(['ACTIVE']);
  expect(await status('DISABLED')).toEqual(['DISABLED']);
  expect(await status('IMPORTED')).toEqual(['IMPORTED']);
  expect(await status('DELETED')).toEqual(['ANONYMIZED', 'CLOSED', 'DELETED']);
  const deleted = (await get('/deletedAgents')).rows;
  expect(deleted).toHaveLength(3);
  expect(deleted.every((row) => !('emailId' in row))).toBe(true);
});

test.each([
  ['active', ['ACTIVE']],
  ['active-and-disabled', ['ACTIVE', 'DISABLED']],
  ['all', ['ACTIVE', 'ANONYMIZED', 'CLOSED', 'DELETED', 'DISABLED', 'IMPORTED']],
] as const)('switch agentsWithoutStatus %s', async (agentsWithoutStatus, statuses) => {
  const { get } = await zohoPortal({ switches: { agentsWithoutStatus } });
  const { rows } = await get('/agents?limit=200');
  expect([...new Set(rows.map((row) => row['status']))].toSorted()).toEqual(statuses);
});

test('agents by zuid and by address; 204 for a stranger', async () => {
  const { get } = await zohoPortal();
  const me = (await get('/myinfo')).body;
  expect((await get(`/agents/zuid/${me['zuid']}`)).body['id']).toBe(me['id']);
  expect((await get(`/agents/email/${me['emailId']}`)).body['id']).toBe(me['id']);
  expect((await get('/agents/zuid/1')).status).toBe(204);
});

test('departments: a disabled one among them, which still has tickets', async () => {
  const { get, all } = await zohoPortal();
  const disabled = (await get('/departments?isEnabled=false')).rows;
  expect(disabled).toHaveLength(1);
  const tickets = await all(`/tickets?departmentId=${disabled[0]?.['id']}`);
  expect(tickets.length).toBeGreaterThan(0);
});

test('contacts: doubles by address, none without one, several accounts', async () => {
  const { all, get } = await zohoPortal();
  const contacts = await all('/contacts');
  const addresses = contacts.map((row) => row['email']);
  expect(addresses.filter((address) => address === null).length).toBeGreaterThan(0);
  const groups = Map.groupBy(
    contacts.filter((row) => row['email'] !== null),
    (row) => String(row['email']).toLowerCase(),
  );
  const [double = []] = [...groups.values()].filter((group) => group.length > 1);
  expect(new Set(double.map((row) => row['email'])).size).toBe(2);
  expect(new Set(double.map((row) => row['accountId'])).size).toBe(2);

  const accounts = await Promise.all(
    contacts.slice(0, 30).map(async (row) => (await get(`/contacts/${row['id']}/accounts`)).rows),
  );
  const several = accounts.find((rows) => rows.length > 1);
  const mappings = several?.map((row) => (row['mappingInfo'] as Row)['mappingType']);
  expect(mappings?.slice(0, 2)).toEqual(['PRIMARY', 'SECONDARY']);
  expect(accounts.some((rows) => rows.length === 0)).toBe(true);
});

test('accounts: one name is too long, one comes twice', async () => {
  const { all } = await zohoPortal();
  const names = (await all('/accounts', 100, 1)).map((row) => String(row['accountName']));
  expect(names.some((name) => name.length > 200)).toBe(true);
  const lower = names.map((name) => name.toLowerCase());
  expect(new Set(lower).size).toBeLessThan(lower.length);
});

test('lists sort by their keys, up and down', async () => {
  const { all } = await zohoPortal();
  for (const [path, key] of [
    ['/contacts', 'lastName'],
    ['/contacts', 'createdTime'],
    ['/products', 'productName'],
  ]) {
    const values = async (sort: string): Promise<readonly string[]> =>
      (await all(`${path}?sortBy=${sort}`)).map((row) => String(row[key ?? '']));
    const upwards = await values(String(key));
    const downwards = await values(`-${key}`);
    expect(downwards.length).toBe(upwards.length);
    expect(downwards[0]).toBe(upwards.at(-1));
  }
});

test('products: rows of four keys and the departments; a detail says the rest', async () => {
  const { get } = await zohoPortal();
  const [row] = (await get('/products')).rows;
  expect(Object.keys(row ?? {}).toSorted()).toEqual([
    'departmentIds',
    'id',
    'productCode',
    'productName',
    'unitPrice',
  ]);
  const detail = (await get(`/products/${row?.['id']}`)).body;
  expect(detail).toHaveProperty('createdTime');
  expect(detail).toHaveProperty('cf');
  const same = await get(`/products/searchDuplicates?productName=${row?.['productName']}`);
  expect(ids(same.rows)).toEqual([row?.['id']]);
});
