import { expect, test } from 'vitest';
import { ids, type Row, type TestPortal, zohoPortal } from './zoho-portal.ts';

async function details(portal: TestPortal, path: string): Promise<readonly Row[]> {
  const rows = await portal.all(path);
  return await Promise.all(
    rows.map(async (row) => (await portal.get(`${path}/${row['id']}`)).body),
  );
}

test('tasks, calls and events: rows of all, of a ticket, and together as activities', async () => {
  const portal = await zohoPortal({ credits: 1_000_000 });
  const { get, all, zoho } = portal;
  const ticket = [...zoho.truth().tickets('live')].find((one) => one.traits.includes('events'));
  const own: Row[] = [];
  for (const kind of ['tasks', 'calls', 'events']) {
    const everywhere = await all(`/${kind}`);
    const here = (await get(`/tickets/${ticket?.id}/${kind}`)).rows;
    expect(ids(everywhere)).toEqual(expect.arrayContaining([...ids(here)]));
    expect(ids(here)).toEqual(ids(everywhere.filter((row) => row['ticketId'] === ticket?.id)));
    expect(everywhere.some((row) => row['ticketId'] === null)).toBe(true);
    own.push(...here);
    const [first] = here;
    expect(first).not.toHaveProperty('description');
    expect((await get(`/${kind}/${first?.['id']}`)).body).toHaveProperty('description');
  }
  const activities = (await get(`/tickets/${ticket?.id}/activities`)).rows;
  expect(ids(activities).toSorted()).toEqual(ids(own).toSorted());
  const types = new Set(activities.map((row) => row['activityType']));
  expect(types).toEqual(new Set(['Tasks', 'Calls', 'Events']));
  expect(activities.some((row) => 'direction' in row)).toBe(false);
  expect(ticket?.record['taskCount']).toBe('2');
  expect((await get(`/tickets/${ticket?.id}/tasks?isSpam=true`)).status).toBe(204);
});

test('what is done, and what starts when', async () => {
  const { all } = await zohoPortal();
  const done = await all('/tasks?isCompleted=true');
  expect(done.length).toBeGreaterThan(0);
  expect(done.every((row) => row['statusType'] === 'Closed')).toBe(true);
  const overdue = await all('/events?startTime=Overdue');
  expect(overdue.every((row) => String(row['startTime']) < '2026-03-02')).toBe(true);
});

test('tasks, calls and events are found by time, by text and by what they belong to', async () => {
  const { get, all, zoho } = await zohoPortal({ credits: 1_000_000 });
  for (const kind of ['tasks', 'calls', 'events']) {
    const listed = await all(`/${kind}?sortBy=createdTime`);
    const found = await all(`/${kind}/search?sortBy=createdTime`);
    expect(ids(found)).toEqual(ids(listed));
    const [middle] = listed.slice(Math.floor(listed.length / 2));
    const since = `${middle?.['createdTime']},2099-12-31T23:59:59.999Z`;
    const later = await get(`/${kind}/search?createdTimeRange=${since}&limit=100`);
    expect(later.body['count']).toBe(
      listed.filter((row) => String(row['createdTime']) >= String(middle?.['createdTime'])).length,
    );
    expect(found[0]).toMatchObject({ activityType: expect.any(String), cf: {} });
    expect(found[0]).toHaveProperty('description');
    expect((await get(`/${kind}/search?from=1000`)).status).toBe(422);
  }
  const ticket = [...zoho.truth().tickets('live')].find((one) => one.traits.includes('tasks'));
  const own = await get(`/tasks/search?ticketNumber=${ticket?.ticketNumber}`);
  expect(own.rows.map((row) => row['ticketId'])).toEqual([ticket?.id, ticket?.id]);
  const closed = await all(`/tasks/search?status=%24%7BCLOSED%7D`);
  expect(closed.length).toBeGreaterThan(0);
  expect(closed.every((row) => row['statusType'] === 'Closed')).toBe(true);
  const urgent = await all('/calls/search?priority=high&subject=callback');
  expect(urgent.every((row) => row['priority'] === 'High')).toBe(true);
  expect((await get('/events/search?customField1=cf_none:x')).status).toBe(204);
});

test('custom modules look up each other, contacts and tickets', async () => {
  const portal = await zohoPortal({ credits: 1_000_000 });
  const modules = (await portal.get('/organizationModules')).rows;
  const custom = modules.filter((row) => row['isCustomModule'] === true);
  expect(custom.map((row) => row['apiName'])).toEqual([
    'cm_devices',
    'cm_subscriptions',
    'cm_warranty_cases',
  ]);
  const devices = await portal.all('/cm_devices', 50);
  expect(devices).toHaveLength(60);
  expect(devices[0]).not.toHaveProperty('cf');
  expect((await portal.get('/cm_devices/count?viewId=1')).body).toEqual({ count: 60 });

  const field = (record: Row, name: string): string =>
    String((record['cf'] as Readonly<Record<string, string | null>>)[name]);
  const read = async (path: string): Promise<Row> => (await portal.get(path)).body;
  const [row] = await portal.all('/cm_warranty_cases', 50, 3);
  const warranty = await read(`/cm_warranty_cases/${row?.['id']}`);
  const subscription = await read(`/cm_subscriptions/${field(warranty, 'cf_subscription')}`);
  expect(field(warranty, 'cf_devices').split(';')).toHaveLength(3);
  expect(await read(`/cm_devices/${field(subscription, 'cf_device')}`)).toHaveProperty('cf');
  const device = await read(`/cm_devices/${devices[0]?.['id']}`);
  expect((await portal.get(`/contacts/${field(device, 'cf_contact')}`)).status).toBe(200);
  expect((await portal.get(`/tickets/${field(subscription, 'cf_ticket')}`)).status).toBe(200);

  const found = await portal.get(
    `/cm_devices/search?field1=cf_serial:${field(device, 'cf_serial')}`,
  );
  expect(ids(found.rows)).toEqual([device['id']]);
  expect(found.rows).toEqual([device]);
  const newest = await portal.get('/cm_devices/search?sortBy=-createdTime&limit=1');
  expect(ids(newest.rows)).toEqual([devices.at(-1)?.['id']]);
  expect((await portal.get('/cm_nothing')).status).toBe(404);
  expect((await portal.get(`/cm_subscriptions/${device['id']}`)).status).toBe(404);
});

test('a ticket’s look-up field names a record of a custom module', async () => {
  const { get, zoho } = await zohoPortal();
  const [ticket] = [...zoho.truth().tickets('live')].filter((one) =>
    one.traits.includes('all-custom-fields'),
  );
  const cf = ticket?.record['cf'] as Readonly<Record<string, string | null>>;
  expect(Object.values(cf).every((value) => typeof value === 'string')).toBe(true);
  expect((await get(`/cm_devices/${cf['cf_device']}`)).status).toBe(200);
});

test('fields name their module’s types and values; a status has a wrong type', async () => {
  const { get } = await zohoPortal();
  const { rows } = await get('/fields?module=tickets');
  const types = new Set(rows.map((row) => row['type']));
  expect(types.size).toBeGreaterThanOrEqual(20);
  const status = rows.find((row) => row['apiName'] === 'status');
  expect(status?.['type']).toBe('DateTime');
  expect(status?.['allowedValues']).toContainEqual({ value: 'Zu prüfen', statusType: 'Open' });
  const two = await get('/fields?module=tickets&apiNames=cf_url,status');
  expect(two.rows).toHaveLength(2);
  expect((await get('/fields?module=cm_devices')).rows.length).toBeGreaterThan(3);
});

test('switch statusValuesInFields: in one portal the list was empty', async () => {
  const { get } = await zohoPortal({ switches: { statusValuesInFields: false } });
  const [status] = (await get('/fields?module=tickets&apiNames=status')).rows;
  expect(status?.['allowedValues']).toEqual([]);
  expect((await get('/ticketStatuses')).rows.length).toBeGreaterThan(3);
});

test('a look-up field names the module that it looks up', async () => {
  const { get } = await zohoPortal();
  const modules = async (module: string): Promise<readonly unknown[]> => {
    const { rows } = await get(`/fields?module=${module}`);
    const lookups = rows.filter((row) => String(row['type']).toLowerCase().includes('lookup'));
    return lookups.map((row) => ((row['lookup'] as Row)['module'] as Row)['apiName']);
  };
  expect(await modules('cm_warranty_cases')).toEqual(['cm_subscriptions', 'cm_devices']);
  expect(await modules('tickets')).toEqual(expect.arrayContaining(['contacts', 'cm_devices']));
});

test('switch pickListKey: a client and the specification name another key', async () => {
  const keys = async (pickListKey: 'allowedValues' | 'pickListValues') => {
    const { get } = await zohoPortal({ switches: { pickListKey } });
    const [row = {}] = (await get('/fields?module=tickets&apiNames=cf_region')).rows;
    return Object.keys(row).filter((key) => /values/i.test(key));
  };
  expect(await keys('allowedValues')).toEqual(['allowedValues']);
  expect(await keys('pickListValues')).toEqual(['pickListValues']);
});

test('layouts: inactive ones only when asked for', async () => {
  const { get } = await zohoPortal();
  expect((await get('/layouts?module=tickets')).rows).toHaveLength(2);
  expect((await get('/layouts?module=tickets&status=inactive')).rows).toHaveLength(1);
  expect((await get('/layouts?module=tickets&status=all')).rows).toHaveLength(3);
});

test('views tell their creator only with a header', async () => {
  const { get } = await zohoPortal();
  const creators = async (headers?: Record<string, string>): Promise<number> => {
    const { rows } = await get('/views?module=tickets', headers);
    return rows.filter((row) => row['createdBy'] !== null).length;
  };
  expect(await creators()).toBe(0);
  expect(await creators({ featureFlags: 'createdBy' })).toBe(1);
});

test('contracts: status, includes', async () => {
  const { get, all } = await zohoPortal();
  const active = await all('/contracts?contractStatus=ACTIVE');
  expect(active.every((row) => row['contractStatus'] === 'ACTIVE')).toBe(true);
  const [row = {}] = (await get('/contracts?include=accounts,products,slas,owner,departments'))
    .rows;
  expect(row['account']).toMatchObject({ id: row['accountId'] });
  expect(row).toMatchObject({ startDate: '2025-04-01', endDate: '2027-03-31' });
  expect(row).not.toHaveProperty('contractNumber');
  const read = await get(`/contracts/${row['id']}`);
  expect(read.body).toMatchObject({ contractNumber: '1000', cf: {} });
});

test('switch ratingsNameTicket: a rating may not say of which ticket it is', async () => {
  const named = await zohoPortal();
  const rows = await named.all('/customerHappiness', 50);
  const times = rows.map((row) => row['ratedTime']);
  expect(times).toEqual(times.toSorted());
  expect(rows.every((row) => /^\d{18}$/.test(String(row['ticketId'])))).toBe(true);
  const bare = await zohoPortal({ switches: { ratingsNameTicket: false } });
  const [row] = (await bare.get('/customerHappiness')).rows;
  expect(Object.keys(row ?? {})).toEqual(['id', 'rating', 'ratedTime']);
});

test('the knowledge base: roots, trees, articles, translations, files', async () => {
  const portal = await zohoPortal({ credits: 1_000_000 });
  const { get, all } = portal;
  const roots = (await get('/kbRootCategories?include=allArticlesCount')).rows;
  expect(roots).toHaveLength(2);
  expect((await get('/kbRootCategories?isTrashed=true')).rows).toHaveLength(1);
  const tree = (await get(`/kbRootCategories/${roots[0]?.['id']}/categoryTree`)).body;
  const nodes = (node: Row): readonly Row[] => [
    node,
    ...(node['children'] as readonly Row[]).flatMap(nodes),
  ];
  expect(Math.max(...nodes(tree).map((node) => Number(node['level'])))).toBe(3);

  const articles = await all('/articles', 50, 1);
  expect(new Set(articles.map((row) => row['status'])).size).toBe(5);
  expect(articles.every((row) => !('answer' in row))).toBe(true);
  const [article] = articles;
  const detail = (await get(`/articles/${article?.['id']}`)).body;
  expect(detail['answer']).toContain('/portal/en/kb/articles/');
  const [picture = ''] = /[^"]*\/support\/ImageDisplay[^"]*/.exec(String(detail['answer'])) ?? [];
  const image = await get(picture.replaceAll('&amp;', '&'), { authorization: undefined });
  expect(image.headers.get('content-type')).toMatch(/^image\//);

  const translations = (await get(`/articles/${article?.['id']}/translations`)).rows;
  expect(translations.map((row) => row['locale'])).toEqual(['en', 'de', 'pt-br']);
  const german = (await get(`/articles/${article?.['id']}/translations/de`)).body;
  expect(german['answer']).toContain('[de]');
  const [file] = (await get(`/articles/${article?.['id']}/translations/en/attachments`)).rows;
  expect((await get(String(file?.['href']))).bytes.length).toBe(Number(file?.['size']));
});

test('articles in a descending order keep ties in ascending ids', async () => {
  const { get } = await zohoPortal();
  const { rows } = await get('/articles?sortBy=-dislikeCount&limit=50');
  for (const tie of Map.groupBy(rows, (row) => row['dislikeCount']).values()) {
    expect(ids(tie)).toEqual(ids(tie).toSorted());
  }
});

test('details are asked for one by one', async () => {
  const portal = await zohoPortal({ credits: 1_000_000 });
  for (const product of await details(portal, '/products')) {
    expect(product).toHaveProperty('layoutDetails');
  }
});
