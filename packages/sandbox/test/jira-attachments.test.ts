import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  adf,
  adfWithMedia,
  attach,
  createIssue,
  jiraSite,
  OPT_IN,
  PIXEL,
  type TestSite,
} from './jira-site.ts';

interface Attachment {
  readonly id: string;
  readonly filename: string;
}
interface Kept {
  readonly temporaryAttachments: readonly { readonly temporaryAttachmentId: string }[];
}

const TEMPORARY = '/rest/servicedeskapi/servicedesk/1/attachTemporaryFile';

async function _keep(site: TestSite, ...names: string[]): Promise<string[]> {
  const files = names.map((name) => ({ name }));
  const { body } = await site.upload<Kept>(TEMPORARY, files, OPT_IN);
  return body.temporaryAttachments.map((file) => file.temporaryAttachmentId);
}

function filesOf(site: TestSite): { filename: string; shared: boolean; sha256: string }[] {
  return site.sandbox.jira.inspect().issues.flatMap((issue) => [...issue.attachments]);
}

describe('an upload by the platform API', () => {
  test('answers 200 with a list, ids being strings there and a number elsewhere', async () => {
    const site = jiraSite();
    const { key } = await createIssue(site);
    const { status, body } = await site.upload<Attachment[]>(
      `/rest/api/3/issue/${key}/attachments`,
      [{ name: 'a.png' }, { name: 'Übersicht №1.pdf', type: 'application/pdf' }],
    );
    expect(status).toBe(200);
    expect(body).toMatchObject([
      { id: expect.any(String), filename: 'a.png', mimeType: 'image/png', size: 4 },
      { filename: 'Übersicht №1.pdf', mimeType: 'application/pdf' },
    ]);
    const one = await site.get(`/rest/api/3/attachment/${body[0]?.id}`);
    expect(one.body).toMatchObject({ id: Number(body[0]?.id) });
  });

  test('shows ids as strings everywhere, where the site does', async () => {
    const site = jiraSite({ attachmentId: 'string' });
    const { key } = await createIssue(site);
    const { id } = await attach(site, key);
    expect((await site.get(`/rest/api/3/attachment/${id}`)).body).toMatchObject({ id });
  });

  test('needs the header against other sites’ forms, and the right part', async () => {
    const site = jiraSite();
    const { key } = await createIssue(site);
    const path = `/rest/api/3/issue/${key}/attachments`;
    const unchecked = await site.upload(path, [{ name: 'a' }], {
      headers: { 'x-atlassian-token': 'x' },
    });
    expect([unchecked.status, unchecked.text]).toEqual([404, 'XSRF check failed']);
    const kept = await site.upload(TEMPORARY, [{ name: 'a' }], {
      headers: { 'x-atlassian-token': 'x', ...OPT_IN.headers },
    });
    expect([kept.status, kept.text]).toEqual([403, 'XSRF check failed']);
    const part = await site.upload(path, [{ name: 'a', part: 'upload' }]);
    expect(part.status).toBe(400);
    expect(part.headers.get('content-type')).toBe('application/problem+json');
  });

  test('is limited in size as the site says, and in number', async () => {
    const site = jiraSite({ uploadLimit: 10 });
    const { key } = await createIssue(site);
    const path = `/rest/api/3/issue/${key}/attachments`;
    expect((await site.get('/rest/api/3/attachment/meta')).body).toEqual({
      enabled: true,
      uploadLimit: 10,
    });
    const large = { name: 'a', bytes: new Uint8Array(11) };
    expect((await site.upload(path, [large])).status).toBe(413);
    const many = Array.from({ length: 61 }, (_, i) => ({ name: `${i}` }));
    expect((await site.upload(path, many)).status).toBe(413);
    expect((await site.upload(path, many.slice(1))).status).toBe(200);
  });

  test('lets files of one name stand beside each other', async () => {
    const site = jiraSite();
    const { key } = await createIssue(site);
    const [one, two] = [await attach(site, key), await attach(site, key)];
    expect(one.id).not.toBe(two.id);
    expect(one.mediaId).not.toBe(two.mediaId);
  });
});

describe('the bytes', () => {
  test('are behind a redirect to another host, whose link expires', async () => {
    const site = jiraSite();
    const { key } = await createIssue(site);
    const { id, location } = await attach(site, key, { name: 'a.png' });
    const redirect = await site.get(`/rest/api/3/attachment/content/${id}`);
    expect(redirect.status).toBe(303);
    expect(location).toMatch(
      /^https:\/\/api\.media\.atlassian\.com\/file\/[0-9a-f-]{36}\/binary\?token=/,
    );
    const media = await fetch(location);
    expect(media.headers.get('content-type')).toBe('image/png');
    const bytes = new Uint8Array(await media.arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(filesOf(site)[0]?.sha256);
    expect(site.sandbox.jira.inspect().leaks).toEqual([]);
    site.advance(600_000);
    expect((await fetch(location)).status).toBe(403);
  });

  test('whoever brings credentials to the media host is noticed', async () => {
    const site = jiraSite();
    const { key } = await createIssue(site);
    const { location, mediaId } = await attach(site, key);
    await fetch(location, { headers: { authorization: 'Basic secret' } });
    expect(site.sandbox.jira.inspect().leaks).toEqual([`authorization /file/${mediaId}/binary`]);
  });

  test.each([
    ['bytes', 200],
    ['broken', 404],
  ] as const)('come without a redirect: %s', async (contentWithoutRedirect, status) => {
    const site = jiraSite({ contentWithoutRedirect });
    const { key } = await createIssue(site);
    const { id } = await attach(site, key);
    const answer = await site.get(`/rest/api/3/attachment/content/${id}?redirect=false`);
    expect(answer.status).toBe(status);
  });
});

describe('media in a document', () => {
  test('has to be on this very issue, by media id, in the nameless collection', async () => {
    const site = jiraSite();
    const { key } = await createIssue(site);
    const other = await createIssue(site);
    const { id, mediaId } = await attach(site, key);
    const comment = (onKey: string, document: object) =>
      site.post(`/rest/api/3/issue/${onKey}/comment`, { body: document });
    expect((await comment(key, adfWithMedia(mediaId))).status).toBe(201);
    for (const refused of [
      await comment(other.key, adfWithMedia(mediaId)),
      await comment(key, adfWithMedia(id)),
      await comment(key, adfWithMedia(mediaId, 'jira-10000-field-description')),
    ]) {
      expect(refused.status).toBe(400);
      expect(refused.body).toEqual({ errorMessages: ['ATTACHMENT_VALIDATION_ERROR'], errors: {} });
    }
  });

  test('that a rewritten text no longer shows is deleted with the old text', async () => {
    const site = jiraSite();
    const { key } = await createIssue(site);
    const path = `/rest/api/3/issue/${key}`;
    const { mediaId } = await attach(site, key);
    await site.put(path, { fields: { description: adfWithMedia(mediaId) } });
    await site.put(path, { fields: { summary: 'Another' } });
    expect(filesOf(site)).toHaveLength(1);
    await site.put(path, { fields: { description: adf('without it') } });
    expect(filesOf(site)).toEqual([]);
  });

  test('stays when the comment that shows it is deleted', async () => {
    const site = jiraSite();
    const { key } = await createIssue(site);
    const { mediaId } = await attach(site, key);
    const comments = `/rest/api/3/issue/${key}/comment`;
    const { body } = await site.post<{ id: string }>(comments, { body: adfWithMedia(mediaId) });
    await site.remove(`${comments}/${body.id}`);
    expect(filesOf(site)).toHaveLength(1);
  });

  test('stays when another text shows it, and where the site keeps orphans', async () => {
    const keeping = jiraSite({ orphanedMedia: 'kept' });
    const first = await createIssue(keeping);
    const path = `/rest/api/3/issue/${first.key}`;
    const file = await attach(keeping, first.key);
    await keeping.put(path, { fields: { description: adfWithMedia(file.mediaId) } });
    await keeping.put(path, { fields: { description: adf('x') } });
    expect(filesOf(keeping)).toHaveLength(1);
    keeping.close();

    const site = jiraSite();
    const { key } = await createIssue(site);
    const { mediaId } = await attach(site, key);
    const comments = `/rest/api/3/issue/${key}/comment`;
    const { body } = await site.post<{ id: string }>(comments, { body: adfWithMedia(mediaId) });
    await site.post(comments, { body: adfWithMedia(mediaId) });
    await site.put(`${comments}/${body.id}`, { body: adf('x') });
    expect(filesOf(site)).toHaveLength(1);
  });

  test('in wiki markup is found by its name, unless two files share it', async () => {
    const site = jiraSite();
    const { key } = await createIssue(site);
    const { mediaId } = await attach(site, key, { name: 'shot.png' });
    const put = () =>
      site.put(`/rest/api/2/issue/${key}`, { fields: { description: '!shot.png|width=520!' } });
    const media = async () => {
      const { body } = await site.get<{ fields: { description: { content: unknown[] } } }>(
        `/rest/api/3/issue/${key}`,
      );
      return body.fields.description.content[0];
    };
    await put();
    expect(await media()).toEqual({
      type: 'mediaSingle',
      attrs: { layout: 'center', width: 520, widthType: 'pixel' },
      content: [
        {
          type: 'media',
          attrs: { type: 'file', id: mediaId, collection: '', alt: 'shot.png' },
        },
      ],
    });
    await attach(site, key, { name: 'shot.png' });
    await put();
    expect(await media()).toMatchObject({ type: 'paragraph' });
  });
});

test('the bytes of a file are kept as they came', async () => {
  const site = jiraSite();
  const { key } = await createIssue(site);
  const { location } = await attach(site, key, { name: 'a.bin', type: '', bytes: PIXEL });
  const media = await fetch(location);
  expect(new Uint8Array(await media.arrayBuffer())).toEqual(PIXEL);
  expect(media.headers.get('content-type')).toBe('application/octet-stream');
});
