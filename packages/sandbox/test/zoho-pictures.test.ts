import { expect, test } from 'vitest';
import type { ZohoOptions } from '../src/index.ts';
import { type Row, sha256, type TestPortal, ticketWith, zohoPortal } from './zoho-portal.ts';

/** Sources of the pictures in a text, as a browser would read them. */
function sources(html: unknown): readonly string[] {
  return [...String(html).matchAll(/<img\b[^>]*?\bsrc="([^"]*)"/gi)].map((match) =>
    (match[1] ?? '').replaceAll('&amp;', '&'),
  );
}

const isReceived = (source: string): boolean => source.startsWith('/api/v1/threads/');
const isEditor = (source: string): boolean => source.includes('/support/ImageDisplay?');

test('a description repeats the first thread, with the addresses of the editor', async () => {
  const portal = await zohoPortal();
  const ticket = ticketWith(portal, 'pictures');
  const [first] = ticket.threads();
  const inThread = sources(first?.content);
  const inTicket = sources((await portal.get(`/tickets/${ticket.id}`)).body['description']);
  expect(inThread.filter(isReceived).length).toBeGreaterThan(0);
  expect(inTicket.filter(isEditor)).toHaveLength(inThread.filter(isReceived).length);
  expect(inTicket.some(isReceived)).toBe(false);
});

test('pictures that Zoho does not rewrite stay as they came', async () => {
  const portal = await zohoPortal();
  const [first] = ticketWith(portal, 'raw-pictures').threads();
  const found = sources(first?.content);
  for (const form of ['cid:', 'data:', 'https://images.partner', 'https://track.partner']) {
    expect(
      found.some((source) => source.startsWith(form)),
      form,
    ).toBe(true);
  }
});

/** The four addresses that a received picture could have. */
function addresses(portal: TestPortal, ticket: string, source: string): Record<string, string> {
  const [path = '', query = ''] = source.split('?');
  const long = `${portal.urls.desk}${path.replace('/threads/', `/tickets/${ticket}/threads/`)}`;
  return {
    ticket: `${long}?${query}`,
    'ticket-content': `${long}/content?${query}`,
    'ticket-bare': long,
    short: `${portal.urls.desk}${source}`,
  };
}

test.each(['ticket', 'ticket-content', 'ticket-bare', 'short'] as const)(
  'switch inlineImagePath: only the address %s gives a received picture',
  async (inlineImagePath) => {
    const portal = await zohoPortal({ switches: { inlineImagePath } });
    const ticket = ticketWith(portal, 'pictures');
    const [source = ''] = sources(ticket.threads()[0]?.content).filter(isReceived);
    const all = addresses(portal, ticket.id, source);
    for (const [name, url] of Object.entries(all)) {
      const answer = await portal.get(url);
      expect(answer.status, name).toBe(name === inlineImagePath ? 200 : 404);
    }
    const url = all[inlineImagePath] ?? '';
    expect((await portal.get(url)).headers.get('content-type')).toMatch(/^image\/(png|jpeg)$/);
    expect((await portal.get(url, { authorization: undefined })).status).toBe(401);
    expect((await portal.get(url.replace('edbsn', 'edbsn0'))).status).toBe(404);
  },
);

test('a signature logo has the same bytes in every message', async () => {
  const portal = await zohoPortal();
  const seen = new Map<string, Set<string>>();
  for (const ticket of [...portal.zoho.truth().tickets('live')].slice(0, 60)) {
    for (const thread of ticket.threads()) {
      const sender = String((thread.record['author'] as Row | null)?.['id']);
      const logo = sources(thread.content).filter(isReceived).at(-1);
      if (!logo || !thread.content.includes('width="120"')) continue;
      const { bytes } = await portal.get(addresses(portal, ticket.id, logo)['ticket'] ?? '');
      const hashes = seen.get(sender) ?? new Set();
      seen.set(sender, hashes.add(sha256(bytes)));
    }
  }
  expect(seen.size).toBeGreaterThan(1);
  expect([...seen.values()].every((hashes) => hashes.size === 1)).toBe(true);
});

test('one lost picture is 404, another an error in JSON with status 200', async () => {
  const portal = await zohoPortal();
  const ticket = ticketWith(portal, 'lost-pictures');
  const found = sources(ticket.threads()[0]?.content).filter(isReceived);
  const answers = await Promise.all(
    found.map((source) => portal.get(addresses(portal, ticket.id, source)['ticket'] ?? '')),
  );
  expect(answers.map(({ status }) => status)).toContain(404);
  expect(answers.some(({ status, body }) => status === 200 && 'errorCode' in body)).toBe(true);
});

test('switch imageDisplay: anyone, a token, or nobody but a browser', async () => {
  const ask = async (options: ZohoOptions) => {
    const portal = await zohoPortal(options);
    const ticket = ticketWith(portal, 'pictures');
    const [source = ''] = sources(ticket.record['description']).filter(isEditor);
    const nobody = await portal.get(source, { authorization: undefined, orgId: undefined });
    const known = await portal.get(source);
    return [nobody, known].map(({ status, headers }) => [status, headers.get('content-type')]);
  };
  const image = [200, expect.stringMatching(/^image\//)];
  const json = 'application/json;charset=UTF-8';
  const page = [200, 'text/html;charset=UTF-8'];
  expect(await ask({ switches: { imageDisplay: 'public' } })).toEqual([image, image]);
  expect(await ask({ switches: { imageDisplay: 'token' } })).toEqual([[401, json], image]);
  expect(await ask({ switches: { imageDisplay: 'login' } })).toEqual([page, page]);
});

test('under real host names, addresses of the editor come in their four shapes', async () => {
  const { createSandbox } = await import('../src/index.ts');
  const truth = createSandbox().zoho.truth();
  const found = [...truth.tickets('live')].flatMap(({ record }) =>
    sources(record['description']).filter(isEditor),
  );
  const shapes = [
    /^https:\/\/desk\.zoho\.com:443\/support/,
    /blockId=edbsn/,
    /ImageDisplay\?blobId=/,
    /^https:\/\/desk\.zoho\.com\/support.*blockId=(?!edbsn)/,
  ];
  for (const shape of shapes) expect(found.some((source) => shape.test(source))).toBe(true);
});
