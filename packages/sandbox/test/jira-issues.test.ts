import { describe, expect, test } from 'vitest';
import { adf, createIssue, jiraSite, raiseRequest, type TestSite } from './jira-site.ts';

interface Made {
  readonly id: string;
  readonly key: string;
}

const ISSUE = '/rest/api/3/issue';

function create(site: TestSite, fields: Readonly<Record<string, unknown>>) {
  return site.post<Made>(ISSUE, {
    fields: { project: { key: 'DEV' }, issuetype: { name: 'Task' }, summary: 'x', ...fields },
  });
}

describe('creating an issue', () => {
  test('can set properties and a status in the same call', async () => {
    const site = jiraSite();
    const { status, body } = await site.post<Made>(ISSUE, {
      fields: { project: { key: 'DEV' }, issuetype: { name: 'Task' }, summary: 'x' },
      properties: [{ key: 'zdjsm', value: { ticket: '1' } }],
      transition: { id: '11' },
    });
    expect(status).toBe(201);
    expect(body.key).toBe('DEV-1');
    const issue = await site.get(`${ISSUE}/${body.key}?fields=status&properties=zdjsm`);
    expect(issue.body).toMatchObject({
      fields: { status: { name: 'In progress' } },
      properties: { zdjsm: { ticket: '1' } },
    });
  });

  test.each([
    ['summary', { summary: '' }, 'You must specify a summary of the issue.'],
    [
      'summary',
      { summary: 'two\nlines' },
      'The summary is invalid because it contains newline characters.',
    ],
    ['summary', { summary: 'x'.repeat(256) }, 'Summary must be less than 255 characters.'],
    ['labels', { labels: ['x y'] }, "The label 'x y' contains spaces which is invalid."],
    ['duedate', { duedate: 'tomorrow' }, 'Error parsing date/time string.'],
    [
      'created',
      { created: '2019-01-01T00:00:00.000+0000' },
      "Field 'created' cannot be set. It is not on the appropriate screen, or unknown.",
    ],
    [
      'customfield_99999',
      { customfield_99999: 'x' },
      "Field 'customfield_99999' cannot be set. It is not on the appropriate screen, or unknown.",
    ],
    [
      'description',
      { description: 'plain' },
      'Operation value must be an Atlassian Document (see the Atlassian Document Format)',
    ],
    [
      'description',
      { description: adf('x'.repeat(32_768)) },
      'The entered text is too long. It exceeds the allowed limit of 32,767 characters.',
    ],
    ['components', { components: [{ name: 'No' }] }, "Component name 'No' is not valid"],
    ['priority', { priority: { name: 'No' } }, 'The priority selected is invalid.'],
    ['customfield_10039', { customfield_10039: 'x' }, 'cannot be set'],
    [
      'customfield_10035',
      { customfield_10035: { value: 'Pigeon' } },
      "Option value 'Pigeon' is not valid",
    ],
    ['customfield_10041', { customfield_10041: 'no url' }, 'Not a valid URL'],
    ['customfield_10030', { customfield_10030: 'x'.repeat(256) }, 'limit of 255 characters'],
  ])('refuses a wrong %s: %j', async (field, fields, message) => {
    const site = jiraSite();
    const { status, body } = await create(site, fields);
    expect(status).toBe(400);
    expect(body).toMatchObject({ errors: { [field]: expect.stringContaining(message) } });
  });

  test('names every wrong field at once', async () => {
    const site = jiraSite();
    const { body } = await create(site, { labels: ['a b'], duedate: 'x', priority: { id: '99' } });
    expect(body).toMatchObject({
      errors: {
        labels: expect.any(String),
        duedate: expect.any(String),
        priority: expect.any(String),
      },
    });
  });

  test('takes a summary of 255 characters and a text of 32,767', async () => {
    const site = jiraSite();
    const { status } = await create(site, {
      summary: 'x'.repeat(255),
      description: adf('x'.repeat(32_767)),
    });
    expect(status).toBe(201);
  });

  test.each([
    ['text', 201],
    ['wiki', 400],
  ] as const)('counts the %s of a document', async (textLimit, status) => {
    const site = jiraSite({ textLimit });
    const bold = { type: 'text', text: 'x'.repeat(32_767), marks: [{ type: 'strong' }] };
    const description = { ...adf(), content: [{ type: 'paragraph', content: [bold] }] };
    expect((await create(site, { description })).status).toBe(status);
  });

  test('keeps to the screen; editing does not, and keeps to the field’s context', async () => {
    const site = jiraSite();
    const rating = { customfield_10048: { value: 'Good' } };
    expect((await create(site, rating)).status).toBe(400);
    const { key } = await createIssue(site);
    expect((await site.put(`${ISSUE}/${key}`, { fields: rating })).status).toBe(204);
    // "Order number" is for SUP and BILL.
    const number = { customfield_10039: 7 };
    expect((await site.put(`${ISSUE}/${key}`, { fields: number })).status).toBe(400);
    const request = await raiseRequest(site);
    expect((await site.put(`${ISSUE}/${request.key}`, { fields: number })).status).toBe(204);
  });

  test('of a sub-task needs a parent in the same project', async () => {
    const site = jiraSite();
    const parent = await createIssue(site);
    const request = await raiseRequest(site);
    const subtask = { issuetype: { name: 'Sub-task' } };
    expect((await create(site, subtask)).status).toBe(400);
    const foreign = await create(site, { ...subtask, parent: { key: request.key } });
    expect(foreign.body).toMatchObject({
      errors: { project: 'Sub-tasks must be created in the same project as the parent.' },
    });
    const { status, body } = await create(site, { ...subtask, parent: { key: parent.key } });
    expect(status).toBe(201);
    expect((await site.remove(`${ISSUE}/${parent.key}`)).status).toBe(400);
    expect((await site.remove(`${ISSUE}/${parent.key}?deleteSubtasks=true`)).status).toBe(204);
    expect((await site.get(`${ISSUE}/${body.key}`)).status).toBe(404);
  });

  test('never uses a number twice', async () => {
    const site = jiraSite();
    const { key } = await createIssue(site);
    await site.remove(`${ISSUE}/${key}`);
    expect((await createIssue(site)).key).toBe('DEV-2');
  });

  test('in bulk answers 201 even when some failed, and 400 when all did', async () => {
    const site = jiraSite();
    const good = { fields: { project: { key: 'DEV' }, issuetype: { name: 'Task' }, summary: 'x' } };
    const bad = { fields: { project: { key: 'DEV' }, issuetype: { name: 'Epic' }, summary: 'x' } };
    const both = await site.post(`${ISSUE}/bulk`, { issueUpdates: [bad, good] });
    expect(both.status).toBe(201);
    expect(both.body).toMatchObject({
      issues: [{ key: 'DEV-1' }],
      errors: [
        {
          status: 400,
          failedElementNumber: 0,
          elementErrors: { errors: { issuetype: expect.any(String) } },
        },
      ],
    });
    expect((await site.post(`${ISSUE}/bulk`, { issueUpdates: [bad] })).status).toBe(400);
    const many = Array.from({ length: 51 }, () => good);
    expect((await site.post(`${ISSUE}/bulk`, { issueUpdates: many })).status).toBe(400);
  });
});

describe('every kind of custom field', () => {
  test('is stored and shown in its own form', async () => {
    const site = jiraSite();
    const { agent } = site.sandbox.jira.access;
    const fields = {
      customfield_10030: 'ZD-1',
      customfield_10032: '2024-01-02T03:04:05.678+0100',
      customfield_10035: { value: 'Email' },
      customfield_10036: { value: 'Account', child: { value: 'Billing' } },
      customfield_10037: [{ value: 'Asia' }],
      customfield_10038: [{ value: 'Mail' }, { value: 'Shop' }],
      customfield_10040: '2024-02-29',
      customfield_10041: 'https://example.com/a',
      customfield_10042: { accountId: agent.accountId },
      customfield_10043: [{ accountId: agent.accountId }],
      customfield_10044: ['one', 'two'],
      customfield_10045: adf('Details'),
      customfield_10046: { value: 'Low' },
    };
    const { key } = await createIssue(site, fields);
    const { body } = await site.get<{ fields: Record<string, unknown> }>(`${ISSUE}/${key}`);
    expect(body.fields).toMatchObject({
      ...fields,
      customfield_10032: '2024-01-02T02:04:05.678+0000',
      customfield_10045: adf('Details'),
    });
    const emptied = Object.fromEntries(Object.keys(fields).map((id) => [id, null]));
    expect((await site.put(`${ISSUE}/${key}`, { fields: emptied })).status).toBe(204);
    const after = await site.get<{ fields: Record<string, unknown> }>(`${ISSUE}/${key}`);
    expect(Object.keys(fields).map((id) => after.body.fields[id])).toEqual(
      Object.keys(fields).map(() => null),
    );
  });

  test('options are named by id as well, numbers included; a disabled one is gone', async () => {
    const site = jiraSite();
    const path = '/rest/api/3/field/customfield_10035/context';
    const contexts = await site.get<{ values: { id: string }[] }>(path);
    const options = `${path}/${contexts.body.values[0]?.id}/option`;
    const { body } = await site.get<{ values: { id: string }[] }>(options);
    const id = body.values[0]?.id ?? '';
    expect((await create(site, { customfield_10035: { id } })).status).toBe(201);
    expect((await create(site, { customfield_10035: { id: Number(id) } })).status).toBe(201);
    await site.put(options, { options: [{ id, disabled: true }] });
    expect((await create(site, { customfield_10035: { id } })).status).toBe(400);
  });

  test('assets of another workspace disappear without a word', async () => {
    const site = jiraSite();
    const { status, body } = await create(site, { customfield_10047: [{ id: 'elsewhere:1' }] });
    expect(status).toBe(201);
    const issue = await site.get(`${ISSUE}/${body.key}?fields=customfield_10047`);
    expect(issue.body).toMatchObject({ fields: { customfield_10047: null } });
  });
});

describe('editing an issue', () => {
  test('adds and removes single values', async () => {
    const site = jiraSite();
    const { key } = await createIssue(site, { labels: ['a', 'b'] });
    await site.put(`${ISSUE}/${key}`, {
      update: { labels: [{ add: 'c' }, { remove: 'a' }], summary: [{ set: 'New' }] },
    });
    const { body } = await site.get(`${ISSUE}/${key}?fields=labels,summary`);
    expect(body).toMatchObject({ fields: { labels: ['b', 'c'], summary: 'New' } });
    const wrong = await site.put(`${ISSUE}/${key}`, { update: { summary: [{ add: 'x' }] } });
    expect(wrong.status).toBe(400);
  });

  test('never changes the status, and reads no transition', async () => {
    const site = jiraSite();
    const { key } = await createIssue(site);
    const fields = { status: { name: 'Done' } };
    expect((await site.put(`${ISSUE}/${key}`, { fields })).status).toBe(400);
    await site.put(`${ISSUE}/${key}`, { fields: { summary: 'y' }, transition: { id: '11' } });
    const { body } = await site.get(`${ISSUE}/${key}?fields=status`);
    expect(body).toMatchObject({ fields: { status: { name: 'To Do' } } });
  });

  test('sets the reporter for who may, and assigns only to agents of the desk', async () => {
    const site = jiraSite();
    const { agent, customer } = site.sandbox.jira.access;
    const { key } = await raiseRequest(site);
    const put = (fields: object) => site.put(`${ISSUE}/${key}`, { fields });
    expect((await put({ reporter: { accountId: customer.accountId } })).status).toBe(204);
    expect((await put({ assignee: { accountId: agent.accountId } })).status).toBe(204);
    const refused = await put({ assignee: { accountId: customer.accountId } });
    expect(refused.text).toContain('cannot be assigned issues');
    site.sandbox.jira.act('revoke-permission', { permission: 'MODIFY_REPORTER', role: 'admin' });
    expect((await put({ reporter: { accountId: agent.accountId } })).status).toBe(400);
  });

  test('is written down in the change log, oldest first', async () => {
    const site = jiraSite();
    const { key } = await createIssue(site);
    await site.put(`${ISSUE}/${key}`, { fields: { priority: { name: 'High' } } });
    await site.post(`${ISSUE}/${key}/transitions`, { transition: { id: '11' } });
    const { body } = await site.get(`${ISSUE}/${key}/changelog`);
    expect(body).toMatchObject({
      total: 2,
      values: [
        { items: [{ field: 'priority', fromString: 'Medium', toString: 'High' }] },
        { items: [{ field: 'status', fromString: 'To Do', toString: 'In progress' }] },
      ],
    });
  });

  test('needs the permissions that it needs', async () => {
    const site = jiraSite();
    const { key } = await createIssue(site);
    const collaborator = site.as(site.sandbox.jira.access.collaborator);
    expect((await collaborator.get(`${ISSUE}/${key}`)).status).toBe(200);
    expect((await collaborator.put(`${ISSUE}/${key}`, { fields: { summary: 'y' } })).status).toBe(
      403,
    );
    expect((await collaborator.remove(`${ISSUE}/${key}`)).status).toBe(403);
    expect((await collaborator.post(`${ISSUE}/${key}/comment`, { body: adf('x') })).status).toBe(
      201,
    );
    const customer = site.as(site.sandbox.jira.access.customer);
    expect((await customer.get(`${ISSUE}/${key}`)).status).toBe(404);
  });
});

describe('what hangs on an issue', () => {
  test('properties are replaced, limited, and answer 201 then 200', async () => {
    const site = jiraSite();
    const { key } = await createIssue(site);
    const path = `${ISSUE}/${key}/properties/zdjsm`;
    expect((await site.put(path, { a: 1, b: 2 })).status).toBe(201);
    expect((await site.put(path, { a: 3 })).status).toBe(200);
    expect((await site.get(path)).body).toEqual({ key: 'zdjsm', value: { a: 3 } });
    expect((await site.put(path, 'x'.repeat(32_768))).status).toBe(400);
    expect((await site.put(`${ISSUE}/${key}/properties/${'k'.repeat(256)}`, 1)).status).toBe(400);
    expect((await site.remove(path)).status).toBe(204);
    expect((await site.get(path)).status).toBe(404);
  });

  test('remote links are written once by global id', async () => {
    const site = jiraSite();
    const { key } = await createIssue(site);
    const path = `${ISSUE}/${key}/remotelink`;
    const link = {
      globalId: 'zoho=1',
      object: { url: 'https://desk.zoho.com/1', title: 'Zoho #1' },
    };
    const first = await site.post<{ id: number }>(path, link);
    const second = await site.post<{ id: number }>(path, link);
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.body.id).toBe(first.body.id);
    const untitled = await site.post(path, { object: { url: 'https://x' } });
    expect(untitled.body).toEqual({ errorMessages: [], errors: { title: "'title' is required." } });
  });

  test('links go from one issue to the other, once, with an empty answer', async () => {
    const site = jiraSite();
    const [one, two] = [await createIssue(site), await createIssue(site)];
    const link = {
      type: { name: 'Duplicate' },
      inwardIssue: { key: one.key },
      outwardIssue: { key: two.key },
    };
    const first = await site.post('/rest/api/3/issueLink', link);
    expect([first.status, first.text]).toEqual([201, '']);
    expect((await site.post('/rest/api/3/issueLink', link)).status).toBe(201);
    const from = await site.get(`${ISSUE}/${one.key}?fields=issuelinks`);
    expect(from.body).toMatchObject({
      fields: { issuelinks: [{ outwardIssue: { key: two.key } }] },
    });
    const to = await site.get(`${ISSUE}/${two.key}?fields=issuelinks`);
    expect(to.body).toMatchObject({ fields: { issuelinks: [{ inwardIssue: { key: one.key } }] } });
    const unknown = { ...link, type: { name: 'Twin' } };
    expect((await site.post('/rest/api/3/issueLink', unknown)).status).toBe(404);
  });

  test('worklogs start when they say, last at least a minute, and show no files', async () => {
    const site = jiraSite();
    const { key } = await createIssue(site);
    const path = `${ISSUE}/${key}/worklog`;
    const started = '2021-01-17T12:34:00.000+0000';
    const { body } = await site.post(path, { started, timeSpentSeconds: 5400 });
    expect(body).toMatchObject({ started, timeSpentSeconds: 5400, timeSpent: '1h 30m' });
    expect((await site.post(path, { started, timeSpentSeconds: 59 })).status).toBe(400);
    expect((await site.post(path, { started: '2021-01-17', timeSpentSeconds: 60 })).status).toBe(
      400,
    );
    for (let i = 0; i < 21; i++) await site.post(path, { started, timeSpent: '1m' });
    const issue = await site.get<{ fields: { worklog: { worklogs: unknown[] } } }>(
      `${ISSUE}/${key}?fields=worklog`,
    );
    expect(issue.body.fields.worklog).toMatchObject({ total: 22, maxResults: 20 });
    expect(issue.body.fields.worklog.worklogs).toHaveLength(20);
  });

  test('watchers are added by a bare string', async () => {
    const site = jiraSite();
    const { key } = await createIssue(site);
    const { accountId } = site.sandbox.jira.access.agent;
    const path = `${ISSUE}/${key}/watchers`;
    expect((await site.post(path, accountId)).status).toBe(204);
    expect((await site.post(path, { accountId })).status).toBe(400);
    const { body } = await site.get<{ watchers: { accountId: string }[] }>(path);
    expect(body.watchers.map((watcher) => watcher.accountId)).toContain(accountId);
  });
});
