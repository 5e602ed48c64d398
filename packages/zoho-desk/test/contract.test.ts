import type { PagedList } from '@zdjsm/core';
import { shared } from '@zdjsm/testing';
import { describe, expect, test } from 'vitest';
import type { RawRecord } from '../src/index.ts';
import { portal } from './support/portal.ts';
import { TICKET_SEARCH_KEYS } from './support/search-documents.ts';

type Keys = Readonly<Record<string, string>> | string;

interface Documented {
  readonly path: string;
  readonly rowKeys?: Keys;
  readonly keys?: Keys;
  readonly detailAdds?: Keys;
}

const zoho = portal({ tickets: 240 }).client();
const rowsOf = async <T extends RawRecord>(list: PagedList<T>): Promise<readonly T[]> =>
  await list.toArray({ limit: 50 });

async function first<T>(list: PagedList<T>): Promise<T> {
  const [record] = await list.toArray({ limit: 1 });
  return record ?? expect.fail('the list is empty');
}

/** Rows of the lists whose keys the condensed documents spell out. */
const LISTS: Readonly<Record<string, () => Promise<readonly RawRecord[]>>> = {
  '/organizations': () => rowsOf(zoho.organizations.list()),
  '/deletedAgents': () => rowsOf(zoho.agents.deleted()),
  '/teams': () => rowsOf(zoho.teams.list()),
  '/teams/{team_id}/members': async () =>
    await rowsOf(zoho.teams.members((await first(zoho.teams.list())).id)),
  '/products': () => rowsOf(zoho.products.list()),
  '/calls': () => rowsOf(zoho.calls.list()),
  '/events': () => rowsOf(zoho.events.list()),
  '/organizationModules': () => rowsOf(zoho.settings.modules()),
  '/views': () => rowsOf(zoho.settings.views('tickets')),
  '/kbRootCategories': () => rowsOf(zoho.knowledgeBase.rootCategories()),
};

/** Records whose keys they spell out. */
const RECORDS: Readonly<Record<string, () => Promise<RawRecord>>> = {
  '/agents/{agentId}': async () => await zoho.agents.get((await first(zoho.agents.list())).id),
  '/products/{productId}': async () =>
    await zoho.products.get((await first(zoho.products.list())).id),
  '/calls/{callId}': async () => await zoho.calls.get((await first(zoho.calls.list())).id),
  '/teams/{teamId}': async () => await zoho.teams.get((await first(zoho.teams.list())).id),
};

describe.skipIf(!shared.available)('the sandbox answers as Zoho documents it', () => {
  const documented = shared.available
    ? shared.json<{ endpoints: Documented[] }>('specs/zoho-desk/endpoints2.condensed.json')
        .endpoints
    : [];

  /** `street|city|state` names three. */
  const namesOf = (keys: Keys | undefined): string[] =>
    typeof keys === 'object' ? Object.keys(keys).flatMap((key) => key.split('|')) : [];

  test.each(Object.keys(LISTS))('rows of %s', async (path) => {
    const row = documented.find((candidate) => candidate.path === path);
    const names = namesOf(row?.rowKeys);
    expect(names.length).toBeGreaterThan(2);
    const rows = (await LISTS[path]?.()) ?? [];
    expect(rows).not.toHaveLength(0);
    for (const record of rows) {
      expect(Object.keys(record).filter((key) => !names.includes(key))).toEqual([]);
      expect(typeof record['id']).toBe('string');
    }
  });

  test.each(Object.keys(RECORDS))('the record of %s', async (path) => {
    const row = documented.find((candidate) => candidate.path === path);
    const record = (await RECORDS[path]?.()) ?? {};
    const names = [...namesOf(row?.keys), ...namesOf(row?.detailAdds)];
    expect(Object.keys(record).filter((key) => !names.includes(key))).toEqual([]);
  });

  test.each([
    ['Ticket.examples.json', 'getTicketResponse'],
    ['Thread.detail.examples.json', 'getSingleThreadResponseJson'],
  ])('keys of the example in %s', async (file, name) => {
    const example = shared.json<Record<string, RawRecord>>('specs/zoho-desk', file)[name] ?? {};
    const seen = new Set<string>();
    for (const { id } of await rowsOf(zoho.tickets.scan())) {
      const { ticket, threads } = await zoho.wholeTickets.get(id, {
        include: ['contacts', 'products', 'departments', 'team', 'assignee'],
      });
      for (const record of file.startsWith('Ticket') ? [ticket] : threads) {
        for (const key of Object.keys(record)) seen.add(key);
      }
    }
    expect(Object.keys(example).filter((key) => !seen.has(key))).toEqual([]);
  });
});

/** Rows of the lists of which Zoho prints an example, from as many records as it takes to see every key. */
const EXAMPLES: Readonly<Record<string, () => AsyncIterable<RawRecord>>> = {
  'Account.list.example.json': () => zoho.accounts.list(),
  'Contact.list.example.json': () => zoho.contacts.list(),
  'Thread.list.examples.json': () => ofTickets((id) => zoho.threads.list(id)),
  'TicketComment.examples.json': () =>
    ofTickets((id) => zoho.comments.list(id, { include: ['mentions'] })),
  'Attachment.examples.json': () =>
    ofTickets((id) => zoho.attachments.list(id, { include: ['creator'] })),
  'TicketHistory.example.json': () => ofTickets((id) => zoho.tickets.history(id)),
};

async function* ofTickets(list: (id: string) => AsyncIterable<RawRecord>) {
  for (const { id } of await zoho.tickets.scan().toArray({ limit: 150 })) yield* list(id);
}

test.skipIf(!shared.available).each(Object.keys(EXAMPLES))(
  'the sandbox’s rows have every key of the example in %s',
  async (file) => {
    const { data } = shared.json<{ data: readonly RawRecord[] }>('specs/zoho-desk', file);
    const seen = new Set<string>();
    for await (const row of EXAMPLES[file]?.() ?? []) {
      for (const key of Object.keys(row)) seen.add(key);
    }
    expect(data.flatMap((row) => Object.keys(row)).filter((key) => !seen.has(key))).toEqual([]);
  },
);

test('a ticket search gives the rows of Search.json: with text and fields, without the other counts', async () => {
  const { items } = await zoho.tickets.search({ createdFrom: '2015-01-01T00:00:00Z' });
  expect(items.length).toBeGreaterThan(50);
  for (const row of items)
    expect(Object.keys(row).toSorted()).toEqual(TICKET_SEARCH_KEYS.toSorted());
});

test('contacts and accounts are counted for the price of one page', async () => {
  const desk = portal({ tickets: 30 });
  const zoho = desk.client();
  const { contacts, accounts } = desk.cloud.truth().counts();
  expect(await zoho.contacts.count()).toBe(contacts);
  expect(await zoho.accounts.count()).toBe(accounts);
  expect(zoho.credits.spent).toBe(6);
});

test('tickets are counted by several fields in one call', async () => {
  const desk = portal({ tickets: 60 });
  const zoho = desk.client();
  const counts = await zoho.tickets.countByEach(['status', 'channel']);
  expect(zoho.credits.spent).toBe(50);
  const sum = (values: Readonly<Record<string, number>>): number =>
    Object.values(values).reduce((total, count) => total + count, 0);
  expect(sum(counts.status)).toBe(desk.cloud.truth().counts().tickets.live);
  expect(sum(counts.channel)).toBe(sum(counts.status));
  expect(await zoho.tickets.countBy('status')).toEqual(counts.status);
});
