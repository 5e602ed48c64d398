import { expect, test } from 'vitest';
import { scriptedSite } from './scripted-site.ts';

const issue = { id: '1', key: 'SUP-1', fields: {} };

test('a limit is obeyed and the call goes again, whatever the method', async () => {
  const { jsm, asked, events } = await scriptedSite((_, nth) =>
    nth === 1
      ? { status: 429, headers: { 'retry-after': '2', 'ratelimit-reason': 'jira-burst-based' } }
      : { status: 201, body: { id: '1', key: 'SUP-1' } },
  );
  const created = await jsm.issues.create({ projectKey: 'SUP', marker: '1', fields: {} });
  expect(created).toEqual({ id: '1', key: 'SUP-1' });
  expect(asked).toHaveLength(2);
  expect(asked[1]?.body).toBe(asked[0]?.body);
  expect(events).toMatchObject([{ type: 'paused', scope: 'endpoint' }, { type: 'retry' }]);
});

test('a quota is waited for, and not counted as a try', async () => {
  const { jsm, asked, journal } = await scriptedSite(
    (_, nth) =>
      nth < 9
        ? { status: 429, headers: { 'ratelimit-reason': 'jira-cost-based', 'retry-after': '60' } }
        : { body: issue },
    { maxAttempts: 2 },
  );
  expect(await jsm.issues.get('SUP-1')).toEqual(issue);
  expect(asked).toHaveLength(9);
  const [first, second] = journal.map(({ at }) => Date.parse(at));
  expect(Number(second) - Number(first)).toBeGreaterThanOrEqual(60_000);
});

test('a 503 is obeyed: not before Retry-After', async () => {
  const { jsm, journal } = await scriptedSite((_, nth) =>
    nth === 1 ? { status: 503, headers: { 'retry-after': '20' } } : { body: issue },
  );
  await jsm.issues.get('SUP-1');
  const [first, second] = journal.map(({ at }) => Date.parse(at));
  expect(Number(second) - Number(first)).toBeGreaterThanOrEqual(20_000);
  expect(journal[0]?.limits).toEqual({ 'retry-after': '20' });
});

test('a 503 that says when it is over holds back its own endpoint, and no other', async () => {
  const { jsm, journal } = await scriptedSite(({ path }, nth) =>
    nth === 1
      ? { status: 503, headers: { 'retry-after': '30' } }
      : { body: path.includes('/issue/') ? issue : { accountId: '1' } },
  );
  const first = jsm.issues.get('SUP-1');
  while (journal.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await Promise.all([first, jsm.issues.get('SUP-2'), jsm.users.myself()]);
  const sentAt = (path: string) =>
    journal.filter(({ url }) => url.includes(path)).map(({ at }) => Date.parse(at));
  const [refused = 0] = sentAt('SUP-1');
  expect(sentAt('SUP-2')[0]).toBeGreaterThanOrEqual(refused + 30_000);
  expect(sentAt('myself')[0]).toBeLessThan(refused + 30_000);
});

test('it gives up after so many tries, with the last error', async () => {
  const { jsm, asked } = await scriptedSite(() => ({ status: 500 }), { maxAttempts: 3 });
  await expect(jsm.issues.get('SUP-1')).rejects.toMatchObject({ code: 'SERVER', status: 500 });
  expect(asked).toHaveLength(3);
});

test('what is refused for good is not sent again', async () => {
  const { jsm, asked } = await scriptedSite(() => ({ status: 400 }));
  await expect(jsm.issues.get('SUP-1')).rejects.toMatchObject({ code: 'INVALID' });
  expect(asked).toHaveLength(1);
});

test('a deletion that was carried out although its answer was lost is done', async () => {
  const { jsm, asked } = await scriptedSite((_, nth) =>
    nth === 1 ? { reset: true } : { status: 404 },
  );
  await jsm.issues.delete('SUP-1');
  expect(asked).toHaveLength(2);
});

test('a deletion of what never was is an error', async () => {
  const { jsm } = await scriptedSite(() => ({ status: 404 }));
  await expect(jsm.issues.delete('SUP-1')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a write is not repeated when the site can not be asked about it', async () => {
  const { jsm, asked } = await scriptedSite(({ method, path }) =>
    method === 'POST' && path.endsWith('/comment') ? { reset: true } : { status: 403 },
  );
  await expect(
    jsm.comments.add('SUP-1', {
      marker: '1',
      visibility: 'internal',
      body: { version: 1, type: 'doc', content: [] },
    }),
  ).rejects.toMatchObject({ code: 'UNRESOLVED_WRITE', outcome: 'unknown' });
  expect(asked.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

test('the whole client can be stopped', async () => {
  const stop = new AbortController();
  const { jsm } = await scriptedSite(
    () => ({
      status: 429,
      headers: { 'retry-after': '3600', 'ratelimit-reason': 'jira-cost-based' },
    }),
    { signal: stop.signal, onEvent: () => stop.abort(new Error('enough')) },
  );
  await expect(jsm.issues.get('SUP-1')).rejects.toThrow('enough');
  await expect(jsm.issues.get('SUP-2')).rejects.toThrow('enough');
});

test('nothing is sent for a path that would be another one', async () => {
  const { jsm, asked } = await scriptedSite(() => ({ body: issue }));
  await expect(jsm.issues.get('..')).rejects.toThrow("can't be the issueIdOrKey");
  await jsm.issues.get('SUP-1/../../x');
  expect(asked.map(({ path }) => path)).toEqual(['/rest/api/3/issue/SUP-1%2F..%2F..%2Fx']);
});
