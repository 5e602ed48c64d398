import { describe, expect, test } from 'vitest';
import {
  adfWithMedia,
  attach,
  INTERNAL,
  jiraSite,
  OPT_IN,
  raiseRequest,
  type TestSite,
} from './jira-site.ts';

interface Kept {
  readonly temporaryAttachments: readonly { readonly temporaryAttachmentId: string }[];
}

const TEMPORARY = '/rest/servicedeskapi/servicedesk/1/attachTemporaryFile';

async function keep(site: TestSite, ...names: string[]): Promise<string[]> {
  const files = names.map((name) => ({ name }));
  const { body } = await site.upload<Kept>(TEMPORARY, files, OPT_IN);
  return body.temporaryAttachments.map((file) => file.temporaryAttachmentId);
}

function filesOf(site: TestSite): { filename: string; shared: boolean; sha256: string }[] {
  return site.sandbox.jira.inspect().issues.flatMap((issue) => [...issue.attachments]);
}

describe('temporary files', () => {
  test('are taken once, by a request of their own desk, within their hour', async () => {
    const site = jiraSite({ temporaryFileLifetime: 60_000 });
    const [first = '', second = ''] = await keep(site, 'a.png', 'b.png');
    const { key } = await raiseRequest(site, { attachment: [first] });
    const take = (id: string) =>
      site.post(`/rest/servicedeskapi/request/${key}/attachment`, {
        temporaryAttachmentIds: [id],
        public: true,
      });
    expect((await take(first)).status).toBe(400);
    site.advance(60_000);
    expect((await take(second)).status).toBe(400);
    expect(filesOf(site)).toHaveLength(1);
  });

  test('that are too large are a bad request', async () => {
    const site = jiraSite({ uploadLimit: 3 });
    expect((await site.upload(TEMPORARY, [{ name: 'a' }], OPT_IN)).status).toBe(400);
  });

  test('of another desk are unknown', async () => {
    const site = jiraSite();
    const [id] = await keep(site, 'a.png');
    const answer = await site.post('/rest/servicedeskapi/request', {
      serviceDeskId: '3',
      requestTypeId: '6',
      requestFieldValues: { summary: 'x', attachment: [id] },
    });
    expect(answer.status).toBe(400);
  });

  test('come with a comment that names them, as public as the call says', async () => {
    const site = jiraSite();
    const { key } = await raiseRequest(site);
    const ids = await keep(site, 'a.png');
    const { body: kept } = await site.upload<Kept>(
      TEMPORARY,
      [{ name: 'log.txt', type: 'text/plain', bytes: new Uint8Array(32 * 1024) }],
      OPT_IN,
    );
    const log = kept.temporaryAttachments[0]?.temporaryAttachmentId;
    const path = `/rest/servicedeskapi/request/${key}/attachment`;
    const { status, body } = await site.post<{ comment: { body: string } }>(path, {
      temporaryAttachmentIds: [...ids, log],
      public: true,
      additionalComment: { body: 'Please find both.' },
    });
    expect(status).toBe(201);
    expect(body.comment.body).toBe('Please find both. !a.png|thumbnail! [^log.txt] _(32 kB)_');
    const missing = await site.post(path, { temporaryAttachmentIds: ['x'] });
    expect(missing.status).toBe(400);
  });
});

describe('what a customer sees of the files', () => {
  const seen = (site: TestSite, key: string) =>
    site.sandbox.jira.visibleToCustomer(key, site.sandbox.jira.access.portalCustomer.accountId)
      .attachments;

  test('nothing that only lies on the issue, nor what a note shows', async () => {
    const site = jiraSite();
    const { key } = await raiseRequest(site);
    const { mediaId } = await attach(site, key, { name: 'secret.png' });
    await site.post(`/rest/api/3/issue/${key}/comment`, {
      body: adfWithMedia(mediaId),
      properties: INTERNAL,
    });
    expect(seen(site, key)).toEqual([]);
    const sam = site.as(site.sandbox.jira.access.portalCustomer);
    const { body } = await sam.get(
      `/rest/servicedeskapi/request/${key}/attachment?start=0&limit=5`,
    );
    expect(body).toMatchObject({ values: [] });
  });

  test.each([
    ['shown', ['shot.png']],
    ['hidden', []],
  ] as const)('what the description or a public comment shows: %s', async (portalMedia, names) => {
    const site = jiraSite({ portalMedia });
    const { key } = await raiseRequest(site);
    const { mediaId } = await attach(site, key);
    await site.post(`/rest/api/3/issue/${key}/comment`, { body: adfWithMedia(mediaId) });
    expect(seen(site, key)).toEqual(names);
  });

  test('what came through the portal’s door, unless it came with a note', async () => {
    const site = jiraSite();
    const { key } = await raiseRequest(site);
    const [open, hidden] = await keep(site, 'open.txt', 'hidden.txt');
    const path = `/rest/servicedeskapi/request/${key}/attachment`;
    await site.post(path, { temporaryAttachmentIds: [open], public: true });
    await site.post(path, { temporaryAttachmentIds: [hidden], public: false });
    expect(seen(site, key)).toEqual(['open.txt']);
  });
});
