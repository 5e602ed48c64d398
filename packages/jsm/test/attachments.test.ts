import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { createJsm } from '../src/index.ts';
import { adf, fileOf, liveSite } from './live-site.ts';

async function request(...args: Parameters<typeof liveSite>) {
  const site = await liveSite(...args);
  const desk = await site.deskOf('SUP');
  const { issueKey } = await site.jsm.requests.create({
    serviceDeskId: desk.id,
    requestTypeId: desk.typeId('Get support'),
    summary: 'A request',
    onBehalfOf: site.sandbox.jira.access.portalCustomer.accountId,
    marker: 'r-1',
  });
  const customerView = () =>
    site.sandbox.jira.visibleToCustomer(
      issueKey,
      site.sandbox.jira.access.portalCustomer.accountId,
    );
  return { ...site, desk, issueKey, customerView };
}

const names = async (site: Awaited<ReturnType<typeof request>>) =>
  (await site.jsm.attachments.list(site.issueKey)).map(({ filename }) => filename);

test('M-09: bytes come back as they were sent, and no credential goes to the media host', async () => {
  const site = await request();
  const { jsm, issueKey, sandbox, journal } = site;
  const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * i) % 251));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const uploaded = await jsm.attachments.upload(issueKey, {
    name: 'Rechnung "März" №7.bin',
    contentType: 'application/x-test',
    size: bytes.length,
    open: () => Readable.from([bytes.subarray(0, 1_000), bytes.subarray(1_000)]),
  });
  expect(uploaded).toMatchObject({ size: bytes.length, mimeType: 'application/x-test' });
  expect(await names(site)).toEqual(['Rechnung "März" №7.bin']);
  const opened = await jsm.attachments.open(uploaded.id);
  const back = await buffer(opened.body);
  expect(createHash('sha256').update(back).digest('hex')).toBe(sha256);
  expect(sandbox.jira.inspect().leaks).toEqual([]);
  const told = JSON.stringify(journal);
  expect(told).toContain('/binary');
  expect(told).not.toMatch(/token=(?!%5Bredacted%5D)/);
});

test('M-10: an image is shown by its media id, which the redirect tells', async () => {
  const { jsm, issueKey } = await request();
  const { mediaId, id } = await jsm.attachments.upload(issueKey, fileOf('a.png', 'x', 'image/png'));
  expect(mediaId).toMatch(/^[0-9a-f-]{36}$/);
  expect(await jsm.attachments.mediaId(id)).toBe(mediaId);
  const image = {
    type: 'mediaSingle',
    attrs: { layout: 'center' },
    content: [{ type: 'media', attrs: { type: 'file', id: mediaId, collection: '' } }],
  };
  const description = { ...adf(), content: [image] };
  await jsm.issues.edit(issueKey, { fields: { description } });
  const issue = await jsm.issues.get(issueKey, { fields: ['description'] });
  expect(JSON.stringify(issue.fields['description'])).toContain(mediaId);
  // The numeric id of the attachment is refused, and the error says why.
  const wrong = {
    ...image,
    content: [{ type: 'media', attrs: { type: 'file', id, collection: '' } }],
  };
  await expect(
    jsm.issues.edit(issueKey, {
      fields: { description: { ...adf(), content: [wrong] } },
      dropMedia: true,
    }),
  ).rejects.toMatchObject({ code: 'INVALID_MEDIA' });
});

test('a media host that nobody knows is not asked', async () => {
  const { options, jsm, issueKey } = await request();
  const { id } = await jsm.attachments.upload(issueKey, fileOf('a.txt', 'x'), { mediaId: false });
  const strict = createJsm({ ...options, mediaHosts: undefined });
  await expect(strict.attachments.open(id)).rejects.toMatchObject({ code: 'FOREIGN_MEDIA_HOST' });
});

test.each([
  { kind: 'after-reset' },
  { kind: 'after-answer', status: 500 },
  { kind: 'after-cut', share: 0.3 },
  { kind: 'reset' },
  { kind: 'answer', status: 503, headers: { 'retry-after': '3' } },
  { kind: 'answer', status: 429, headers: { 'retry-after': '3' } },
] as const)('%j at an upload makes one attachment, beside its namesake', async (fault) => {
  const site = await request();
  const { jsm, issueKey, fail } = site;
  const first = await jsm.attachments.upload(issueKey, fileOf('a.txt', 'same'));
  fail({ method: 'POST', path: /attachments$/, fault });
  const second = await jsm.attachments.upload(issueKey, fileOf('a.txt', 'same'));
  expect(second.id).not.toBe(first.id);
  expect(await names(site)).toEqual(['a.txt', 'a.txt']);
});

test('a file that is shorter than it says is told', async () => {
  const { jsm, issueKey } = await request({}, { timeoutMs: 1_000 });
  const short = { ...fileOf('a.txt', 'four'), size: 400 };
  const upload = jsm.attachments.upload(issueKey, short);
  await expect(upload).rejects.toMatchObject({ name: expect.stringMatching(/Error/) });
});

test('a download goes on with a fresh address when the old one has expired', async () => {
  const { jsm, issueKey, fail } = await request();
  const { id } = await jsm.attachments.upload(issueKey, fileOf('a.txt', 'hello'));
  fail({ path: /\/binary$/, fault: { kind: 'answer', status: 403 } });
  expect(await text((await jsm.attachments.open(id)).body)).toBe('hello');
});

test('temporary files, attached by a public comment, are seen by the customer', async () => {
  const { jsm, desk, issueKey, customerView, fail } = await request();
  const attach = async (visibility: 'public' | 'internal', ...names: readonly string[]) => {
    const files = names.map((name) => fileOf(name, name));
    const temporary = await jsm.attachments.uploadTemporary(desk.id, files);
    return await jsm.requests.attach(issueKey, {
      temporaryAttachmentIds: temporary.map((file) => file.temporaryAttachmentId),
      fileNames: names,
      visibility,
      comment: 'Some files',
    });
  };
  await attach('internal', 'secret.txt');
  expect(customerView().attachments).toEqual([]);
  fail({ method: 'POST', path: /request\/.*\/attachment$/, fault: { kind: 'after-reset' } });
  const { attachments, comment } = await attach('public', 'a.txt', 'b.txt');
  expect(comment.public).toBe(true);
  expect(attachments.values.map(({ filename }) => filename)).toEqual(['a.txt', 'b.txt']);
  expect(customerView().attachments).toEqual(['a.txt', 'b.txt']);
  expect(await jsm.attachments.list(issueKey)).toHaveLength(3);
});

test('the site tells how large a file may be, and refuses a larger one', async () => {
  const { jsm, issueKey } = await request({ uploadLimit: 10 });
  expect(await jsm.attachments.settings()).toEqual({ enabled: true, uploadLimit: 10 });
  const large = jsm.attachments.upload(issueKey, fileOf('a.txt', 'eleven byte'));
  await expect(large).rejects.toMatchObject({ code: 'TOO_LARGE', outcome: 'rejected' });
});

test('an attachment can be read and deleted', async () => {
  const { jsm, issueKey } = await request();
  const { id } = await jsm.attachments.upload(issueKey, fileOf('a.txt', 'x'));
  expect(await jsm.attachments.get(id)).toMatchObject({ filename: 'a.txt', size: 1 });
  await jsm.attachments.delete(id);
  expect(await jsm.attachments.list(issueKey)).toEqual([]);
});
