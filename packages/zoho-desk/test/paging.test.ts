import { cases } from '@zdjsm/testing/cases';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clientOf, empty, json } from './support/in-memory.ts';

interface Row {
  readonly id: string;
  readonly createdTime: string;
}

const rowsOf = (count: number): Row[] =>
  Array.from({ length: count }, (_, i) => ({
    id: String(1000 + i),
    createdTime: new Date(Date.UTC(2020, 0, 1) + i * 1000).toISOString(),
  }));

async function idsOf(list: AsyncIterable<{ readonly id: string }>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of list) ids.push(id);
  return ids;
}

/** A list endpoint that counts from `base`, as the documents cannot agree on. */
function listEndpoint(list: { rows: Row[] }, base: 0 | 1, between: (call: number) => void) {
  let calls = 0;
  return (request: Request): Response => {
    const { searchParams } = new URL(request.url);
    const from = Math.max(base, Number(searchParams.get('from') ?? base)) - base;
    const page = list.rows.slice(from, from + Number(searchParams.get('limit')));
    calls += 1;
    between(calls);
    return page.length > 0 ? json({ data: page }) : empty();
  };
}

test.each([0, 1] as const)(
  'every record comes once, whether the server counts from %i or the table errs',
  async (base) => {
    const list = { rows: rowsOf(450) };
    const { zoho } = clientOf(listEndpoint(list, base, () => {}));
    const expected = list.rows.map(({ id }) => id);
    expect(await idsOf(zoho.contacts.list())).toEqual(expected);
    expect(await idsOf(zoho.accounts.list())).toEqual(expected);
  },
);

test('records that are deleted or added while one pages cost no other record, and none comes twice', async () => {
  const edit = fc.record({
    afterCall: fc.integer({ min: 1, max: 8 }),
    at: fc.nat(600),
    kind: fc.constantFrom('delete' as const, 'append' as const),
    count: fc.integer({ min: 1, max: 250 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 600 }),
      fc.array(edit, { maxLength: 6 }),
      fc.constantFrom(0 as const, 1 as const),
      async (size, edits, base) => {
        const list = { rows: rowsOf(size) };
        const gone = new Set<string>();
        let added = size;
        const { zoho } = clientOf(
          listEndpoint(list, base, (call) => {
            for (const { kind, at, count } of edits.filter((e) => e.afterCall === call)) {
              if (kind === 'delete') {
                for (const { id } of list.rows.splice(at, count)) gone.add(id);
              } else {
                list.rows.push(...rowsOf(added + count).slice(added));
                added += count;
              }
            }
          }),
        );
        const ids = await idsOf(zoho.contacts.list());
        // Also when a whole page is deleted between two calls, and the list has to begin anew.
        expect(new Set(ids).size).toBe(ids.length);
        // Whoever was there from beginning to end is in it.
        for (const { id } of rowsOf(size)) if (!gone.has(id)) expect(ids).toContain(id);
      },
    ),
    {
      ...cases(200),
      examples: [
        // Known rows fill the page that is found again, and the only new one comes after it.
        [
          300,
          [
            { afterCall: 1, at: 0, kind: 'delete', count: 1 },
            { afterCall: 5, at: 0, kind: 'delete', count: 100 },
          ],
          0,
        ],
      ],
    },
  );
});

test('an iteration resumes from the checkpoint of any page', async () => {
  const list = { rows: rowsOf(350) };
  const { zoho } = clientOf(listEndpoint(list, 0, () => {}));
  const seen: string[] = [];
  for await (const page of zoho.contacts.list().pages()) {
    seen.push(...page.items.map(({ id }) => id));
    if (!page.next) continue;
    const from = JSON.parse(JSON.stringify(page.next));
    const rest = await idsOf(zoho.contacts.list({}, { from }));
    expect([...seen, ...rest]).toEqual(list.rows.map(({ id }) => id));
  }
});

test('a list can be gone through more than once, from a checkpoint too, and by several at a time', async () => {
  const list = { rows: rowsOf(350) };
  const { zoho } = clientOf(listEndpoint(list, 0, () => {}));
  const { next } = await zoho.contacts.list();
  for (const [from, count] of [
    [undefined, 350],
    [next, 250],
  ] as const) {
    const contacts = zoho.contacts.list({}, { from });
    expect(await idsOf(contacts)).toHaveLength(count);
    const both = await Promise.all([idsOf(contacts), idsOf(contacts)]);
    expect(both.map((ids) => ids.length)).toEqual([count, count]);
  }
});

test('a checkpoint of another list is refused', async () => {
  const { zoho } = clientOf(listEndpoint({ rows: rowsOf(150) }, 0, () => {}));
  const { next } = await zoho.contacts.list();
  if (!next) return expect.fail('there is a next page');
  await expect(zoho.products.list({}, { from: next })).rejects.toMatchObject({
    code: 'CONFIGURATION',
    remedy: expect.stringContaining('this very list'),
  });
});

test('a list of a ticket ends with a short page, and costs one call', async () => {
  const { zoho, requests } = clientOf(() => json({ data: rowsOf(7) }));
  expect(await zoho.threads.list('1').toArray({ limit: 100 })).toHaveLength(7);
  expect(requests).toHaveLength(1);
});

test('an empty list is 204 or no rows', async () => {
  for (const answer of [empty, () => json({ data: [] })]) {
    const { zoho } = clientOf(answer);
    expect(await Array.fromAsync(zoho.comments.list('1'))).toEqual([]);
  }
});

test('an answer that was cut down to nothing is no empty list', async () => {
  let calls = 0;
  const { zoho } = clientOf(() => {
    calls += 1;
    return calls === 1 ? new Response('', { status: 200 }) : json({ data: rowsOf(3) });
  });
  expect(await Array.fromAsync(zoho.comments.list('1'))).toHaveLength(3);
});

test('a page whose rows come in disorder costs no record', async () => {
  const all = rowsOf(5);
  const { zoho } = clientOf(({ url }) => {
    const from = Number(new URL(url).searchParams.get('from') ?? 0);
    // The first page is short, the second one upside down.
    const page = from === 0 ? all.slice(0, 3) : all.slice(from).toReversed();
    return page.length > 0 ? json({ data: page }) : empty();
  });
  const found = await Array.fromAsync(zoho.tasks.list());
  expect(found.map(({ id }) => id).toSorted()).toEqual(all.map(({ id }) => id).toSorted());
});
