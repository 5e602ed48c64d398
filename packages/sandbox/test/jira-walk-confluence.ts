import { adfWithMedia, idOf, type TestSite } from './jira-site.ts';

/** Uses every operation of both Confluence APIs at least once, the way a person might. */
export async function walkConfluence(site: TestSite): Promise<void> {
  const { get, post, put, remove, upload } = site;
  const space = await idOf(post('/wiki/api/v2/spaces', { key: 'KB', name: 'Knowledge base' }));
  await post('/wiki/rest/api/space', { key: 'OLD', name: 'Old one' });
  await get('/wiki/api/v2/spaces?keys=KB&description-format=plain');
  await get(`/wiki/api/v2/spaces/${space}`);
  const body = { representation: 'storage', value: '<p>Press the <strong>button</strong>.</p>' };
  const parent = await idOf(
    post('/wiki/api/v2/pages', { spaceId: space, title: 'Printers', body }),
  );
  const page = await idOf(
    post('/wiki/api/v2/pages', { spaceId: space, title: 'Jam', parentId: parent, body }),
  );
  const path = `/wiki/api/v2/pages/${page}`;
  const classic = `/wiki/rest/api/content/${page}`;
  const uploaded = await upload<{ results: { id: string; extensions: { fileId: string } }[] }>(
    `${classic}/child/attachment`,
    [{ name: 'a.png' }],
    { headers: { 'x-atlassian-token': 'nocheck' } },
  );
  const [file] = uploaded.body.results;
  const replaced = new FormData();
  replaced.append('file', new File([new Uint8Array([1])], 'a.png', { type: 'image/png' }));
  replaced.append('minorEdit', 'true');
  const unchecked = { headers: { 'x-atlassian-token': 'nocheck' } };
  await put(`${classic}/child/attachment`, replaced, unchecked);
  await upload(`${classic}/child/attachment/${file?.id}/data`, [{ name: 'a.png' }], unchecked);
  await get(`${classic}/child/attachment/${file?.id}/download`);
  const current = await get<{ results: { fileId: string }[] }>(`${path}/attachments`);
  await put(path, {
    id: page,
    status: 'current',
    title: 'Paper jam',
    body: {
      representation: 'atlas_doc_format',
      value: JSON.stringify(
        adfWithMedia(current.body.results[0]?.fileId ?? '', `contentId-${page}`),
      ),
    },
    version: { number: 2, message: 'With a picture' },
  });
  await put(`${path}/title`, { status: 'current', title: 'Jammed paper' });
  await get(`${path}?body-format=atlas_doc_format`);
  await get(`/wiki/api/v2/pages?space-id=${space}&title=Printers&limit=1`);
  await get(`/wiki/api/v2/spaces/${space}/pages?limit=1`);
  await get(`${path}/versions`);
  await get(`${path}/versions/1`);
  for (const part of ['children', 'direct-children', 'ancestors', 'descendants']) {
    await get(`/wiki/api/v2/pages/${parent}/${part}`);
  }
  await post(`${classic}/label`, [
    { prefix: 'global', name: 'zoho' },
    { prefix: 'global', name: 'printer' },
  ]);
  const labels = await get<{ results: { id: string }[] }>(`${path}/labels`);
  await get(`/wiki/api/v2/labels/${labels.body.results[0]?.id}/pages`);
  await get(`/wiki/api/v2/spaces/${space}/labels`);
  await remove(`${classic}/label/printer`);
  await remove(`${classic}/label?name=zoho`);
  for (const owner of [path, `/wiki/api/v2/spaces/${space}`]) {
    const id = await idOf(post(`${owner}/properties`, { key: 'zdjsm', value: { article: '1' } }));
    await get(`${owner}/properties?key=zdjsm`);
    await get(`${owner}/properties/${id}`);
    await put(`${owner}/properties/${id}`, { key: 'zdjsm', value: {}, version: { number: 2 } });
    await remove(`${owner}/properties/${id}`);
  }
  await get('/wiki/api/v2/attachments');
  await get(`/wiki/api/v2/attachments/${file?.id}`);
  await get(`/wiki/api/v2/attachments/${file?.id}/labels`);
  await get('/wiki/rest/api/user/current');
  await get(`/wiki/rest/api/search?cql=${encodeURIComponent('space = KB and title ~ "paper"')}`);
  await remove(`/wiki/api/v2/attachments/${file?.id}`);
  await remove(path);
}
