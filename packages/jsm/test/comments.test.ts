import { expect, test } from 'vitest';
import { appUserToken, createJsm } from '../src/index.ts';
import { adf, fileOf, liveSite } from './live-site.ts';

async function request(...args: Parameters<typeof liveSite>) {
  const site = await liveSite(...args);
  const desk = await site.deskOf('SUP');
  const customer = await site.jsm.customers.ensure({
    email: 'c@umbrella.example',
    displayName: 'Customer',
  });
  const { issueKey } = await site.jsm.requests.create({
    serviceDeskId: desk.id,
    requestTypeId: desk.typeId('Get support'),
    summary: 'A request',
    onBehalfOf: customer.accountId,
    marker: 'r-1',
  });
  const seenByCustomer = () =>
    JSON.stringify(site.sandbox.jira.visibleToCustomer(issueKey, customer.accountId));
  const add = (marker: string, visibility: 'public' | 'internal', text = marker) =>
    site.jsm.comments.add(issueKey, { body: adf(text), visibility, marker });
  return { ...site, issueKey, seenByCustomer, add };
}

test('M-07, M-08: what is public is seen by the customer, what is internal is not', async () => {
  const { jsm, issueKey, add, seenByCustomer } = await request();
  await add('c-1', 'public', 'for all to see');
  await add('c-2', 'internal', 'between us');
  const comments = await jsm.comments.list(issueKey).toArray({ limit: 9 });
  expect(comments.map(({ jsdPublic }) => jsdPublic)).toEqual([true, false]);
  expect(seenByCustomer()).toContain('for all to see');
  expect(seenByCustomer()).not.toContain('between us');
});

test('a site that makes the note public all the same is noticed, and nothing stays behind', async () => {
  const { jsm, issueKey, add, seenByCustomer } = await request({ internalProperty: 'ignored' });
  await expect(add('c-1', 'internal', 'between us')).rejects.toMatchObject({
    code: 'WRONG_VISIBILITY',
  });
  expect(await jsm.comments.list(issueKey).toArray({ limit: 9 })).toEqual([]);
  expect(seenByCustomer()).not.toContain('between us');
});

test('who sees a comment can be changed', async () => {
  const { jsm, issueKey, add, seenByCustomer } = await request();
  const { id } = await add('c-1', 'public', 'oops');
  expect((await jsm.comments.setVisibility(issueKey, id, 'internal')).jsdPublic).toBe(false);
  expect(seenByCustomer()).not.toContain('oops');
});

test('attribution is shown in a line, and kept in a property', async () => {
  const { jsm, issueKey } = await request();
  const added = await jsm.comments.add(issueKey, {
    body: adf('Thanks!'),
    visibility: 'internal',
    marker: 'c-1',
    attribution: {
      author: { name: 'Ann Agent', email: 'ann@zylker.example' },
      at: new Date('2019-05-04T13:00:59Z'),
      channel: 'Email',
      original: 'https://desk.zoho.com/support/x/1',
    },
  });
  const [comment] = await jsm.comments.withProperties([await jsm.comments.get(issueKey, added.id)]);
  const texts = JSON.stringify(comment?.body)
    .match(/"text":"([^"]*)"/g)
    ?.join('');
  expect(texts?.replaceAll(/"text":"|"/g, '')).toBe(
    'Ann Agent · ann@zylker.example · 2019-05-04 13:00 UTC · Email · originalThanks!',
  );
  expect(comment?.properties).toContainEqual({
    key: 'zdjsm.attribution',
    value: {
      author: { name: 'Ann Agent', email: 'ann@zylker.example' },
      at: '2019-05-04T13:00:59.000Z',
      channel: 'Email',
      original: 'https://desk.zoho.com/support/x/1',
    },
  });
});

test('comments stay in the order in which they are added, though a write fails now and then', async () => {
  const { jsm, issueKey, add, fail } = await request();
  fail(
    { method: 'POST', path: /comment$/, skip: 2, fault: { kind: 'after-reset' } },
    { method: 'POST', path: /comment$/, skip: 5, times: 2, fault: { kind: 'reset' } },
    {
      method: 'POST',
      path: /comment$/,
      skip: 5,
      times: 1,
      fault: { kind: 'answer', status: 429, headers: { 'retry-after': '1' } },
    },
  );
  const markers = Array.from({ length: 9 }, (_, i) => `c-${i}`);
  await Promise.all(markers.map((marker) => add(marker, 'internal')));
  const comments = await jsm.comments.list(issueKey).toArray({ limit: 99 });
  expect(comments.map(({ body }) => JSON.stringify(body).match(/c-\d/)?.[0])).toEqual(markers);
});

test('a comment is found by its marker, also on a later page', async () => {
  const { jsm, issueKey, add } = await request();
  const first = await add('c-first', 'internal');
  for (let i = 0; i < 120; i++) await add(`c-${i}`, 'internal');
  expect((await jsm.comments.find(issueKey, 'c-first'))?.id).toBe(first.id);
  expect(await jsm.comments.find(issueKey, 'c-none')).toBeUndefined();
  expect(await jsm.comments.list(issueKey).toArray({ limit: 999 })).toHaveLength(121);
});

test('two comments of one marker are told, not chosen from', async () => {
  const { jsm, issueKey, add } = await request();
  const [a, b] = [await add('c-1', 'internal'), await add('c-1', 'internal')];
  await expect(jsm.comments.find(issueKey, 'c-1')).rejects.toMatchObject({
    code: 'DUPLICATE_MARKER',
    found: [b.id, a.id],
  });
});

test('an update keeps who sees it, and refuses to lose the files that it shows', async () => {
  const { jsm, issueKey, seenByCustomer } = await request();
  const file = await jsm.attachments.upload(issueKey, fileOf('a.png', 'not really', 'image/png'));
  const media = {
    type: 'mediaSingle',
    attrs: { layout: 'center' },
    content: [{ type: 'media', attrs: { type: 'file', id: file.mediaId, collection: '' } }],
  };
  const body = { ...adf('See:'), content: [...adf('See:').content, media] };
  const { id } = await jsm.comments.add(issueKey, { body, visibility: 'internal', marker: 'c' });
  await expect(jsm.comments.update(issueKey, id, { body: adf('gone') })).rejects.toMatchObject({
    code: 'MEDIA_WOULD_BE_LOST',
    outcome: 'not-sent',
  });
  expect(await jsm.attachments.list(issueKey)).toHaveLength(1);
  const updated = await jsm.comments.update(issueKey, id, { body: { ...body, content: [media] } });
  expect(updated.jsdPublic).toBe(false);
  await jsm.comments.update(issueKey, id, { body: adf('gone'), dropMedia: true });
  expect(await jsm.attachments.list(issueKey)).toEqual([]);
  expect(seenByCustomer()).not.toContain('gone');
  await jsm.comments.setProperty(issueKey, id, { key: 'k', value: { n: 1 } });
  const [comment] = await jsm.comments.withProperties([updated]);
  expect(comment?.properties).toContainEqual({ key: 'k', value: { n: 1 } });
  await jsm.comments.delete(issueKey, id);
  expect(await jsm.comments.find(issueKey, 'c')).toBeUndefined();
});

test('acting as an agent, comments are that agent’s own', async () => {
  const { jsm, options, sandbox, urls, issueKey } = await request();
  const [agent] = (await jsm.users.search('kai.lindqvist@zylker.example')).items;
  const accountId = agent?.accountId ?? '';
  const acting = createJsm({
    ...options,
    impersonation: [
      appUserToken({
        ...sandbox.jira.access.connectApp,
        site: urls.site,
        server: urls.assertions,
      }),
    ],
  });
  const kai = await acting.as(accountId);
  const comment = { body: adf('mine'), visibility: 'internal', marker: 'c' } as const;
  const added = await kai?.comments.add(issueKey, comment);
  expect(added?.author?.accountId).toBe(accountId);
});
