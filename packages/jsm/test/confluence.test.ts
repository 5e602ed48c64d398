import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { adf, fileOf, liveSite } from './live-site.ts';

async function knowledgeBase(...args: Parameters<typeof liveSite>) {
  const site = await liveSite(...args);
  const { spaces, pages } = site.jsm.confluence;
  const { id: spaceId } = await spaces.ensure({ key: 'KB', name: 'Knowledge base' });
  return { ...site, spaces, pages, spaceId };
}

test('M-13: categories and articles become a tree of pages', async () => {
  const { pages, spaces, spaceId } = await knowledgeBase();
  expect((await spaces.ensure({ key: 'KB', name: 'Whatever' })).id).toBe(spaceId);
  const category = await pages.ensure({ spaceId, title: 'Printers', body: adf('All of them') });
  const body = { storage: '<p>Pull the plug.</p>' };
  const article = await pages.ensure({ spaceId, title: 'On fire', body, parentId: category.id });
  expect(article.parentId).toBe(category.id);
  expect((await pages.get(article.id)).body?.storage?.value).toContain('Pull the plug.');
  expect((await pages.ensure({ spaceId, title: 'On fire', body })).id).toBe(article.id);
  const titles = (await pages.list(spaceId).toArray({ limit: 99 })).map(({ title }) => title);
  expect(titles).toEqual(expect.arrayContaining(['Printers', 'On fire']));
});

test('an update is a new version, made once', async () => {
  const { pages, spaceId, fail } = await knowledgeBase();
  const { id } = await pages.ensure({ spaceId, title: 'A', body: adf('one') });
  fail({ method: 'PUT', path: /\/pages\//, fault: { kind: 'after-reset' } });
  const updated = await pages.update(id, { title: 'A', body: adf('two'), message: 'again' });
  expect(updated.version?.number).toBe(2);
  expect((await pages.get(id)).version?.number).toBe(2);
});

test('a draft is replaced as often as needed, and then published', async () => {
  const { pages, spaceId } = await knowledgeBase();
  const draft = { spaceId, title: 'A', status: 'draft' } as const;
  const { id } = await pages.create({ ...draft, body: adf('one') });
  await pages.update(id, { title: 'A', body: adf('two'), status: 'draft' });
  await pages.update(id, { title: 'B', body: adf('three'), status: 'draft' });
  await expect(pages.get(id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const read = await pages.get(id, { draft: true, format: 'atlas_doc_format' });
  expect(read).toMatchObject({ status: 'draft', title: 'B', version: { number: 1 } });
  expect(read.body?.atlas_doc_format?.value).toContain('three');
  await pages.update(id, { title: 'B', body: adf('four') });
  expect(await pages.get(id)).toMatchObject({ status: 'current', version: { number: 1 } });
  await pages.update(id, { title: 'B', body: adf('five') });
  expect(await pages.get(id)).toMatchObject({ version: { number: 2 } });
});

test('an attachment comes back as it was sent, from a draft, too', async () => {
  const { pages, spaceId } = await knowledgeBase();
  for (const status of ['current', 'draft'] as const) {
    const { id } = await pages.create({ spaceId, title: status, status, body: adf('see below') });
    const draft = status === 'draft';
    const file = await pages.attach(id, fileOf('a.png', 'bytes', 'image/png'), { draft });
    const { body } = await pages.openAttachment(id, file.id);
    expect(await text(body)).toBe('bytes');
  }
});

test.each([
  { kind: 'after-reset' },
  { kind: 'after-answer', status: 500 },
  { kind: 'reset' },
] as const)('%j at a page’s creation makes one', async (fault) => {
  const { pages, spaceId, fail } = await knowledgeBase();
  fail({ method: 'POST', path: /\/pages$/, fault });
  const { id } = await pages.ensure({ spaceId, title: 'A', body: adf('one') });
  const found = await pages.list(spaceId, { title: 'A' }).toArray({ limit: 9 });
  expect(found.map((page) => page.id)).toEqual([id]);
});

test('files are attached, and replaced by those of the same name', async () => {
  const { pages, spaceId } = await knowledgeBase();
  const { id } = await pages.ensure({ spaceId, title: 'A', body: adf('see below') });
  const first = await pages.attach(id, fileOf('a.png', 'one', 'image/png'));
  expect(first.extensions).toMatchObject({ collectionName: `contentId-${id}` });
  await pages.attach(id, fileOf('a.png', 'other', 'image/png'));
  const files = await pages.attachments(id).toArray({ limit: 9 });
  expect(files.map(({ title, fileSize }) => [title, fileSize])).toEqual([['a.png', 5]]);
});

test('labels and properties are kept', async () => {
  const { pages, spaceId } = await knowledgeBase();
  const { id } = await pages.ensure({ spaceId, title: 'A', body: adf('one') });
  await pages.addLabels(id, ['printer', 'fire']);
  await pages.addLabels(id, ['fire']);
  const labels = await pages.labels(id).toArray({ limit: 9 });
  expect(labels.map(({ name }) => name).sort()).toEqual(['fire', 'printer']);
  expect(await pages.getProperty(id, 'zoho')).toBeUndefined();
  await pages.setProperty(id, 'zoho', { id: '1' });
  await pages.setProperty(id, 'zoho', { id: '2' });
  expect(await pages.getProperty(id, 'zoho')).toEqual({ id: '2' });
  await pages.delete(id);
  expect((await pages.get(id)).status).toBe('trashed');
});

test('a space of many pages is listed to its end', async () => {
  const { pages, spaceId } = await knowledgeBase();
  for (let i = 0; i < 120; i++) await pages.ensure({ spaceId, title: `P ${i}`, body: adf('x') });
  const all = await pages.list(spaceId).toArray({ limit: 999 });
  expect(all.filter(({ title }) => title.startsWith('P '))).toHaveLength(120);
});
