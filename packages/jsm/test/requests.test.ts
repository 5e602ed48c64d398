import { expect, test } from 'vitest';
import { ATTRIBUTION_PROPERTY, createJsm } from '../src/index.ts';
import { adf, fileOf, liveSite } from './live-site.ts';
import { scriptedSite } from './scripted-site.ts';

async function support(...args: Parameters<typeof liveSite>) {
  const site = await liveSite(...args);
  const desk = await site.deskOf('SUP');
  const { accountId } = await site.jsm.customers.ensure({
    email: 'new.customer@umbrella.example',
    displayName: 'New Customer',
  });
  const request = {
    serviceDeskId: desk.id,
    requestTypeId: desk.typeId('Get support'),
    summary: 'The printer is on fire',
    description: adf('It smokes.', 'Please help.'),
    fields: { priority: { name: 'High' }, labels: ['printer'] },
    onBehalfOf: accountId,
    marker: 'ticket-1',
  };
  return { ...site, desk, accountId, request };
}

test.each(['servicedesk', 'platform'] as const)(
  'M-04: by way of %s, a ticket becomes a request of its customer with all its fields',
  async (via) => {
    const { jsm, request, accountId } = await support();
    const { issueKey } = await jsm.requests.create({ ...request, via });
    const seen = await jsm.requests.get(issueKey);
    expect(seen.requestTypeId).toBe(request.requestTypeId);
    expect(seen.reporter?.accountId).toBe(accountId);
    const issue = await jsm.issues.get(issueKey, { properties: ['zdjsm'] });
    expect(issue.fields).toMatchObject({
      summary: 'The printer is on fire',
      description: request.description,
      priority: { name: 'High' },
      labels: ['printer', 'zdjsm-ticket-1'],
    });
    expect(issue.properties).toMatchObject({ zdjsm: { marker: 'ticket-1' } });
  },
);

test.each(['servicedesk', 'platform'] as const)(
  'by way of %s, the request is found by its marker at once, though the search lags',
  async (via) => {
    const { jsm, request } = await support({ searchLag: 3_600_000 });
    const { issueKey, issueId } = await jsm.requests.create({ ...request, via });
    const found = await jsm.requests.find('ticket-1', { projectKey: 'SUP' });
    expect(found).toEqual({ issueKey, issueId });
    expect(await jsm.requests.find('ticket-2', { projectKey: 'SUP' })).toBeUndefined();
  },
);

test('a form that takes no labels carries the marker in the summary until the edit', async () => {
  const { jsm, desk, request, sandbox } = await support();
  const requestTypeId = desk.typeId('Emailed request');
  const { issueKey } = await jsm.requests.create({ ...request, requestTypeId, via: 'servicedesk' });
  const created = sandbox.history.calls.find(
    ({ method, path }) => method === 'POST' && path === '/rest/servicedeskapi/request',
  );
  expect(JSON.parse(created?.body ?? '{}').requestFieldValues.summary).toBe(
    'The printer is on fire [zdjsm-ticket-1]',
  );
  const issue = await jsm.issues.get(issueKey, { fields: ['summary'] });
  expect(issue.fields['summary']).toBe('The printer is on fire');
});

test('a custom field can carry the marker instead of a label', async () => {
  const site = await support();
  const { id } = await site.jsm.fields.ensure({
    name: 'Zoho id',
    type: 'com.atlassian.jira.plugin.system.customfieldtypes:textfield',
    searcherKey: 'com.atlassian.jira.plugin.system.customfieldtypes:textsearcher',
  });
  const jsm = createJsm({ ...site.options, marker: { field: id } });
  const { issueKey } = await jsm.requests.create({ ...site.request, via: 'servicedesk' });
  const issue = await jsm.issues.get(issueKey, { fields: ['labels', id] });
  expect(issue.fields).toMatchObject({ labels: ['printer'], [id]: 'ticket-1' });
  expect((await jsm.requests.find('ticket-1', { projectKey: 'SUP' }))?.issueKey).toBe(issueKey);
});

test('a form that asks for what is not there is refused before anything is sent', async () => {
  const { jsm, desk, request, calls } = await support();
  const requestTypeId = desk.typeId('Report a defect');
  const refused = jsm.requests.create({ ...request, requestTypeId, via: 'servicedesk' });
  await expect(refused).rejects.toThrow('asks for How urgent is it?');
  expect(calls('POST', /\/request$/)).toBe(0);
  // Left to itself, the client takes the way that needs no form.
  const { issueKey } = await jsm.requests.create({ ...request, requestTypeId });
  expect((await jsm.requests.get(issueKey)).requestTypeId).toBe(requestTypeId);
});

test('a site that refuses the id of a request type takes the configured key', async () => {
  const answers: Readonly<Record<string, unknown>> = {
    'GET /rest/servicedeskapi/servicedesk/1': { id: '1', projectKey: 'SUP' },
    'GET /rest/servicedeskapi/servicedesk/1/requesttype/25': { id: '25', issueTypeId: '3' },
    'GET /rest/api/3/field': [
      { id: 'customfield_7', schema: { custom: 'com.atlassian.servicedesk:vp-origin' } },
    ],
    'POST /rest/api/3/issue': { id: '10', key: 'SUP-1' },
    'GET /rest/servicedeskapi/request/SUP-1': { issueKey: 'SUP-1', requestTypeId: '25' },
  };
  const { jsm, asked } = await scriptedSite(
    ({ method, path, body }) => {
      if (method !== 'PUT') return { body: answers[`${method} ${path}`] };
      return { status: body.includes('sup/0-1-2') ? 204 : 400 };
    },
    { settings: { requestTypeKeys: { '25': 'sup/0-1-2' } } },
  );
  const request = {
    serviceDeskId: '1',
    requestTypeId: '25',
    summary: 'x',
    onBehalfOf: 'c',
    via: 'platform',
  } as const;
  await jsm.requests.create({ ...request, marker: '1' });
  await jsm.requests.create({ ...request, marker: '2' });
  const puts = asked.filter(({ method }) => method === 'PUT').map(({ body }) => JSON.parse(body));
  expect(puts.map(({ fields }) => fields.customfield_7)).toEqual(['25', 'sup/0-1-2', 'sup/0-1-2']);
});

test.each(['accepted', 'ignored', 'refused'] as const)(
  'a request type in the creating call is %s, and the issue is a request in the end',
  async (requestTypeOnCreate) => {
    const { request, options, calls } = await support({ requestTypeOnCreate });
    const jsm = createJsm({ ...options, settings: { requestTypeIn: 'create' } });
    for (const marker of ['t-1', 't-2']) {
      const { issueKey } = await jsm.requests.create({ ...request, marker, via: 'platform' });
      expect((await jsm.requests.get(issueKey)).requestTypeId).toBe(request.requestTypeId);
    }
    // What a site refuses it is not asked for again.
    const posts = { accepted: 2, ignored: 2, refused: 3 };
    expect(calls('POST', /\/api\/3\/issue$/)).toBe(posts[requestTypeOnCreate]);
  },
);

test('a site that takes neither id nor a known key is told, and what to do', async () => {
  const { jsm, request } = await support({ requestTypeValue: 'portal-key' });
  await expect(jsm.requests.create({ ...request, via: 'platform' })).rejects.toMatchObject({
    code: 'REQUEST_INCOMPLETE',
    remedy: expect.stringContaining('requestTypeKeys'),
    cause: { code: 'NOT_A_REQUEST' },
  });
});

const LOST = [
  { kind: 'after-reset' },
  { kind: 'after-answer', status: 500 },
  { kind: 'after-answer', status: 503, headers: { 'retry-after': '5' } },
  { kind: 'after-cut', share: 0.5 },
  { kind: 'after-hang' },
] as const;
const NEVER_DONE = [{ kind: 'reset' }, { kind: 'answer', status: 502 }] as const;

test.each([
  ...LOST.flatMap((fault) => [['servicedesk', fault] as const, ['platform', fault] as const]),
  ...NEVER_DONE.flatMap((fault) => [['servicedesk', fault] as const, ['platform', fault] as const]),
])('by way of %s, %j at its creation makes one request', async (via, fault) => {
  const patience = fault.kind === 'after-hang' ? { timeoutMs: 2_500 } : {};
  const site = await support({ searchLag: 60_000 }, patience);
  const { jsm, request, fail, issuesIn, events } = site;
  fail({ method: 'POST', path: /\/(request|issue)$/, fault });
  const { issueKey } = await jsm.requests.create({ ...request, via });
  expect(await issuesIn('SUP')).toEqual([issueKey]);
  expect((await jsm.requests.get(issueKey)).requestTypeId).toBe(request.requestTypeId);
  const happened = fault.kind.startsWith('after-');
  expect(events).toContainEqual(expect.objectContaining({ type: 'write-resolved', happened }));
});

test.each(['servicedesk', 'platform'] as const)(
  'by way of %s, what was left half done is told, and gone on with',
  async (via) => {
    const { jsm, request, fail, issuesIn } = await support();
    fail({ method: 'PUT', path: /\/issue\//, times: 99, fault: { kind: 'answer', status: 403 } });
    const failed = await jsm.requests.create({ ...request, via }).catch((error) => error);
    expect(failed).toMatchObject({ code: 'REQUEST_INCOMPLETE', outcome: 'unknown' });
    fail();
    const completed = await jsm.requests.ensure({ ...request, via });
    expect(completed).toEqual(failed.issue);
    const issue = await jsm.issues.get(completed.issueKey, { fields: ['summary', 'labels'] });
    expect(issue.fields).toEqual({
      summary: 'The printer is on fire',
      labels: ['printer', 'zdjsm-ticket-1'],
    });
    expect(await issuesIn('SUP')).toEqual([completed.issueKey]);
  },
);

test.each(['servicedesk', 'platform'] as const)(
  'by way of %s, a request that is complete keeps what was written to it since',
  async (via) => {
    const { jsm, request } = await support();
    const { issueKey } = await jsm.requests.create({ ...request, via });
    const { mediaId: id } = await jsm.attachments.upload(issueKey, fileOf('a.png', 'x'));
    const media = { type: 'media', attrs: { type: 'file', id, collection: '' } };
    const description = {
      ...adf(),
      content: [{ type: 'mediaSingle', attrs: { layout: 'center' }, content: [media] }],
    };
    await jsm.issues.edit(issueKey, { fields: { description } });
    expect((await jsm.requests.ensure({ ...request, via })).issueKey).toBe(issueKey);
    const issue = await jsm.issues.get(issueKey, { fields: ['description', 'attachment'] });
    expect(JSON.stringify(issue.fields['description'])).toContain(id);
    expect(issue.fields['attachment']).toHaveLength(1);
  },
);

test.each(['servicedesk', 'platform'] as const)(
  'by way of %s, who wrote it and when is shown in its text and kept in a property',
  async (via) => {
    const { jsm, request } = await support();
    const attribution = {
      author: { name: 'Maria Lopez', email: 'maria@globex.example' },
      at: new Date('2019-05-04T13:00:59Z'),
      channel: 'Phone',
      original: 'https://desk.zoho.com/support/x/1',
    };
    const properties = [{ key: 'source', value: { id: '1' } }];
    const { issueKey } = await jsm.requests.create({ ...request, via, attribution, properties });
    const issue = await jsm.issues.get(issueKey, { properties: ['source', ATTRIBUTION_PROPERTY] });
    expect(issue.properties).toMatchObject({
      source: { id: '1' },
      [ATTRIBUTION_PROPERTY]: { author: { name: 'Maria Lopez' }, at: '2019-05-04T13:00:59.000Z' },
    });
    const texts = JSON.stringify(issue.fields['description']).matchAll(/"text":"([^"]*)"/g);
    expect(Array.from(texts, ([, text]) => text).join('')).toBe(
      'Maria Lopez · maria@globex.example · 2019-05-04 13:00 UTC · Phone · originalIt smokes.Please help.',
    );
  },
);

test('a queue shows its requests', async () => {
  const { jsm, request, desk, sandbox } = await support();
  const { issueKey } = await jsm.requests.create(request);
  sandbox.clock.advance(60_000);
  const [queue] = (await jsm.serviceDesks.queues(desk.id)).items;
  const listed = await jsm.serviceDesks.queueIssues(desk.id, queue?.id ?? '').toArray({ limit: 9 });
  expect(listed.map(({ key }) => key)).toContain(issueKey);
});

test('participants come and go, and statuses and service levels can be read', async () => {
  const { jsm, request } = await support();
  const { issueKey } = await jsm.requests.create(request);
  const friend = await jsm.customers.ensure({ email: 'f@umbrella.example', displayName: 'F' });
  await jsm.requests.addParticipants(issueKey, [friend.accountId]);
  const ids = async () =>
    (await jsm.requests.participants(issueKey).toArray({ limit: 9 })).map((p) => p.accountId);
  expect(await ids()).toEqual([friend.accountId]);
  await jsm.requests.removeParticipants(issueKey, [friend.accountId]);
  expect(await ids()).toEqual([]);
  expect((await jsm.requests.statusHistory(issueKey)).items).not.toEqual([]);
  expect((await jsm.requests.slas(issueKey)).items).toBeInstanceOf(Array);
});
