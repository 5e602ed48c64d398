import { cases } from '@zdjsm/testing/cases';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Checkpoint, ZohoDeskError } from '../src/index.ts';
import { clientOf, empty, json, zohoError } from './support/in-memory.ts';
import { idsOf, LAG_MS, NOW, type Portal, scanOf, T0, ticket } from './support/scan-portal.ts';

/** Times with ties, clusters and a young end. */
const times = fc.array(
  fc.oneof(
    fc.nat(50).map((n) => T0 + n * 1000),
    fc.nat(5_000_000).map((n) => T0 + n * 37),
    fc.nat(LAG_MS * 2).map((n) => NOW - n),
  ),
  { maxLength: 700 },
);

const clusters = fc
  .array(fc.record({ at: fc.nat(20), size: fc.integer({ min: 1, max: 400 }) }), { maxLength: 3 })
  .map((all) => all.flatMap(({ at, size }) => Array.from({ length: size }, () => T0 + at * 500)));

test('every ticket comes once, whatever the index knows, cuts or hides, and whatever is added or deleted meanwhile', async () => {
  const edit = fc.record({
    call: fc.integer({ min: 2, max: 12 }),
    kind: fc.constantFrom('add' as const, 'delete' as const, 'archive' as const, 'move' as const),
    at: fc.nat(1_000),
  });
  await fc.assert(
    fc.asyncProperty(
      times,
      clusters,
      fc.array(edit, { maxLength: 10 }),
      fc.constantFrom(0, LAG_MS),
      fc.boolean(),
      fc.boolean(),
      async (spread, clustered, edits, lagMs, archivedInSearch, wholeSeconds) => {
        const rows = [...spread, ...clustered].map((time, i) =>
          ticket(i, time, { isArchived: i % 7 === 0 && time < NOW - LAG_MS }),
        );
        let added = rows.length;
        const stayed = new Set(rows.map(({ id }) => id));
        const portal: Portal = {
          rows,
          lagMs,
          archivedInSearch,
          wholeSeconds,
          meanwhile(call) {
            for (const { kind, at } of edits.filter((e) => e.call === call)) {
              const index = at % Math.max(1, portal.rows.length);
              const row = portal.rows[index];
              if (kind === 'add') portal.rows.push(ticket(added++, NOW));
              else if (!row) continue;
              else if (kind === 'delete') {
                portal.rows.splice(index, 1);
                stayed.delete(row.id);
              } else if (kind === 'archive') {
                // It is old and closed tickets that are archived.
                const isOld = row.createdTime < new Date(NOW - LAG_MS).toISOString();
                if (isOld) portal.rows[index] = { ...row, isArchived: true };
              }
              // An archived ticket can't be edited, so it can't move.
              else if (!row.isArchived) {
                portal.rows[index] = { ...row, departmentId: row.departmentId === '1' ? '2' : '1' };
              }
            }
          },
        };
        const ids = await idsOf(scanOf(portal).list);
        expect(new Set(ids).size).toBe(ids.length);
        const got = new Set(ids);
        for (const id of stayed) expect(got).toContain(id);
      },
    ),
    cases(150),
  );
});

test('a scan resumes from the checkpoint of any page, and gives nothing twice', async () => {
  await fc.assert(
    fc.asyncProperty(times, clusters, fc.boolean(), async (spread, clustered, archivedInSearch) => {
      const rows = [...spread, ...clustered].map((time, i) =>
        ticket(i, time, { isArchived: i % 9 === 0 }),
      );
      const portal: Portal = { rows, archivedInSearch };
      const whole = await idsOf(scanOf(portal).list);
      const seen: string[] = [];
      for await (const page of scanOf(portal).list.pages()) {
        seen.push(...page.items.map(({ id }) => id));
        if (!page.next) continue;
        const from = JSON.parse(JSON.stringify(page.next)) as Checkpoint;
        const { zoho } = scanOf(portal);
        const rest = await idsOf(zoho.tickets.scan({}, { from }));
        expect([...seen, ...rest].toSorted()).toEqual(whole.toSorted());
      }
    }),
    cases(25),
  );
});

test('a scan can be gone through more than once, from a checkpoint too, and by several at a time', async () => {
  const rows = Array.from({ length: 350 }, (_, i) => ticket(i, T0 + i * 1000));
  const { zoho, list } = scanOf({ rows });
  const { next } = await list;
  for (const [from, count] of [
    [undefined, 350],
    [next, 250],
  ] as const) {
    const scan = zoho.tickets.scan({}, { from });
    expect(await idsOf(scan)).toHaveLength(count);
    const both = await Promise.all([idsOf(scan), idsOf(scan)]);
    expect(both.map((ids) => ids.length)).toEqual([count, count]);
  }
});

test('ten thousand tickets cost three credits a hundred, as every page is a first page', async () => {
  const portal = { rows: Array.from({ length: 10_000 }, (_, i) => ticket(i, T0 + i * 60_000)) };
  const { list, requests } = scanOf(portal, { onShortfall: 'ignore', archived: false });
  expect(await idsOf(list)).toHaveLength(10_000);
  const searches = requests.filter(({ url }) => url.includes('/search'));
  expect(searches.length).toBeLessThanOrEqual(104);
  for (const { url } of searches) expect(new URL(url).searchParams.get('from')).toBeNull();
});

test('changes are scanned by their time, from before the bound by the lag of the index', async () => {
  const since = NOW - 86_400_000;
  const rows = [
    ticket(1, T0, { modifiedTime: new Date(since - LAG_MS - 1_000).toISOString() }),
    ticket(2, T0, { modifiedTime: new Date(since - LAG_MS + 1_000).toISOString() }),
    ticket(3, T0, { modifiedTime: new Date(since + 1_000).toISOString() }),
  ];
  const { list, requests } = scanOf({ rows }, { modifiedFrom: new Date(since) });
  expect(await idsOf(list)).toEqual(['10002', '10003']);
  expect(requests.some(({ url }) => url.includes('archivedTickets'))).toBe(false);
});

test('changes are found once each where rows do not name the time of their change', async () => {
  const since = NOW - 86_400_000;
  const changed = (i: number) => new Date(since + i * 1_000).toISOString();
  const rows = Array.from({ length: 250 }, (_, i) => ticket(i, T0, { modifiedTime: changed(i) }));
  const portal = { rows, hidesModifiedTime: true };
  const { list } = scanOf(portal, { modifiedFrom: new Date(since) });
  const ids = await idsOf(list);
  expect(ids).toHaveLength(250);
  expect(new Set(ids).size).toBe(250);
});

test('several departments are picked out of one scan, so that a ticket that moves between them is there', async () => {
  const rows = Array.from({ length: 150 }, (_, i) => ticket(i, T0 + i * 1000));
  const portal: Portal = {
    rows,
    meanwhile(call) {
      const last = portal.rows[149];
      if (call === 2 && last) portal.rows[149] = { ...last, departmentId: '2' };
    },
  };
  const { list } = scanOf(portal, { departmentIds: ['1', '2'] });
  expect(await idsOf(list)).toHaveLength(150);
});

test('one department is asked for by name', async () => {
  const rows = Array.from({ length: 30 }, (_, i) => ticket(i, T0 + i * 1000));
  const { list, requests } = scanOf({ rows }, { departmentIds: ['2'] });
  expect(await idsOf(list)).toHaveLength(10);
  expect(new URL(requests[0]?.url ?? '').searchParams.get('departmentId')).toBe('2');
});

test('what Zoho counts is compared with what was found, and a shortfall can be an error', async () => {
  const rows = Array.from({ length: 20 }, (_, i) => ticket(i, T0 + i * 1000));
  const hidden = {
    rows,
    meanwhile: (_: number, path: string) => {
      if (path === '/ticketsCount') rows.push(ticket(99, T0));
    },
  };
  const { list, events } = scanOf(hidden);
  expect(await idsOf(list)).toHaveLength(20);
  expect(events).toContainEqual({ type: 'scan-verified', found: 20, counted: 21 });
  const error = await idsOf(scanOf(hidden, { onShortfall: 'throw' }).list).catch(
    (caught: unknown) => caught,
  );
  expect(error).toBeInstanceOf(ZohoDeskError);
  expect(error).toMatchObject({
    code: 'SCAN_SHORTFALL',
    message: '21 tickets were found, Zoho counts 22',
  });
});

test('more tickets of one moment than a search can show are an error that says so', async () => {
  const rows = Array.from({ length: 1_500 }, (_, i) => ticket(i, T0));
  await expect(idsOf(scanOf({ rows }).list)).rejects.toMatchObject({
    name: 'ScanIncompleteError',
    code: 'SCAN_BOUND',
    remedy: expect.stringContaining('department'),
  });
});

test.each([
  [4_950, undefined],
  [5_098, undefined],
  [5_400, 'ARCHIVE_CUT'],
])(
  'of %i archived tickets in a department, those that Zoho shows come, and the rest is said to be missing',
  async (count, code) => {
    const rows = Array.from({ length: count }, (_, i) =>
      ticket(i, T0 + i * 1000, { isArchived: true, departmentId: '1' }),
    );
    rows.push(ticket(9_999, T0, { isArchived: true, departmentId: '2' }));
    const ids: string[] = [];
    const listing = async (list: AsyncIterable<{ id: string }>) => {
      for await (const { id } of list) ids.push(id);
    };
    const error = await listing(scanOf({ rows }).list).catch((caught: unknown) => caught);
    expect(error).toEqual(
      code && expect.objectContaining({ code, message: expect.stringMatching(/department 1$/) }),
    );
    expect(new Set(ids).size).toBe(Math.min(count, 5_099) + 1);
    await listing(scanOf({ rows }, { archived: 'as-listed' }).list);
  },
);

test('what the index does not know yet is read by its id, so that every scanned record is whole', async () => {
  const createdTime = new Date(NOW - 60_000).toISOString();
  const young = ['1', '2', '3'].map((id) => ({ id, createdTime }));
  const { zoho, requests } = clientOf(
    (request) => {
      const { pathname, searchParams } = new URL(request.url);
      if (pathname.endsWith('/search')) return empty();
      if (pathname.endsWith('/contacts')) {
        return searchParams.has('from') ? empty() : json({ data: young });
      }
      const id = pathname.split('/').at(-1);
      // Gone between the list and the look.
      return id === '2'
        ? zohoError(404, 'URL_NOT_FOUND')
        : json({ id, createdTime, cf: { cf_tier: 'gold' } });
    },
    { clock: { now: () => NOW, sleep: async () => {} } },
  );
  const cf = { cf_tier: 'gold' };
  expect(await Array.fromAsync(zoho.contacts.scan())).toEqual([
    { id: '1', createdTime, cf },
    { id: '3', createdTime, cf },
  ]);
  expect(requests.filter(({ url }) => /contacts\/\d/.test(url))).toHaveLength(3);
});

test('times and ids that are no texts, with methods that are none, end no scan', async () => {
  const odd = { toString: 'y', valueOf: 1 };
  const createdTime = new Date(NOW - 60_000).toISOString();
  const rows = [
    { id: '1', createdTime: odd },
    { id: odd, createdTime },
    { id: '3', createdTime },
  ];
  for (const isIndexed of [true, false]) {
    const { zoho } = clientOf(
      (request) => {
        const { pathname, searchParams } = new URL(request.url);
        if (pathname.endsWith('/search') !== isIndexed) return empty();
        if (/accounts\/3$/.test(pathname)) return json(rows[2]);
        const isFirst = !searchParams.has('from') || searchParams.get('from') === '0';
        return isFirst ? json({ data: rows }) : empty();
      },
      { clock: { now: () => NOW, sleep: async () => {} } },
    );
    const found = await Array.fromAsync(zoho.accounts.scan());
    expect(found).toEqual(isIndexed ? rows : [rows[1], rows[2]]);
  }
});

test('a bound that is no time is refused before anything is sent', () => {
  expect(() => scanOf({ rows: [] }, { createdFrom: 'yesterday' })).toThrow(/is not a time/);
});

test('a department that is listed twice is scanned once, and the scan comes to its end', async () => {
  const rows = [1, 2, 3].map((n) => ticket(n, T0 + n, { isArchived: true }));
  let calls = 0;
  const portal: Portal = {
    rows,
    departments: ['1', '2', '1'],
    meanwhile() {
      calls += 1;
      if (calls > 50) throw new Error('it goes round in circles');
    },
  };
  const ids = await idsOf(scanOf(portal).list);
  expect(ids.toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
});
