import { expect, test } from 'vitest';
import type { TicketState } from '../src/index.ts';
import { token } from '../src/zoho/routes/route.ts';
import { ids, type Row, type TestPortal, zohoPortal } from './zoho-portal.ts';

/** Ids of the tickets that really are in these states. */
function trueIds({ zoho }: TestPortal, ...states: TicketState[]): readonly string[] {
  return states.flatMap((state) => [...zoho.truth().tickets(state)].map(({ id }) => id)).toSorted();
}

function newId(portal: TestPortal, subject = 'New'): string {
  return portal.zoho.act('create-ticket', { subject }).ticketId;
}

const everything = '2000-01-01T00:00:00.000Z,2100-01-01T00:00:00.000Z';

test('a walk over all pages finds the live tickets, each once', async () => {
  const portal = await zohoPortal();
  const walked = ids(await portal.all('/tickets'));
  expect(walked.toSorted()).toEqual(trueIds(portal, 'live'));
});

test('switches archivedInTickets and spamInTickets let the others in', async () => {
  const archived = await zohoPortal({ switches: { archivedInTickets: true } });
  expect(ids(await archived.all('/tickets')).toSorted()).toEqual(
    trueIds(archived, 'live', 'archived').toSorted(),
  );
  const spam = await zohoPortal({ switches: { spamInTickets: true } });
  expect(ids(await spam.all('/tickets')).toSorted()).toEqual(
    trueIds(spam, 'live', 'spam').toSorted(),
  );
});

test('archived tickets have a list of their own, by department', async () => {
  const portal = await zohoPortal();
  const departments = ids((await portal.get('/departments')).rows);
  const found: Row[] = [];
  for (const department of departments) {
    const path = `/tickets/archivedTickets?departmentId=${department}`;
    found.push(...(await portal.all(path)));
  }
  expect(ids(found).toSorted()).toEqual(trueIds(portal, 'archived'));
  expect(found.every((row) => row['isArchived'] === true)).toBe(true);
});

test('rows are poorer than details', async () => {
  const { get } = await zohoPortal();
  const [row] = (await get('/tickets?limit=1')).rows;
  const lacking = [
    'description',
    'resolution',
    'cf',
    'modifiedTime',
    'attachmentCount',
    'tagCount',
    'contact',
  ];
  for (const key of lacking) expect(row).not.toHaveProperty(key);
  const detail = (await get(`/tickets/${row?.['id']}`)).body;
  for (const key of lacking.slice(0, -1)) expect(detail).toHaveProperty(key);
  expect(detail).toMatchObject({ id: row?.['id'], subject: row?.['subject'] });
});

test('ids are strings of 18 digits, counts are strings, times are ISO', async () => {
  const { get } = await zohoPortal();
  const { rows } = await get('/tickets?limit=100');
  for (const row of rows) {
    expect(row['id']).toMatch(/^\d{18}$/);
    expect(row['threadCount']).toMatch(/^\d+$/);
    expect(row['createdTime']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  }
});

test('include adds what it names', async () => {
  const { get } = await zohoPortal();
  const path = '/tickets?limit=100&include=contacts,products,departments,team,assignee';
  const { rows } = await get(path);
  for (const row of rows) {
    expect(row).toMatchObject({ contact: { id: row['contactId'] } });
    expect(row).toMatchObject({ department: { id: row['departmentId'] } });
    expect((row['assignee'] as Row | null)?.['id'] ?? null).toBe(row['assigneeId']);
    expect((row['product'] as Row | null)?.['id'] ?? null).toBe(row['productId']);
  }
});

test('switch ticketOrder: newest first or oldest first', async () => {
  const times = async (order: 'newest-first' | 'oldest-first'): Promise<readonly unknown[]> => {
    const { get } = await zohoPortal({ switches: { ticketOrder: order } });
    return (await get('/tickets?limit=100')).rows.map((row) => row['createdTime']);
  };
  const newest = await times('newest-first');
  expect(newest).toEqual(newest.toSorted().toReversed());
  const oldest = await times('oldest-first');
  expect(oldest).toEqual(oldest.toSorted());
});

test('switch sortTicketsByModified: clients send it, the specification does not name it', async () => {
  const taken = await zohoPortal();
  const path = '/tickets?sortBy=modifiedTime&fields=modifiedTime';
  const times = (await taken.all(path)).map((row) => row['modifiedTime']);
  expect(times).toEqual(times.toSorted());
  const refused = await zohoPortal({ switches: { sortTicketsByModified: false } });
  expect((await refused.get(path)).status).toBe(422);
});

test('in a descending order, ties still come in ascending ids', async () => {
  const { all } = await zohoPortal();
  const rows = await all('/tickets?sortBy=-modifiedTime&fields=modifiedTime');
  const groups = Map.groupBy(rows, (row) => row['modifiedTime']);
  const ties = [...groups.values()].filter((group) => group.length > 1);
  expect(ties.length).toBeGreaterThan(0);
  for (const tie of ties) expect(ids(tie)).toEqual(ids(tie).toSorted());
});

test('filters choose', async () => {
  const { all, get } = await zohoPortal();
  const rows = await all('/tickets');
  const [row] = rows;
  const same = (key: string): readonly string[] =>
    ids(rows.filter((other) => other[key] === row?.[key])).toSorted();
  const found = async (query: string): Promise<readonly string[]> =>
    ids(await all(`/tickets?${query}`)).toSorted();

  expect(await found(`departmentId=${row?.['departmentId']}`)).toEqual(same('departmentId'));
  expect(await found(`status=${row?.['status']}`)).toEqual(same('status'));
  expect(await found(`channel=${row?.['channel']}`)).toEqual(same('channel'));
  expect(await found('assignee=Unassigned')).toEqual(
    ids(rows.filter((other) => other['assigneeId'] === null)).toSorted(),
  );
  const contact = row?.['contactId'];
  expect(ids((await get(`/contacts/${contact}/tickets`)).rows)).toContain(row?.['id']);
});

test('a ticket that is spam is found with its contact when asked for', async () => {
  const portal = await zohoPortal();
  const [spam] = [...portal.zoho.truth().tickets('spam')];
  const path = `/contacts/${spam?.record['contactId']}/tickets`;
  expect(ids((await portal.get(path)).rows)).not.toContain(spam?.id);
  expect(ids((await portal.get(`${path}?isSpam=true`)).rows)).toContain(spam?.id);
});

test('views filter by what their name says', async () => {
  const { get, all } = await zohoPortal();
  const views = (await get('/views?module=tickets')).rows;
  const onHold = views.find((view) => view['name'] === 'Onhold Cases');
  const rows = await all(`/tickets?viewId=${onHold?.['id']}`);
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.every((row) => row['statusType'] === 'On Hold')).toBe(true);
});

test('search ends at its cap, and says how many there are', async () => {
  const { get } = await zohoPortal({ tickets: 2_000 });
  const path = `/tickets/search?createdTimeRange=${everything}&limit=100`;
  const last = await get(`${path}&from=999`);
  expect(last.rows).toHaveLength(100);
  expect(last.body['count']).toBeGreaterThan(1_500);
  expect((await get(`${path}&from=1000`)).status).toBe(422);
});

test('switch searchFromMax: the HTML reference says 4999', async () => {
  const { get } = await zohoPortal({ switches: { searchFromMax: 4_999 } });
  const path = `/tickets/search?createdTimeRange=${everything}`;
  expect((await get(`${path}&from=4999`)).status).toBe(204);
  expect((await get(`${path}&from=5000`)).status).toBe(422);
});

test('search by time, status type, text and custom field', async () => {
  const portal = await zohoPortal();
  const live = [...portal.zoho.truth().tickets('live')];
  const search = async (query: string): Promise<readonly string[]> => {
    const found: string[] = [];
    for (;;) {
      const page = await portal.get(`/tickets/search?${query}&limit=100&from=${found.length}`);
      found.push(...ids(page.rows));
      if (page.rows.length < 100) return found.toSorted();
    }
  };
  const where = (test: (record: Row) => boolean): readonly string[] =>
    live.flatMap((ticket) => (test(ticket.record) ? [ticket.id] : [])).toSorted();

  const [from, to] = ['2021-01-01T00:00:00.000Z', '2022-06-30T00:00:00.000Z'];
  const inside = (time: unknown): boolean => String(time) >= from && String(time) <= to;
  for (const key of ['createdTime', 'modifiedTime', 'customerResponseTime', 'dueDate']) {
    expect(await search(`${key}Range=${from},${to}`), key).toEqual(
      where((record) => record[key] !== null && inside(record[key])),
    );
  }
  const type = encodeURIComponent(token('ONHOLD'));
  expect(await search(`status=${type}`)).toEqual(
    where((record) => record['statusType'] === 'On Hold'),
  );
  expect(await search('subject=*Printer*')).toEqual(
    where((record) => /printer/i.test(String(record['subject']))),
  );
  expect(await search('customField1=cf_warranty:true')).toEqual(
    where((record) => (record['cf'] as Row)['cf_warranty'] === 'true'),
  );
  const [number] = live.map((ticket) => ticket.ticketNumber);
  expect(await search(`ticketNumber=${number}`)).toHaveLength(1);
});

test('switch searchLag: search knows of a change later, lists at once', async () => {
  const portal = await zohoPortal({ switches: { searchLag: 5_000 } });
  const { zoho, get, advance } = portal;
  const statusInSearch = async (id: string): Promise<readonly unknown[]> => [
    ids((await get(`/tickets/search?id=${id}&status=Open`)).rows).length,
    ids((await get(`/tickets/search?id=${id}&status=Closed`)).rows).length,
  ];
  const id = newId(portal);
  expect(await statusInSearch(id)).toEqual([0, 0]);
  expect(ids((await get('/tickets')).rows)).toContain(id);
  advance(5_000);
  expect(await statusInSearch(id)).toEqual([1, 0]);
  zoho.act('close-ticket', { ticketId: id });
  expect(await statusInSearch(id)).toEqual([1, 0]);
  advance(5_000);
  expect(await statusInSearch(id)).toEqual([0, 1]);

  const prompt = await zohoPortal({ switches: { searchLag: 0 } });
  const seen = newId(prompt);
  expect(ids((await prompt.get(`/tickets/search?id=${seen}`)).rows)).toEqual([seen]);
});

test('counts agree with the truth', async () => {
  const { get, zoho } = await zohoPortal();
  const { tickets } = zoho.truth().counts();
  expect((await get('/ticketsCount')).body).toEqual({ count: tickets.live });
  const fields = 'status,statusType,spam';
  const counted = (await get(`/ticketsCountByFieldValues?field=${fields}`)).body;
  const sum = (values: unknown): number =>
    (values as readonly Row[]).reduce((total, value) => total + Number(value['count']), 0);
  expect(sum(counted['status'])).toBe(tickets.live);
  expect(sum(counted['statusType'])).toBe(tickets.live);
  expect((counted['statusType'] as readonly Row[]).map((value) => value['value'])).toEqual([
    'OPEN',
    'ONHOLD',
    'CLOSED',
  ]);
  expect(counted['spam']).toBe(tickets.spam);
});

test.each([
  ['trashedTickets', 'trashed'],
  ['mergedTickets', 'merged'],
] as const)('switch %s: its own address is gone or kept', async (name, state) => {
  const status = async (position: 'gone' | 'kept'): Promise<number> => {
    const portal = await zohoPortal({ switches: { [name]: position } });
    const [id] = trueIds(portal, state);
    return (await portal.get(`/tickets/${id}`)).status;
  };
  expect(await status('gone')).toBe(404);
  expect(await status('kept')).toBe(200);
});

test('a merge is told by the histories of both', async () => {
  const { get, zoho } = await zohoPortal({ switches: { mergedTickets: 'kept' } });
  const [child] = [...zoho.truth().tickets('merged')];
  const own = await get(`/tickets/${child?.id}/History?eventFilter=TicketMergedChild`);
  const [event = {}] = own.rows;
  const [info = {}] = event['eventInfo'] as readonly Row[];
  const master = (info['propertyValue'] as Row)['id'];
  const other = await get(`/tickets/${master}/History?eventFilter=TicketMergedMaster`);
  expect(JSON.stringify(other.rows)).toContain(child?.id);
});

test('an id of another kind, or of nothing, is not found', async () => {
  const { get } = await zohoPortal();
  for (const id of ['1', '189220000099999999', '189217000000000001', 'abc']) {
    expect((await get(`/tickets/${id}`)).status, id).toBe(404);
  }
});

test('tags, followers, time entries, resolution', async () => {
  const { all, get, zoho } = await zohoPortal();
  const live = [...zoho.truth().tickets('live')];
  const having = (trait: string): string =>
    live.find((ticket) => ticket.traits.some((own) => own === trait))?.id ?? '';
  const tags = await get(`/tickets/${having('many-tags')}/tags`);
  expect(tags.rows.map((row) => row['name'])).toContain('needs review');
  const tagged = await all(`/tags/${tags.rows[0]?.['id']}/tickets`);
  expect(ids(tagged)).toContain(having('many-tags'));
  const followers = await get(`/tickets/${having('followers')}/followers`);
  expect(followers.rows[0]).toMatchObject({ following: 'tickets' });
  const entries = await get(`/tickets/${having('time-entries')}/timeEntry?orderBy=DESC`);
  const times = entries.rows.map((row) => row['executedTime']);
  expect(times).toEqual(times.toSorted().toReversed());
  const truth = zoho.truth().ticket(having('time-entries'))?.timeEntries() ?? [];
  const seconds = entries.rows.map(
    (row) =>
      Number(row['hoursSpent']) * 3600 +
      Number(row['minutesSpent']) * 60 +
      Number(row['secondsSpent']),
  );
  expect(seconds).toEqual(truth.map((entry) => entry.seconds).toReversed());
  const resolution = await get(`/tickets/${having('resolution')}/resolution`);
  expect(resolution.body['content']).toContain('power supply');
});
