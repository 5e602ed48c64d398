import { expect, test } from 'vitest';
import { clientOf, empty, json } from './support/in-memory.ts';
import { portal } from './support/portal.ts';
import { idsOf } from './support/scan-portal.ts';

test('what became of a ticket: live, archived, spam, trashed or gone', async () => {
  const desk = portal({ tickets: 400 });
  const zoho = desk.client();
  const truth = desk.cloud.truth();
  for (const state of ['live', 'archived', 'spam', 'trashed'] as const) {
    const [ticket] = truth.tickets(state);
    expect(await zoho.tickets.state(ticket?.id ?? '')).toBe(state);
  }
  const [merged] = truth.tickets('merged');
  expect(await zoho.tickets.state(merged?.id ?? '')).toBe('gone');
});

test('tickets of a contact, an account and a product: spam only when asked for', async () => {
  const desk = portal({ tickets: 400 });
  const zoho = desk.client();
  const truth = desk.cloud.truth();
  const [spam] = truth.tickets('spam');
  const { contactId } = await zoho.tickets.get(spam?.id ?? '');
  const ofContact = (isSpam: boolean) => idsOf(zoho.tickets.ofContact(contactId, { isSpam }));
  expect(await ofContact(true)).toContain(spam?.id);
  expect(await ofContact(false)).not.toContain(spam?.id);
  const rows = await zoho.tickets.scan().toArray({ limit: 400 });
  const sold = rows.find(({ productId, accountId }) => productId && accountId);
  expect(await idsOf(zoho.tickets.ofProduct(sold?.productId ?? ''))).toContain(sold?.id);
  expect(await idsOf(zoho.tickets.ofAccount(sold?.accountId ?? ''))).toContain(sold?.id);
});

test('a resolution comes with who wrote it and when', async () => {
  const desk = portal({ tickets: 200 });
  const zoho = desk.client();
  const resolved = [...desk.cloud.truth().tickets('live')].find(
    ({ record }) => record['resolution'] !== null,
  );
  const resolution = await zoho.tickets.resolution(resolved?.id ?? '');
  expect(resolution).toMatchObject({
    content: resolved?.record['resolution'],
    modifiedTime: expect.any(String),
    author: expect.any(Object),
  });
});

test('the index of tags has every pair of ticket and tag', async () => {
  const desk = portal({ tickets: 300 });
  const zoho = desk.client();
  const departments = await idsOf(zoho.departments.list());
  const pairs = new Set<string>();
  for await (const { ticketId, tag } of zoho.tags.index(departments)) {
    pairs.add(`${ticketId} ${tag.name}`);
  }
  const truth = [...desk.cloud.truth().tickets('live')];
  expect(pairs).toEqual(
    new Set(truth.flatMap(({ id, tags }) => tags().map((tag) => `${id} ${tag}`))),
  );
});

test('a tag of many tickets is read from both ends, as a page costs by its depth', async () => {
  let rows = Array.from({ length: 5_000 }, (_, n) => ({ id: String(10_000 + n) }));
  let calls = 0;
  const { zoho, requests } = clientOf((request) => {
    const { pathname, searchParams } = new URL(request.url);
    const from = Number(searchParams.get('from') ?? 0);
    if (pathname.endsWith('/ticketTags')) {
      return from > 0 ? empty() : json({ data: [{ id: '1', name: 'vip', ticketCount: '5000' }] });
    }
    calls += 1;
    // People delete some, and others get the tag.
    if (calls === 20) rows = [...rows.slice(7), { id: '99998' }, { id: '99999' }];
    const isUpwards = searchParams.get('sortBy') === 'ticketNumber';
    const page = (isUpwards ? rows : rows.toReversed()).slice(from, from + 100);
    return page.length > 0 ? json({ data: page }) : empty();
  });
  const ids: string[] = [];
  for await (const { ticketId } of zoho.tags.index(['1'])) ids.push(ticketId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(ids)).toEqual(new Set([...ids, ...rows.map(({ id }) => id)]));
  const depths = requests.map(({ url }) => Number(new URL(url).searchParams.get('from')));
  expect(Math.max(...depths)).toBeLessThan(2_600);
});
