import { expect, test } from 'vitest';
import { ATTRIBUTION_PROPERTY } from '../src/index.ts';
import { adf, liveSite } from './live-site.ts';

const TASK = { project: { key: 'SUP' }, issuetype: { name: 'Task' } };
const task = (marker: string) => ({
  marker,
  fields: { ...TASK, summary: `Task ${marker}` },
});

async function withTask(...args: Parameters<typeof liveSite>) {
  const site = await liveSite(...args);
  const { key } = await site.jsm.issues.create({ ...task('t-1'), projectKey: 'SUP' });
  return { ...site, key };
}

test('an edit mails nobody, and what is deleted is gone', async () => {
  const { jsm, key, sandbox } = await withTask();
  await jsm.issues.edit(key, {
    fields: { summary: 'Changed' },
    update: { labels: [{ add: 'vip' }] },
    properties: [{ key: 'p', value: { a: 1 } }],
  });
  const edits = sandbox.history.calls.filter(({ method }) => method === 'PUT');
  expect(edits.map(({ query }) => query)).toEqual(['?notifyUsers=false']);
  const issue = await jsm.issues.get(key, { fields: ['summary', 'labels'], properties: ['p'] });
  expect(issue).toMatchObject({
    fields: { summary: 'Changed', labels: ['zdjsm-t-1', 'vip'] },
    properties: { p: { a: 1 } },
  });
  await jsm.issues.delete(key);
  await expect(jsm.issues.get(key)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('properties are set, replaced, listed and deleted', async () => {
  const { jsm, key } = await withTask();
  const { properties } = jsm.issues;
  await properties.set(key, 'a', { n: 1 });
  await properties.set(key, 'a', { n: 2 });
  expect(await properties.get(key, 'a')).toEqual({ n: 2 });
  expect(await properties.keys(key)).toEqual(expect.arrayContaining(['a', 'zdjsm']));
  await properties.delete(key, 'a');
  await expect(properties.get(key, 'a')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('issues are found among thousands by their markers while the search knows none of them', async () => {
  const { jsm } = await liveSite({ searchLag: 3_600_000 });
  const markers = Array.from({ length: 320 }, (_, i) => `t-${i}`);
  const made = await jsm.issues.createMany(markers.map(task), { projectKey: 'SUP' });
  const last = made.at(-1)?.issue;
  expect(await jsm.issues.find('t-319', { projectKey: 'SUP' })).toEqual(last);
  expect(await jsm.issues.find('t-320', { projectKey: 'SUP' })).toBeUndefined();
});

test('a gap of deleted issues does not hide the newest', async () => {
  const { jsm } = await liveSite({ searchLag: 3_600_000 });
  const results = await jsm.issues.createMany(
    Array.from({ length: 45 }, (_, i) => task(`t-${i}`)),
    { projectKey: 'SUP' },
  );
  for (const { issue } of results.slice(0, 44)) await jsm.issues.delete(issue?.key ?? '');
  expect(await jsm.issues.find('t-44', { projectKey: 'SUP' })).toEqual(results[44]?.issue);
});

test('bulk creation gives each issue its own result', async () => {
  const { jsm, calls } = await liveSite();
  const bad = { marker: 'bad', fields: { ...TASK, summary: 'two\nlines' } };
  const results = await jsm.issues.createMany([task('a'), bad, task('b')], { projectKey: 'SUP' });
  expect(results).toMatchObject([
    { marker: 'a', issue: { key: 'SUP-1' } },
    { marker: 'bad', error: { code: 'INVALID', fieldErrors: { summary: /newline/ } } },
    { marker: 'b', issue: { key: 'SUP-2' } },
  ]);
  const [all] = await jsm.issues.createMany([bad], { projectKey: 'SUP' });
  expect(all).toMatchObject({ marker: 'bad', error: { fieldErrors: { summary: /newline/ } } });
  expect(calls('POST', /\/issue\/bulk$/)).toBe(2);
});

test.each([{ kind: 'after-reset' }, { kind: 'after-cut', share: 0.5 }, { kind: 'reset' }] as const)(
  '%j at a bulk creation makes each issue once',
  async (fault) => {
    const { jsm, fail, issuesIn } = await liveSite({ searchLag: 60_000 });
    fail({ path: /\/issue\/bulk$/, fault });
    const markers = Array.from({ length: 120 }, (_, i) => `t-${i}`);
    const results = await jsm.issues.createMany(markers.map(task), { projectKey: 'SUP' });
    expect(results.map(({ marker }) => marker)).toEqual(markers);
    expect(await issuesIn('SUP')).toEqual(results.map(({ issue }) => issue?.key));
  },
);

test('a marker that a label can not hold is refused before anything is sent', async () => {
  const { jsm, calls } = await liveSite();
  const create = jsm.issues.create({ ...task('a b'), projectKey: 'SUP' });
  await expect(create).rejects.toMatchObject({ code: 'CONFIGURATION' });
  expect(calls('POST', /./)).toBe(0);
});

test('M-16: a worklog keeps its time, and is made once', async () => {
  const { jsm, key, fail } = await withTask();
  fail({ path: /worklog$/, fault: { kind: 'after-reset' } });
  const started = new Date('2019-05-04T13:00:00Z');
  const { id } = await jsm.worklogs.add(key, {
    started,
    timeSpentSeconds: 3_600,
    comment: adf('thought'),
    attribution: { author: { name: 'Ann Agent' }, at: started },
    marker: 'w-1',
  });
  const worklogs = await jsm.worklogs.list(key).toArray({ limit: 9 });
  expect(worklogs).toMatchObject([{ id, timeSpentSeconds: 3_600 }]);
  expect(JSON.stringify(worklogs[0]?.comment)).toMatch(/Ann Agent.*thought/);
  expect(worklogs[0]?.properties?.map((property) => property.key)).toContain(ATTRIBUTION_PROPERTY);
  expect(new Date(worklogs[0]?.started ?? '')).toEqual(started);
  await jsm.worklogs.delete(key, id);
  expect(await jsm.worklogs.find(key, 'w-1')).toBeUndefined();
});

test('M-19: a link reads in the direction that was meant, and is made once', async () => {
  const { jsm, key: from } = await withTask();
  const { key: to } = await jsm.issues.create({ ...task('t-2'), projectKey: 'SUP' });
  for (let i = 0; i < 2; i++) await jsm.issueLinks.add({ type: 'Duplicate', from, to });
  const links = await jsm.issueLinks.list(from);
  expect(links).toMatchObject([{ type: { outward: 'duplicates' }, outwardIssue: { key: to } }]);
  expect(await jsm.issueLinks.list(to)).toMatchObject([{ inwardIssue: { key: from } }]);
  await jsm.issueLinks.delete(links[0]?.id ?? '');
  expect(await jsm.issueLinks.list(to)).toEqual([]);
  expect((await jsm.issueLinks.types()).map(({ name }) => name)).toContain('Duplicate');
});

test('F-16: a remote link is updated by its global id, not doubled', async () => {
  const { jsm, key } = await withTask();
  const link = { globalId: 'system=zoho&id=1', url: 'https://desk.zoho.com/1', title: 'Zoho #1' };
  const first = await jsm.remoteLinks.set(key, { ...link, relationship: 'migrated from' });
  const second = await jsm.remoteLinks.set(key, { ...link, title: 'Zoho #1 (merged)' });
  expect(second.id).toBe(first.id);
  const links = await jsm.remoteLinks.list(key);
  expect(links).toMatchObject([{ object: { title: 'Zoho #1 (merged)' } }]);
  await jsm.remoteLinks.delete(key, link.globalId);
  expect(await jsm.remoteLinks.list(key)).toEqual([]);
});

test('M-20: watchers come and go', async () => {
  const { jsm, key, sandbox } = await withTask();
  const { accountId } = sandbox.jira.access.agent;
  const ids = async () => (await jsm.watchers.list(key)).map((watcher) => watcher.accountId);
  await jsm.watchers.add(key, accountId);
  expect(await ids()).toContain(accountId);
  await jsm.watchers.remove(key, accountId);
  expect(await ids()).not.toContain(accountId);
});

test('a search gives all pages, and counts about', async () => {
  const { jsm, sandbox } = await liveSite();
  const markers = Array.from({ length: 130 }, (_, i) => `t-${i}`);
  await jsm.issues.createMany(markers.map(task), { projectKey: 'SUP' });
  sandbox.clock.advance(60_000);
  const jql = 'project = SUP ORDER BY key';
  const found = await jsm.search(jql, { fields: ['summary'] }).toArray({ limit: 999 });
  expect(found.map(({ fields }) => fields['summary'])).toEqual(markers.map((m) => `Task ${m}`));
  expect(await jsm.count('project = SUP')).toBe(130);
  const { next } = await jsm.search(jql, { pageSize: 100 });
  const rest = await jsm.search(jql, { pageSize: 100, from: next }).toArray({ limit: 999 });
  expect(rest).toHaveLength(30);
});
