import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createSandbox, type JiraState, jiraFaults, plannedFaults } from '../src/index.ts';
import {
  adf,
  adfWithMedia,
  attach,
  basic,
  createIssue,
  INTERNAL,
  jiraSite,
  raiseRequest,
  type TestSite,
} from './jira-site.ts';
import { testClock } from './test-clock.ts';

/** Two requests that belong together, written in either order. */
async function migrate(
  site: TestSite,
  order: readonly ['first', 'second'] | readonly ['second', 'first'],
) {
  const keys: Record<string, string> = {};
  for (const name of order) {
    const { key } = await raiseRequest(site, { summary: `The ${name}`, labels: [name] });
    keys[name] = key;
    const { mediaId } = await attach(site, key, { name: `${name}.png` });
    await site.put(`/rest/api/3/issue/${key}?notifyUsers=false`, {
      fields: { description: adfWithMedia(mediaId) },
    });
    await site.post(`/rest/api/3/issue/${key}/comment`, {
      body: adf('A note'),
      properties: INTERNAL,
    });
    await site.put(`/rest/api/3/issue/${key}/properties/zdjsm`, { ticket: name });
  }
  await site.post('/rest/api/3/issueLink', {
    type: { name: 'Relates' },
    inwardIssue: { key: keys.first },
    outwardIssue: { key: keys.second },
  });
  await site.post(`/rest/api/3/issue/${keys.second}/comment`, {
    body: adf(`See https://example.atlassian.net/browse/${keys.first}`),
  });
}

describe('the state', () => {
  test('is the same whatever the order in which it was written', async () => {
    const run = async (order: Parameters<typeof migrate>[1]): Promise<JiraState> => {
      const site = jiraSite();
      await migrate(site, order);
      site.close();
      return site.sandbox.jira.inspect();
    };
    expect(await run(['second', 'first'])).toEqual(await run(['first', 'second']));
  });

  test('tells everything that a migration writes', async () => {
    const site = jiraSite();
    await migrate(site, ['first', 'second']);
    const [first] = site.sandbox.jira.inspect().issues;
    expect(first).toMatchObject({
      project: 'SUP',
      type: 'Service Request',
      requestType: 'Get support',
      summary: 'The first',
      status: 'Waiting for support',
      reporter: 'sam.ortiz@initech.example',
      fields: { Labels: 'first', Priority: 'Medium' },
      comments: [{ author: 'migration@zylker.example', internal: true, text: 'A note' }],
      attachments: [{ filename: 'first.png', size: 4, shared: false }],
      links: ['Relates → SUP: The second'],
      properties: { zdjsm: { ticket: 'first' } },
    });
    expect(JSON.stringify(first?.description)).toContain('{file first.png ');
  });

  test('differs when a visibility, a byte or an order differs', async () => {
    const run = async (change: (site: TestSite, key: string) => Promise<unknown>) => {
      const site = jiraSite();
      const { key } = await raiseRequest(site);
      await change(site, key);
      site.close();
      return JSON.stringify(site.sandbox.jira.inspect().issues);
    };
    const comment = (site: TestSite, key: string, text: string, properties: unknown = INTERNAL) =>
      site.post(`/rest/api/3/issue/${key}/comment`, { body: adf(text), properties });
    const states = [
      await run((site, key) => comment(site, key, 'a')),
      await run((site, key) => comment(site, key, 'a', [])),
      await run((site, key) => attach(site, key, { name: 'a', bytes: new Uint8Array([1]) })),
      await run((site, key) => attach(site, key, { name: 'a', bytes: new Uint8Array([2]) })),
      await run(async (site, key) => [
        await comment(site, key, 'a'),
        await comment(site, key, 'b'),
      ]),
      await run(async (site, key) => [
        await comment(site, key, 'b'),
        await comment(site, key, 'a'),
      ]),
    ];
    expect(new Set(states).size).toBe(states.length);
  });
});

test('issues are also told with their keys, without the lag of search', async () => {
  const site = jiraSite();
  const { id, key } = await raiseRequest(site);
  expect(site.sandbox.jira.issues()).toMatchObject([{ id, key, summary: 'It does not start' }]);
});

describe('on loopback', () => {
  async function serve(options: Parameters<typeof createSandbox>[0] = {}) {
    const sandbox = createSandbox({ clock: testClock(), ...options });
    const urls = await sandbox.serve();
    const authorization = basic(sandbox.jira.credentials);
    const call = (method: string, path: string, body?: unknown) =>
      fetch(`${urls.site}${path}`, {
        method,
        redirect: 'manual',
        headers: { authorization, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    return { sandbox, urls, call };
  }
  const ORGANIZATION = '/rest/servicedeskapi/organization';

  test('a sandbox that was stopped comes back as it was, searchable and logged in', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zdjsm-jira-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const first = await serve({ folder });
    await first.call('POST', ORGANIZATION, { name: 'Umbrella' });
    const made = await first.call('POST', '/rest/api/3/issue', {
      fields: {
        project: { key: 'DEV' },
        issuetype: { name: 'Task' },
        summary: 'x',
        labels: ['kept'],
      },
    });
    expect(made.status).toBe(201);
    const before = first.sandbox.jira.inspect();
    await first.sandbox.stop();

    const second = await serve({ folder });
    expect(second.sandbox.jira.inspect()).toEqual(before);
    const found = await second.call('POST', '/rest/api/3/search/jql', { jql: 'labels = kept' });
    expect(await found.json()).toMatchObject({ issues: [{ id: expect.any(String) }] });
    const next = await second.call('POST', '/rest/api/3/issue', {
      fields: { project: { key: 'DEV' }, issuetype: { name: 'Task' }, summary: 'y' },
    });
    expect(await next.json()).toMatchObject({ key: 'DEV-2' });
    await second.sandbox.stop();
  });

  test('faults answer as the vendor would, before or after the effect', async () => {
    const { sandbox, call } = await serve();
    onTestFinished(() => sandbox.stop());
    const faults = jiraFaults(sandbox.clock.now);
    const strike = (fault: Parameters<typeof faults.afterwards>[0]) =>
      sandbox.setFaults(plannedFaults([{ cloud: 'jira', method: 'POST', fault }]));
    const names = () => sandbox.jira.inspect().organizations.map(({ name }) => name);

    strike(faults.gatewayLimit());
    const limited = await call('POST', ORGANIZATION, { name: 'A' });
    expect(limited.status).toBe(429);
    expect(limited.headers.get('retry-after')).toBeNull();
    expect(limited.headers.get('x-failure-category')).toBe('FAILURE CLIENT RATE LIMITED');
    expect(names()).not.toContain('A');

    strike(faults.afterwards(faults.internalError()));
    expect((await call('POST', ORGANIZATION, { name: 'B' })).status).toBe(500);
    expect(names()).toContain('B');

    strike(faults.quota(90, 'minutes'));
    const quota = await call('POST', ORGANIZATION, { name: 'C' });
    expect(quota.headers.get('x-ratelimit-reset')).toBe('2026-03-02T09:01Z');
    strike(faults.unavailableUntil(60));
    const unavailable = await call('POST', ORGANIZATION, { name: 'C' });
    expect(unavailable.headers.get('retry-after')).toBe('Mon, 02 Mar 2026 09:01:00 GMT');
  });

  test('media are on another host, and links name the host that was asked', async () => {
    const { sandbox, urls, call } = await serve();
    onTestFinished(() => sandbox.stop());
    expect(new URL(urls.media).origin).not.toBe(new URL(urls.site).origin);
    const me = (await (await call('GET', '/rest/api/3/myself')).json()) as { self: string };
    expect(me.self.startsWith(urls.site)).toBe(true);
    expect((await fetch(`${urls.media}/rest/api/3/myself`)).status).toBe(404);
  });
});

test('an unknown action is an error that names the known ones', () => {
  const { jira } = createSandbox({ clock: testClock() });
  expect(() => jira.act('dance')).toThrow(/customer-mails/);
});

test('a customer who has nothing to do with an issue sees nothing of it', async () => {
  const site = jiraSite();
  const { key } = await createIssue(site);
  const { accountId } = site.sandbox.jira.access.customer;
  expect(site.sandbox.jira.visibleToCustomer(key, accountId)).toEqual({
    visible: false,
    summary: undefined,
    description: undefined,
    comments: [],
    attachments: [],
  });
});
