import { describe, expect, test } from 'vitest';
import {
  adf,
  type Browser,
  createIssue,
  GATEWAY,
  jiraSite,
  OPT_IN,
  type TestSite,
} from './jira-site.ts';

const ME = '/rest/api/3/myself';
const CUSTOMERS = '/rest/servicedeskapi/servicedesk/1/customer';

async function statuses(count: number, call: () => Promise<{ status: number }>): Promise<number[]> {
  const seen: number[] = [];
  for (let i = 0; i < count; i++) seen.push((await call()).status);
  return seen;
}

function app(site: TestSite): Browser {
  const { accessToken, cloudId } = {
    ...site.sandbox.jira.access.grantOAuth('migration@zylker.example'),
    ...site.sandbox.jira.credentials,
  };
  return site.with(`Bearer ${accessToken}`, `${GATEWAY}/ex/jira/${cloudId}`);
}

test('nothing is limited unless it is asked for', async () => {
  const site = jiraSite();
  expect(new Set(await statuses(200, () => site.get(ME)))).toEqual(new Set([200]));
});

describe('the burst limit', () => {
  test('holds for one path and method, whoever calls, and fills up again', async () => {
    const site = jiraSite({ limits: 'real' });
    const agent = site.as(site.sandbox.jira.access.agent);
    expect(await statuses(5, () => site.get(CUSTOMERS, OPT_IN))).toEqual([200, 200, 200, 200, 200]);
    const refused = await agent.get(CUSTOMERS, OPT_IN);
    expect(refused.status).toBe(429);
    expect(Object.fromEntries(refused.headers)).toMatchObject({
      'retry-after': '1',
      'x-ratelimit-limit': '5',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': '2026-03-02T09:00:01Z',
      'ratelimit-reason': 'jira-burst-based',
    });
    expect((await site.get(ME)).status).toBe(200);
    site.advance(400);
    expect(await statuses(3, () => site.get(CUSTOMERS, OPT_IN))).toEqual([200, 200, 429]);
  });

  test('lets through what comes at the steady rate, and can be set', async () => {
    const site = jiraSite({ limits: { burst: { rates: { getCurrentUser: 2 }, seconds: 0.5 } } });
    const seen = await statuses(20, async () => {
      site.advance(500);
      return await site.get(ME);
    });
    expect(new Set(seen)).toEqual(new Set([200]));
    expect(await statuses(2, () => site.get(ME))).toEqual([429, 429]);
  });
});

describe('the limit on writes to one issue', () => {
  const write = (site: TestSite, key: string) => () =>
    site.put(`/rest/api/3/issue/${key}/properties/p`, { a: 1 });

  test('is 20 in 2 seconds and 100 in 30, and leaves other issues alone', async () => {
    const site = jiraSite({ limits: { burst: false } });
    const { key } = await createIssue(site);
    const other = await createIssue(site);
    // Out of the half minute in which the creation counts as well.
    site.advance(30_000);
    expect(await statuses(20, write(site, key))).not.toContain(429);
    const refused = await write(site, key)();
    expect(refused.status).toBe(429);
    expect(refused.headers.get('ratelimit-reason')).toBe('jira-per-issue-on-write');
    expect(refused.headers.get('retry-after')).toBe('2');
    expect((await write(site, other.key)()).status).toBe(201);
    expect((await site.get(`/rest/api/3/issue/${key}`)).status).toBe(200);

    for (let round = 0; round < 4; round++) {
      site.advance(2_000);
      expect(await statuses(20, write(site, key))).not.toContain(429);
    }
    site.advance(2_000);
    const full = await write(site, key)();
    expect(full.status).toBe(429);
    expect(Number(full.headers.get('retry-after'))).toBeGreaterThan(10);
  });

  test('counts the creation, and comments of both APIs', async () => {
    const site = jiraSite({ limits: { burst: false, issueWrites: [{ writes: 2, ms: 1000 }] } });
    const { key } = await createIssue(site);
    const comment = () => site.post(`/rest/api/3/issue/${key}/comment`, { body: adf('x') });
    expect(await statuses(2, comment)).toEqual([201, 429]);
  });
});

describe('the hourly points of an app', () => {
  test('are charged by objects, end all at once, and come back at the top of the hour', async () => {
    const site = jiraSite({ limits: { burst: false, points: { hourly: 10, pool: 'global' } } });
    const { key } = await createIssue(site);
    site.advance(20 * 60_000);
    const gateway = app(site);
    const first = await gateway.get(`/rest/api/3/issue/${key}`);
    expect(first.headers.get('x-ratelimit-remaining')).toBe('8');
    await gateway.put(`/rest/api/3/issue/${key}/properties/p`, { a: 1 });
    const list = await gateway.get('/rest/api/3/project');
    expect(list.headers.get('x-ratelimit-remaining')).toBe('2');
    expect(
      (await gateway.get(`/rest/api/3/issue/${key}`)).headers.get('x-ratelimit-nearlimit'),
    ).toBe('true');
    const refused = await gateway.get(ME);
    expect(refused.status).toBe(429);
    expect(Object.fromEntries(refused.headers)).toMatchObject({
      'retry-after': '2400',
      'x-ratelimit-limit': '10',
      'x-ratelimit-reset': '2026-03-02T10:00:00Z',
      'ratelimit-reason': 'jira-quota-global-based',
    });
    expect((await site.get(ME)).status).toBe(200);
    site.advance(2_400_000);
    expect((await gateway.get(ME)).status).toBe(200);
  });

  test('have another name in Confluence', async () => {
    const site = jiraSite({ limits: { points: { hourly: 1, pool: 'global' } } });
    const { accessToken } = site.sandbox.jira.access.grantOAuth('migration@zylker.example');
    const { cloudId } = site.sandbox.jira.credentials;
    const gateway = site.with(`Bearer ${accessToken}`, `${GATEWAY}/ex/confluence/${cloudId}`);
    expect((await gateway.get('/wiki/api/v2/spaces')).status).toBe(200);
    const refused = await gateway.get('/wiki/api/v2/spaces');
    expect(refused.headers.get('ratelimit-reason')).toBe('confluence-quota-global-based');
  });

  test('can be a tenant’s own', async () => {
    const site = jiraSite({ limits: { points: { hourly: 1, pool: 'tenant' } } });
    const gateway = app(site);
    await gateway.get(ME);
    expect((await gateway.get(ME)).headers.get('ratelimit-reason')).toBe('jira-quota-tenant-based');
  });
});

test('the undocumented budget of an API token is its account’s, and writes its reset without seconds', async () => {
  const site = jiraSite({ limits: { burst: false, tokenCost: { hourly: 3 } } });
  await site.get(ME);
  const refused = await site.get(ME);
  expect(refused.status).toBe(429);
  expect(refused.headers.get('ratelimit-reason')).toBe('jira-cost-based');
  expect(refused.headers.get('x-ratelimit-reset')).toBe('2026-03-02T10:00Z');
  expect((await site.as(site.sandbox.jira.access.secondAdmin).get(ME)).status).toBe(200);
});

test.each([
  ['none', {}],
  ['current', { 'x-ratelimit-limit': '65000' }],
  [
    'policy',
    {
      'ratelimit-policy': '"global-app-quota";q=65000;w=3600,"jira-burst-based";q=100;w=1',
      ratelimit: '"global-app-quota";r=64997;t=3600,"jira-burst-based";r=99;t=1',
    },
  ],
  [
    'beta',
    {
      'beta-ratelimit-policy': '"global-app-quota";q=65000;w=3600,"jira-burst-based";q=100;w=1',
      'beta-ratelimit': '"global-app-quota";r=64997;t=3600,"jira-burst-based";r=99;t=1',
    },
  ],
] as const)('what is left is told in %s headers', async (limitHeaders, expected) => {
  const site = jiraSite({ limits: 'real', limitHeaders });
  const { headers } = await app(site).get(ME);
  const told = Object.fromEntries([...headers].filter(([name]) => name.includes('ratelimit')));
  expect(told).toMatchObject(expected);
  if (limitHeaders === 'none') expect(told).toEqual({});
});
