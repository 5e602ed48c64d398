import { describe, expect, test } from 'vitest';
import { adf, adfWithMedia, idOf, jiraSite, type TestSite } from './jira-site.ts';

interface Uploaded {
  readonly results: readonly {
    readonly id: string;
    readonly extensions: { readonly fileId: string; readonly collectionName: string };
  }[];
}

const PAGES = '/wiki/api/v2/pages';

function storage(value: string): object {
  return { representation: 'storage', value };
}

async function space(site: TestSite): Promise<string> {
  return await idOf(site.post('/wiki/api/v2/spaces', { key: 'KB', name: 'Knowledge base' }));
}

describe('a page', () => {
  test('is made with 200, under the home page unless told otherwise', async () => {
    const site = jiraSite();
    const spaceId = await space(site);
    const made = await site.post(PAGES, { spaceId, title: 'Printers', body: storage('<p>x</p>') });
    expect(made.status).toBe(200);
    const home = await site.get<{ homepageId: string }>(`/wiki/api/v2/spaces/${spaceId}`);
    expect(made.body).toMatchObject({ parentId: home.body.homepageId, version: { number: 1 } });
    const root = await site.post(`${PAGES}?root-level=true`, { spaceId, title: 'Root' });
    expect(root.body).not.toHaveProperty('parentId');
    const draft = await site.post(PAGES, { spaceId, title: 'x', status: 'draft' });
    expect(draft.body).toMatchObject({ status: 'draft' });
  });

  test('has a title of its own in its space, and a body of at most 5 MB', async () => {
    const site = jiraSite();
    const spaceId = await space(site);
    const make = (title: string, body?: object) => site.post(PAGES, { spaceId, title, body });
    expect((await make('Printers')).status).toBe(200);
    expect((await make('printers')).status).toBe(400);
    expect((await make('')).status).toBe(400);
    expect((await make('Large', storage('x'.repeat(5_000_001)))).status).toBe(413);
  });

  test.each([
    ['<p>x</p><ac:image><ri:attachment ri:filename="a.png" /></ac:image>', 200],
    ['plain &amp; simple<br/>', 200],
    ['<!-- a --><![CDATA[ <b> ]]>', 200],
    ['<p>x', 400],
    ['<p><b>x</p></b>', 400],
    ['<p class=x>x</p>', 400],
    ['a < b', 400],
    ['a & b', 400],
  ])('in storage format has to be XML: %s', async (value, status) => {
    const site = jiraSite();
    const spaceId = await space(site);
    const { status: answered } = await site.post(PAGES, {
      spaceId,
      title: 'x',
      body: storage(value),
    });
    expect(answered).toBe(status);
  });

  test('is updated with the next version, or refused with 409', async () => {
    const site = jiraSite();
    const spaceId = await space(site);
    const id = await idOf(site.post(PAGES, { spaceId, title: 'x', body: storage('<p>1</p>') }));
    const update = (number: number) =>
      site.put(`${PAGES}/${id}`, {
        id,
        status: 'current',
        title: 'x',
        body: storage('<p>2</p>'),
        version: { number },
      });
    expect((await update(1)).status).toBe(409);
    expect((await update(3)).status).toBe(409);
    expect((await update(2)).status).toBe(200);
    const page = await site.get(`${PAGES}/${id}?body-format=storage`);
    expect(page.body).toMatchObject({
      version: { number: 2 },
      body: { storage: { value: '<p>2</p>' } },
    });
  });

  test('goes to the trash before it is purged', async () => {
    const site = jiraSite();
    const spaceId = await space(site);
    const id = await idOf(site.post(PAGES, { spaceId, title: 'x' }));
    expect((await site.remove(`${PAGES}/${id}?purge=true`)).status).toBe(400);
    expect((await site.remove(`${PAGES}/${id}`)).status).toBe(204);
    expect((await site.get(`${PAGES}/${id}`)).body).toMatchObject({ status: 'trashed' });
    expect((await site.post(PAGES, { spaceId, title: 'x' })).status).toBe(200);
    expect((await site.remove(`${PAGES}/${id}?purge=true`)).status).toBe(204);
    expect((await site.get(`${PAGES}/${id}`)).status).toBe(404);
  });

  test('is listed by cursor, in the body and in the header', async () => {
    const site = jiraSite();
    const spaceId = await space(site);
    for (const title of ['a', 'b', 'c']) await site.post(PAGES, { spaceId, title });
    const seen: string[] = [];
    let next: string | undefined = `/wiki/api/v2/spaces/${spaceId}/pages?limit=2`;
    while (next !== undefined) {
      const answer: Awaited<
        ReturnType<typeof site.get<{ results: { title: string }[]; _links: { next?: string } }>>
      > = await site.get(next);
      seen.push(...answer.body.results.map(({ title }) => title));
      next = answer.body._links.next;
      expect(answer.headers.get('link')).toBe(next === undefined ? null : `<${next}>; rel="next"`);
    }
    expect(seen).toEqual(['Knowledge base', 'a', 'b', 'c']);
    expect((await site.get(`${PAGES}?cursor=nonsense`)).status).toBe(400);
    expect((await site.get(`${PAGES}?limit=251`)).status).toBe(400);
  });

  test('stands in a tree', async () => {
    const site = jiraSite();
    const spaceId = await space(site);
    const parentId = await idOf(site.post(PAGES, { spaceId, title: 'Category' }));
    const childId = await idOf(site.post(PAGES, { spaceId, title: 'Section', parentId }));
    const leafId = await idOf(site.post(PAGES, { spaceId, title: 'Article', parentId: childId }));
    const ids = async (path: string) =>
      (await site.get<{ results: { id: string }[] }>(`${PAGES}/${path}`)).body.results.map(
        ({ id }) => id,
      );
    expect(await ids(`${parentId}/direct-children`)).toEqual([childId]);
    expect(await ids(`${parentId}/descendants`)).toEqual([childId, leafId]);
    expect((await ids(`${leafId}/ancestors`)).slice(-2)).toEqual([parentId, childId]);
  });
});

describe('a file of a page', () => {
  const upload = (site: TestSite, page: string, method: 'POST' | 'PUT', bytes = [1]) => {
    const form = new FormData();
    form.append('file', new File([new Uint8Array(bytes)], 'a.png', { type: 'image/png' }));
    form.append('minorEdit', 'true');
    const headers = { 'x-atlassian-token': 'nocheck' };
    const path = `/wiki/rest/api/content/${page}/child/attachment`;
    return method === 'POST'
      ? site.post<Uploaded>(path, form, { headers })
      : site.put<Uploaded>(path, form, { headers });
  };

  test('is upserted by name with PUT, and refused a second time with POST', async () => {
    const site = jiraSite();
    const page = await idOf(site.post(PAGES, { spaceId: await space(site), title: 'x' }));
    const first = await upload(site, page, 'POST');
    expect(first.status).toBe(200);
    expect((await upload(site, page, 'POST')).status).toBe(400);
    const second = await upload(site, page, 'PUT', [2, 3]);
    expect(second.status).toBe(200);
    expect(second.body.results[0]?.id).toBe(first.body.results[0]?.id);
    const files = await site.get(`${PAGES}/${page}/attachments`);
    expect(files.body).toMatchObject({
      results: [{ title: 'a.png', fileSize: 2, version: { number: 2 } }],
    });
  });

  test('is shown by its media id on its own page only', async () => {
    const site = jiraSite();
    const spaceId = await space(site);
    const page = await idOf(site.post(PAGES, { spaceId, title: 'x' }));
    const other = await idOf(site.post(PAGES, { spaceId, title: 'y' }));
    const { body } = await upload(site, page, 'PUT');
    const { fileId = '', collectionName = '' } = body.results[0]?.extensions ?? {};
    expect(collectionName).toBe(`contentId-${page}`);
    const show = (id: string, title: string, document: object) =>
      site.put(`${PAGES}/${id}`, {
        id,
        status: 'current',
        title,
        body: { representation: 'atlas_doc_format', value: JSON.stringify(document) },
        version: { number: 2 },
      });
    const foreign = await show(other, 'y', adfWithMedia(fileId, `contentId-${other}`));
    expect(foreign.status).toBe(400);
    expect(foreign.text).toContain('UNKNOWN_MEDIA_ID');
    expect((await show(page, 'x', { ...adf(), content: [{ type: 'x' }] })).text).toContain(
      'INVALID_INPUT',
    );
    expect((await show(page, 'x', adfWithMedia(fileId, collectionName))).status).toBe(200);
  });

  test('is downloaded from the media host', async () => {
    const site = jiraSite();
    const page = await idOf(site.post(PAGES, { spaceId: await space(site), title: 'x' }));
    const { body } = await upload(site, page, 'PUT', [7, 8]);
    const path = `/wiki/rest/api/content/${page}/child/attachment/${body.results[0]?.id}/download`;
    const { status, headers } = await site.get(path);
    expect(status).toBe(302);
    const media = await fetch(headers.get('location') ?? '');
    expect(new Uint8Array(await media.arrayBuffer())).toEqual(new Uint8Array([7, 8]));
  });
});

describe('labels and properties', () => {
  test('labels have no spaces, come in lower case, and find their pages', async () => {
    const site = jiraSite();
    const page = await idOf(site.post(PAGES, { spaceId: await space(site), title: 'x' }));
    const path = `/wiki/rest/api/content/${page}/label`;
    const label = (name: string) => site.post(path, [{ prefix: 'global', name }]);
    expect((await label('Zoho')).body).toMatchObject({ results: [{ name: 'zoho' }] });
    expect((await label('two words')).status).toBe(400);
    const found = await site.get(`/wiki/rest/api/search?cql=${encodeURIComponent('label = zoho')}`);
    expect(found.body).toMatchObject({ totalSize: 1, results: [{ content: { id: page } }] });
    expect((await site.remove(`${path}/nope`)).status).toBe(404);
  });

  test('properties are made once by key, and count their versions', async () => {
    const site = jiraSite();
    const page = await idOf(site.post(PAGES, { spaceId: await space(site), title: 'x' }));
    const path = `${PAGES}/${page}/properties`;
    const draft = { key: 'zdjsm', value: { article: 1 } };
    const id = await idOf(site.post(path, draft));
    expect((await site.post(path, draft)).status).toBe(400);
    const update = (number: number) => site.put(`${path}/${id}`, { ...draft, version: { number } });
    expect((await update(1)).status).toBe(409);
    expect((await update(2)).status).toBe(200);
  });
});

test('articles of the linked space are found by the desk', async () => {
  const site = jiraSite();
  const spaceId = await space(site);
  await site.post(PAGES, {
    spaceId,
    title: 'How to unjam a printer',
    body: storage('<p>Pull.</p>'),
  });
  const path = '/rest/servicedeskapi/servicedesk/SUP/knowledgebase/article?query=printer';
  expect((await site.get(path)).body).toMatchObject({ values: [] });
  site.sandbox.jira.act('link-knowledge-base', { project: 'SUP', space: 'KB' });
  expect((await site.get(path)).body).toMatchObject({
    values: [{ title: 'How to unjam a printer' }],
  });
});

test('the state tells of pages with their files, labels and properties', async () => {
  const site = jiraSite();
  const spaceId = await space(site);
  const page = await idOf(site.post(PAGES, { spaceId, title: 'x', body: storage('<p>y</p>') }));
  await site.post(`${PAGES}/${page}/properties`, { key: 'zdjsm', value: { article: 1 } });
  await site.post(`/wiki/rest/api/content/${page}/label`, [{ prefix: 'global', name: 'zoho' }]);
  expect(site.sandbox.jira.inspect().pages).toContainEqual({
    space: 'KB',
    title: 'x',
    parent: 'Knowledge base',
    status: 'current',
    representation: 'storage',
    body: '<p>y</p>',
    labels: ['zoho'],
    files: [],
    properties: { zdjsm: { article: 1 } },
  });
});

test('customers see no pages', async () => {
  const site = jiraSite();
  const spaceId = await space(site);
  const customer = site.as(site.sandbox.jira.access.customer);
  expect((await customer.get(`/wiki/api/v2/spaces/${spaceId}`)).status).toBe(404);
});
