import { describe, expect, test } from 'vitest';
import { adf, createIssue, jiraSite, raiseRequest } from './jira-site.ts';

const ISSUE = '/rest/api/3/issue';

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

  test('can change type and parent within the project, and not the project', async () => {
    const site = jiraSite();
    const [one, two] = [await createIssue(site), await createIssue(site)];
    const child = await createIssue(site, {
      issuetype: { name: 'Sub-task' },
      parent: { key: one.key },
    });
    const put = (key: string, fields: object) => site.put(`${ISSUE}/${key}`, { fields });
    expect((await put(one.key, { issuetype: { name: 'Bug' } })).status).toBe(204);
    expect((await put(one.key, { issuetype: { name: 'Sub-task' } })).status).toBe(400);
    expect((await put(one.key, { project: { key: 'DEV' } })).status).toBe(204);
    expect((await put(one.key, { project: { key: 'SUP' } })).status).toBe(400);
    expect((await put(child.key, { parent: { key: two.key } })).status).toBe(204);
    const { body } = await site.get(`${ISSUE}/${child.key}?fields=parent`);
    expect(body).toMatchObject({ fields: { parent: { key: two.key } } });
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
