import { createHash, randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { createClock } from '@zdjsm/core';
import { cases } from '@zdjsm/testing/cases';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createZohoDesk, type ZohoDeskOptions } from '../src/index.ts';
import { fileServer } from './support/file-server.ts';
import { clientOf, zohoError } from './support/in-memory.ts';
import { serve } from './support/loopback.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  'base64',
);

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const clientAt = (desk: string, options: Partial<ZohoDeskOptions> = {}) =>
  createZohoDesk({
    dataCentre: { desk, accounts: desk },
    orgId: '4711',
    auth: { accessToken: 'token-1' },
    clock: createClock({ speed: 1_000 }),
    ...options,
  });

test('a file comes with its name, its digest and its size', async () => {
  const bytes = randomBytes(300_000);
  const desk = await serve(fileServer(bytes).listener);
  const file = await clientAt(desk).downloads.open({
    href: `${desk}/api/v1/tickets/1/attachments/2/content`,
  });
  expect(file.name).toBe('a.bin');
  expect(file.size).toBe(300_000);
  expect(await buffer(file.body)).toEqual(bytes);
  expect(await file.done).toEqual({ sha256: sha256(bytes), size: 300_000 });
});

test.each([
  [true, 'the rest is fetched'],
  [false, 'the file is fetched again, and what is known of it is skipped'],
])('after a cut (ranges: %s) %s', async (ranges) => {
  const bytes = randomBytes(400_000);
  const { listener, asked } = fileServer(bytes, { cutAt: [150_000, 200_000, 390_000], ranges });
  const desk = await serve(listener);
  const file = await clientAt(desk).downloads.open({ href: '/api/v1/x' });
  expect(sha256(await buffer(file.body))).toBe(sha256(bytes));
  expect(await file.done).toEqual({ sha256: sha256(bytes), size: 400_000 });
  expect(asked).toHaveLength(4);
  expect(asked[0]).toBeUndefined();
  expect(asked[1]).toMatch(/^bytes=\d+-$/);
});

test('whatever cuts strike, what arrives is the file or an error, never a part', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 60_000 }),
      fc.array(fc.nat(60_000), { maxLength: 8 }),
      fc.boolean(),
      async (size, cutAt, ranges) => {
        const bytes = randomBytes(size);
        const desk = await serve(fileServer(bytes, { cutAt, ranges }).listener);
        const outcome = await clientAt(desk)
          .downloads.open({ href: '/api/v1/x' })
          .then(async (file) => ({ bytes: await buffer(file.body), digest: await file.done }))
          .catch((error: unknown) => error);
        if (outcome instanceof Error)
          expect(outcome).toMatchObject({ code: expect.stringMatching(/NETWORK|TIMEOUT/) });
        else expect(outcome).toEqual({ bytes, digest: { sha256: sha256(bytes), size } });
      },
    ),
    cases(40),
  );
});

test('a file that changes while it is fetched is an error', async () => {
  let calls = 0;
  const desk = await serve((_, answer) => {
    calls += 1;
    const bytes = randomBytes(100_000);
    answer.writeHead(200, { 'content-length': bytes.length });
    if (calls === 1) answer.write(bytes.subarray(0, 50_000), () => answer.destroy());
    else answer.end(bytes);
  });
  const file = await clientAt(desk).downloads.open({ href: '/api/v1/x' });
  await expect(buffer(file.body)).rejects.toMatchObject({ code: 'DOWNLOAD_BROKEN' });
  await expect(file.done).rejects.toMatchObject({ name: 'DownloadError' });
});

test.each(['left unread', 'left half-read', 'read'])(
  'a call keeps its place until its file is %s',
  async (how) => {
    const paths: (string | undefined)[] = [];
    const desk = await serve((request, answer) => {
      paths.push(request.url);
      if (request.url?.includes('file')) answer.end(randomBytes(2_000_000));
      else answer.end('{"id":"1"}');
    });
    const zoho = clientAt(desk, { concurrency: 1 });
    const file = await zoho.downloads.open({ href: '/api/v1/file' });
    const other = zoho.tickets.get('1');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(paths).toEqual(['/api/v1/file']);
    if (how === 'read') await buffer(file.body);
    if (how === 'left half-read') await new Promise((resolve) => file.body.once('data', resolve));
    file.body.destroy();
    await expect(other).resolves.toEqual({ id: '1' });
    if (how === 'read') expect((await file.done).size).toBe(2_000_000);
    else await expect(file.done).rejects.toMatchObject({ code: 'DOWNLOAD_ABANDONED' });
  },
);

test('the token goes to the org’s own Desk and nowhere else', async () => {
  const seen: [url: string, token: string | null, org: string | null][] = [];
  const { zoho } = clientOf((request) => {
    const { headers, url } = request;
    seen.push([url, headers.get('authorization'), headers.get('orgid')]);
    return url.startsWith('https://desk.test/api/')
      ? new Response(null, { status: 302, headers: { location: 'https://files.example/x?sig=1' } })
      : new Response(PNG);
  });
  const file = await zoho.downloads.open({ href: '/api/v1/tickets/1/attachments/2/content' });
  expect(await buffer(file.body)).toEqual(PNG);
  expect(seen).toEqual([
    ['https://desk.test/api/v1/tickets/1/attachments/2/content', 'Zoho-oauthtoken token-1', '4711'],
    ['https://files.example/x?sig=1', null, null],
  ]);
});

test.each([
  'http://files.example/x',
  'https://127.0.0.1/x',
  'https://169.254.169.254/latest/meta-data',
  'https://[::1]/x',
  'https://10.0.0.8/x',
  'https://intranet.local/x',
  'https://localhost./x',
  'https://metadata.google.internal/x',
  'https://2130706433/x',
  'https://0x7f000001/x',
  'https://017700000001/x',
  'https://127.1/x',
  'https://100.64.0.1/x',
  'https://192.168.1.1:8443/x',
  'https://[::ffff:127.0.0.1]/x',
  'https://[fd00::1]/x',
  'https://desk.test@10.0.0.8/x',
  'file:///etc/passwd',
  '',
])('a redirect to “%s” is not followed', async (location) => {
  const { zoho, requests } = clientOf(
    () => new Response(null, { status: 302, headers: { location } }),
  );
  await expect(zoho.downloads.open({ href: '/api/v1/x' })).rejects.toMatchObject({
    name: expect.stringMatching(/ForeignHostError|DownloadError/),
  });
  expect(new Set(requests.map(({ url }) => new URL(url).host))).toEqual(new Set(['desk.test']));
});

test.each([
  'https://evil.example/api/v1/threads/1/inlineImages/x',
  'https://desk.test.evil.example/api/v1/x',
  'https://desk.test@evil.example/x',
  'https://desk.test:8443/api/v1/x',
  'http://desk.test/api/v1/x',
  'cid:image001.png',
  'data:image/png;base64,AAAA',
  'javascript:alert(1)',
  '//evil.example/x',
  'image001.png',
  '#top',
  '',
])('“%s” is not fetched at all', async (href) => {
  const { zoho, requests } = clientOf(() => new Response(PNG));
  expect(zoho.downloads.serves(href)).toBe(false);
  await expect(zoho.downloads.open({ image: href })).rejects.toMatchObject({
    code: 'FOREIGN_HOST',
    outcome: 'not-sent',
  });
  expect(requests).toHaveLength(0);
});

test.each([
  ['a portal that was moved', 'https://desk.zoho.eu:443/api/v1/threads/1/x', {}],
  [
    'the portal’s own domain',
    'https://support.zylker.example/api/v1/threads/1/x',
    { portalDomains: ['support.zylker.example'] },
  ],
  ['no host', '/api/v1/threads/1/x', {}],
])('an address of the API with %s is asked for at the org’s own Desk', async (_, href, options) => {
  const { zoho, requests } = clientOf(() => new Response(PNG), options);
  await buffer((await zoho.downloads.open({ href })).body);
  expect(requests.map(({ url }) => url)).toEqual(['https://desk.test/api/v1/threads/1/x']);
});

const KEY = 'edbsn04b985d2c927c466fcec2bd53a1e5d6e58524605cb1e418917a5a4f28a94ca';
const SRC = `/api/v1/threads/77/inlineImages/${KEY}?et=1716daeb023&amp;ha=28fb&amp;f=1.png`;

test.each([
  `/api/v1/tickets/5/threads/77/inlineImages/${KEY}?et=1716daeb023&ha=28fb&f=1.png`,
  `/api/v1/tickets/5/threads/77/inlineImages/${KEY}/content?et=1716daeb023&ha=28fb&f=1.png`,
  `/api/v1/tickets/5/threads/77/inlineImages/${KEY}`,
  `/api/v1/threads/77/inlineImages/${KEY}?et=1716daeb023&ha=28fb&f=1.png`,
])('an inline image is found where Zoho serves it: %s', async (right) => {
  const { zoho, requests } = clientOf(({ url }) =>
    url === `https://desk.test${right}`
      ? new Response(PNG, { headers: { 'content-type': 'application/octet-stream' } })
      : zohoError(404, 'URL_NOT_FOUND'),
  );
  for (let i = 0; i < 3; i++) {
    const image = await zoho.downloads.open({ image: SRC, ticketId: '5' });
    expect(image.contentType).toBe('image/png');
    expect(await buffer(image.body)).toEqual(PNG);
  }
  // Found once, it is looked for there first.
  expect(requests.slice(-2).map(({ url }) => url)).toEqual([
    `https://desk.test${right}`,
    `https://desk.test${right}`,
  ]);
});

test.each([
  [`attachment; filename="ticket.txt"`, 'ticket.txt'],
  [`attachment;filename=ticket.txt`, 'ticket.txt'],
  [`attachment; filename*=UTF-8''%E2%82%AC%20rates.pdf`, '€ rates.pdf'],
  [`attachment; filename="x"; filename*=UTF-8''y.pdf`, 'y.pdf'],
  [`attachment; filename*="UTF-8''ssl-expiry-blog.gif"`, 'ssl-expiry-blog.gif'],
  [`attachment; lename*="UTF-8''ssl-expiry-blog.gif"`, 'ssl-expiry-blog.gif'],
  [`attachment; filename="a \\"b\\".txt"`, 'a "b".txt'],
  [`attachment; filename="../../etc/passwd"`, 'passwd'],
  [`attachment; filename*=x-unknown''a`, undefined],
  [`inline`, undefined],
])('the name in “%s” is %s', async (header, name) => {
  const { zoho } = clientOf(
    () => new Response(PNG, { headers: { 'content-disposition': header } }),
  );
  const file = await zoho.downloads.open({ href: '/api/v1/x' });
  file.body.destroy();
  expect(file.name).toBe(name);
});

test.each([
  [PNG, 'application/octet-stream', 'image/png'],
  [PNG, 'image/jpeg', 'image/png'],
  [Buffer.from('%PDF-1.7\n'), 'text/plain', 'application/pdf'],
  [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'text/plain', 'image/svg+xml'],
  [Buffer.from('a,b\n1,2\n'), 'text/csv;charset=UTF-8', 'text/csv'],
  [Buffer.from('plain words'), 'application/octet-stream', 'text/plain'],
  [Buffer.from([1, 0, 2, 0]), 'application/octet-stream', 'application/octet-stream'],
])('content is told by its bytes before the server’s word (%#)', async (bytes, said, type) => {
  const { zoho } = clientOf(
    () =>
      new Response(new Uint8Array(bytes), {
        headers: { 'content-type': said, 'content-disposition': 'attachment; filename="x"' },
      }),
  );
  const file = await zoho.downloads.open({ href: '/api/v1/x' });
  file.body.destroy();
  expect(file.contentType).toBe(type);
});
