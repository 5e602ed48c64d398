import { cases } from '@zdjsm/testing/cases';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adf, createIssue, jiraSite, raiseRequest, type TestSite } from './jira-site.ts';

interface Page {
  readonly issues: readonly { readonly id: string; readonly key: string }[];
  readonly nextPageToken?: string;
  readonly isLast: boolean;
}

const SEARCH = '/rest/api/3/search/jql';
const KEYS = ['key'];

async function keys(site: TestSite, jql: string): Promise<string[]> {
  const { status, body, text } = await site.post<Page>(SEARCH, { jql, fields: KEYS });
  expect(status, text).toBe(200);
  return body.issues.map(({ key }) => key);
}

describe('search', () => {
  test('lags behind writes, and catches up', async () => {
    const site = jiraSite({ searchLag: 5_000 });
    const first = await createIssue(site);
    site.advance(5_000);
    const second = await createIssue(site, { labels: ['x'] });
    expect(await keys(site, 'project = DEV')).toEqual([first.key]);
    await site.put(`/rest/api/3/issue/${first.key}`, { fields: { labels: ['x'] } });
    expect(await keys(site, 'labels = x')).toEqual([]);
    site.advance(4_999);
    expect(await keys(site, 'labels = x')).toEqual([]);
    site.advance(1);
    expect(await keys(site, 'labels = x')).toEqual([second.key, first.key]);
    await site.remove(`/rest/api/3/issue/${first.key}`);
    expect(await keys(site, 'labels = x')).toEqual([second.key, first.key]);
    site.advance(5_000);
    expect(await keys(site, 'labels = x')).toEqual([second.key]);
  });

  test('sees the named issues as they are now', async () => {
    const site = jiraSite();
    const { id, key } = await createIssue(site);
    const body = { jql: 'project = DEV', fields: KEYS };
    expect((await site.post<Page>(SEARCH, body)).body.issues).toEqual([]);
    const reconciled = { ...body, reconcileIssues: [Number(id)] };
    expect((await site.post<Page>(SEARCH, reconciled)).body.issues).toMatchObject([{ key }]);
    const many = { ...body, reconcileIssues: Array.from({ length: 51 }, (_, i) => i) };
    expect((await site.post(SEARCH, many)).status).toBe(400);
  });

  test('pages by token, without a total; the token belongs to its query', async () => {
    const site = jiraSite({ searchLag: 0 });
    for (let i = 0; i < 5; i++) await createIssue(site);
    const ask = (jql: string, nextPageToken?: string) =>
      site.post<Page>(SEARCH, { jql, fields: KEYS, maxResults: 2, nextPageToken });
    const seen: string[] = [];
    let token: string | undefined;
    do {
      const { body } = await ask('project = DEV ORDER BY key', token);
      expect(body).not.toHaveProperty('total');
      seen.push(...body.issues.map(({ key }) => key));
      expect(body.isLast).toBe(body.nextPageToken === undefined);
      token = body.nextPageToken;
    } while (token !== undefined);
    expect(seen).toEqual(['DEV-1', 'DEV-2', 'DEV-3', 'DEV-4', 'DEV-5']);
    const { body } = await ask('project = DEV');
    expect((await ask('project = SUP', body.nextPageToken)).status).toBe(400);
    expect((await ask('project = DEV', 'nonsense')).status).toBe(400);
  });

  test('gives bare ids unless fields are asked for, and few issues with fields', async () => {
    const site = jiraSite({ searchLag: 0 });
    const { id } = await createIssue(site);
    const bare = await site.get(`${SEARCH}?jql=${encodeURIComponent('project = DEV')}`);
    expect(bare.body).toEqual({ issues: [{ id }], isLast: true });
    for (let i = 0; i < 101; i++) await createIssue(site);
    const count = async (fields: string[]) => {
      const body = { jql: 'project = DEV', fields, maxResults: 5000 };
      return (await site.post<Page>(SEARCH, body)).body.issues.length;
    };
    expect(await count(['id'])).toBe(102);
    expect(await count(['summary'])).toBe(100);
  });

  test('needs a restriction, and counts approximately', async () => {
    const site = jiraSite({ searchLag: 0 });
    await createIssue(site);
    for (const jql of ['', 'ORDER BY created']) {
      const { status, text } = await site.post(SEARCH, { jql });
      expect(status).toBe(400);
      expect(text).toContain('Unbounded JQL queries are not allowed here');
    }
    const { body } = await site.post('/rest/api/3/search/approximate-count', {
      jql: 'project = DEV',
    });
    expect(body).toEqual({ count: 1 });
  });

  test.each([
    ['empty', 200],
    ['refused', 400],
  ] as const)('unknown names: %s', async (unknownJql, status) => {
    const site = jiraSite({ unknownJql });
    for (const jql of ['project = NOPE', 'nonsense = 1', 'status = "No such status"']) {
      expect((await site.post(SEARCH, { jql })).status).toBe(status);
    }
  });

  test.each([
    ['gone', 410],
    ['deprecated', 200],
  ] as const)('the older search is %s', async (classicSearch, status) => {
    const site = jiraSite({ classicSearch });
    expect((await site.get('/rest/api/3/search?jql=project=SUP')).status).toBe(status);
    expect((await site.post('/rest/api/3/search', { jql: 'project = SUP' })).status).toBe(status);
  });

  test('shows nobody what they may not see', async () => {
    const site = jiraSite({ searchLag: 0 });
    await createIssue(site);
    const customer = site.as(site.sandbox.jira.access.customer);
    const { body } = await customer.post<Page>(SEARCH, { jql: 'project = DEV' });
    expect(body.issues).toEqual([]);
  });
});

describe('JQL', () => {
  async function filled(): Promise<TestSite> {
    const site = jiraSite({ searchLag: 0 });
    const { agent, portalCustomer } = site.sandbox.jira.access;
    await createIssue(site, {
      summary: 'The printer jams',
      labels: ['zoho', 'printer'],
      customfield_10030: 'ZD-100',
      customfield_10031: 'ZD-100',
      duedate: '2026-04-01',
    });
    site.advance(3_600_000);
    await createIssue(site, {
      summary: 'The scanner jams, too',
      labels: ['zoho'],
      customfield_10030: 'ZD-1001',
      customfield_10031: 'ZD-1001',
      assignee: { accountId: agent.accountId },
      priority: { name: 'High' },
      description: adf('Paper everywhere'),
    });
    await createIssue(site, { issuetype: { name: 'Sub-task' }, parent: { key: 'DEV-1' } });
    await raiseRequest(site, { customfield_10035: { value: 'Phone' } });
    await site.put('/rest/api/3/issue/SUP-1', {
      fields: { reporter: { accountId: portalCustomer.accountId }, customfield_10039: 7 },
    });
    return site;
  }

  test.each<[string, string[]]>([
    ['project = SUP', ['SUP-1']],
    ['project = "Development" AND type = Sub-task', ['DEV-3']],
    ['project in (SUP, DEV) AND priority = High', ['DEV-2']],
    ['key = DEV-1', ['DEV-1']],
    ['key in (DEV-1, "SUP-1") ORDER BY key ASC', ['DEV-1', 'SUP-1']],
    ['labels = zoho ORDER BY key', ['DEV-1', 'DEV-2']],
    ['labels = zoho AND NOT labels = printer', ['DEV-2']],
    ['labels in (printer) OR project = SUP ORDER BY key', ['DEV-1', 'SUP-1']],
    ['labels is EMPTY AND project = DEV', ['DEV-3']],
    // An issue without labels does not match a negative comparison either.
    ['labels != printer', ['DEV-2']],
    ['cf[10030] = "zd-100"', ['DEV-1']],
    ['cf[10030] ~ "\\"ZD-100\\""', ['DEV-1']],
    ['"Legacy ticket number" ~ "ZD-100"', ['DEV-1']],
    ['customfield_10031 ~ "ZD-100*" ORDER BY key', ['DEV-1', 'DEV-2']],
    ['summary ~ jams ORDER BY key', ['DEV-1', 'DEV-2']],
    ['summary ~ "printer jams"', ['DEV-1']],
    ['summary ~ "\\"jams printer\\""', []],
    ['text ~ everywhere', ['DEV-2']],
    ['description ~ "paper"', ['DEV-2']],
    ['assignee = currentUser()', []],
    ['assignee is not EMPTY', ['DEV-2']],
    [
      'reporter = currentUser() AND project = DEV AND assignee is EMPTY ORDER BY key',
      ['DEV-1', 'DEV-3'],
    ],
    ['resolution = Unresolved AND project = SUP', ['SUP-1']],
    ['status = "Waiting for support"', ['SUP-1']],
    ['statusCategory != Done AND parent = DEV-1', ['DEV-3']],
    ['created < "2026-03-02 09:30"', ['DEV-1']],
    ['created >= -30m AND project = DEV ORDER BY created, key', ['DEV-2', 'DEV-3']],
    ['due <= 2026-04-01', ['DEV-1']],
    ['Channel = Phone', ['SUP-1']],
    ['"Order number" > 6.5', ['SUP-1']],
    ['project = DEV ORDER BY priority DESC, key', ['DEV-1', 'DEV-3', 'DEV-2']],
    [
      '(project = DEV OR project = SUP) AND (labels = printer OR type = "Service Request") ORDER BY key',
      ['DEV-1', 'SUP-1'],
    ],
  ])('%s', async (jql, expected) => {
    expect(await keys(await filled(), jql)).toEqual(expected);
  });

  test.each([
    ['"Legacy ticket number" = "ZD-100"', "operator '=' is not supported"],
    ['project ~ SUP', "operator '~' is not supported"],
    ['project =', 'Error in the JQL Query'],
    ['project = SUP labels = x', 'Error in the JQL Query'],
    ['project = "SUP', 'a quote is not closed'],
    ['created > yesterday', 'is invalid'],
    ['assignee = nobody()', 'Unable to find JQL function'],
  ])('%s is refused', async (jql, message) => {
    const site = jiraSite();
    const { status, text } = await site.post(SEARCH, { jql });
    expect(status).toBe(400);
    expect(text).toContain(message);
  });

  test('finds by its index what a look at every issue finds', async () => {
    const site = await filled();
    const clause = fc.constantFrom(
      'project = DEV',
      'labels = zoho',
      'labels = printer',
      'cf[10030] = "ZD-100"',
      'summary ~ jams',
      'parent = DEV-1',
      'status = "To Do"',
      'key in (DEV-1, SUP-1)',
      'labels is EMPTY',
    );
    const { query } = fc.letrec<{ query: string }>((tie) => ({
      query: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        clause,
        fc
          .tuple(tie('query'), fc.constantFrom('AND', 'OR'), tie('query'))
          .map((parts) => `(${parts.join(' ')})`),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(query, async (jql) => {
        // A double negation is nothing that an index could serve.
        const scanned = await keys(site, `NOT (NOT (${jql}))`);
        expect(await keys(site, jql)).toEqual(scanned);
      }),
      cases(60),
    );
  });
});
