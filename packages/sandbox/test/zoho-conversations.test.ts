import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Trait, TrueFile, TrueTicket, ZohoOptions } from '../src/index.ts';
import { ids, type Row, type TestPortal, zohoPortal } from './zoho-portal.ts';

/** A live ticket with the trait. */
function ticketWith({ zoho }: TestPortal, trait: Trait): TrueTicket {
  const found = [...zoho.truth().tickets('live')].find((one) => one.traits.includes(trait));
  if (!found) throw new Error(`no live ticket with ${trait}`);
  return found;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Sources of the pictures in a text, as a browser would read them. */
function sources(html: unknown): readonly string[] {
  return [...String(html).matchAll(/<img\b[^>]*?\bsrc="([^"]*)"/gi)].map((match) =>
    (match[1] ?? '').replaceAll('&amp;', '&'),
  );
}

const isReceived = (source: string): boolean => source.startsWith('/api/v1/threads/');
const isEditor = (source: string): boolean => source.includes('/support/ImageDisplay?');

test('threads come newest first and without their content', async () => {
  const portal = await zohoPortal();
  const ticket = ticketWith(portal, 'deep');
  const { rows } = await portal.get(`/tickets/${ticket.id}/threads?limit=200`);
  expect(rows.length).toBeGreaterThanOrEqual(60);
  const times = rows.map((row) => row['createdTime']);
  expect(times).toEqual(times.toSorted().toReversed());
  expect(rows.every((row) => !('content' in row) && String(row['summary']).length <= 100)).toBe(
    true,
  );
  const upwards = await portal.get(`/tickets/${ticket.id}/threads?limit=200&sortBy=sendDateTime`);
  expect(ids(upwards.rows)).toEqual(ids(rows).toReversed());
  expect(ids(upwards.rows)).toEqual(ticket.threads().map(({ id }) => id));
  expect(upwards.rows[0]).toMatchObject({ isDescriptionThread: true });
});

test('a thread that is too long is cut; the rest is at fullContent', async () => {
  const portal = await zohoPortal({ switches: { truncateContentAt: 500 } });
  const ticket = ticketWith(portal, 'long-body');
  for (const thread of ticket.threads()) {
    const path = `/tickets/${ticket.id}/threads/${thread.id}`;
    const { body } = await portal.get(path);
    const isCut = thread.content.length > 500;
    expect(body).toMatchObject({
      isContentTruncated: isCut,
      content: thread.content.slice(0, 500),
      fullContentURL: isCut ? `${portal.urls.desk}/api/v1${path}/fullContent` : null,
    });
    const full = (await portal.get(`${path}/fullContent`)).body;
    expect(full).toMatchObject({ isContentTruncated: false, content: thread.content });
  }
});

test('drafts, failed and pending mails, private forwards, threads of nobody', async () => {
  const portal = await zohoPortal();
  const rows = async (trait: Trait): Promise<readonly Row[]> =>
    (await portal.get(`/tickets/${ticketWith(portal, trait).id}/threads?limit=200`)).rows;
  expect(await rows('draft')).toContainEqual(
    expect.objectContaining({ status: 'DRAFT', attachmentCount: '-1' }),
  );
  expect((await rows('failed')).map((row) => row['status'])).toEqual(
    expect.arrayContaining(['FAILED', 'PENDING']),
  );
  expect(await rows('private-forward')).toContainEqual(
    expect.objectContaining({ isForward: true, visibility: 'private', direction: 'out' }),
  );
  expect((await rows('no-author')).some((row) => row['author'] === null)).toBe(true);
  expect(await rows('plain-text')).toContainEqual(
    expect.objectContaining({ contentType: 'text/plain' }),
  );
  const addressed = await rows('recipients');
  expect(addressed).toContainEqual(
    expect.objectContaining({ cc: expect.stringMatching(/"Tywin, Jade" <.*>;.*,/) }),
  );
});

test('counts of a ticket leave drafts out', async () => {
  const portal = await zohoPortal();
  const ticket = ticketWith(portal, 'draft');
  const threads = ticket.threads();
  expect(ticket.record['threadCount']).toBe(String(threads.length - 1));
});

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

test('an empty description is null', async () => {
  const portal = await zohoPortal();
  const { body } = await portal.get(`/tickets/${ticketWith(portal, 'no-description').id}`);
  expect(body['description']).toBeNull();
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

test('files are what the truth says: bytes, size and name, in their three places', async () => {
  const portal = await zohoPortal();
  const tickets = [...portal.zoho.truth().tickets('live')];
  const traits: readonly Trait[] = ['odd-files', 'empty-file', 'ticket-files', 'mentions'];
  let checked = 0;
  const check = async (href: string, file: TrueFile): Promise<void> => {
    const answer = await portal.get(href);
    expect(answer.bytes.length).toBe(file.size);
    expect(sha256(answer.bytes)).toBe(file.sha256());
    const disposition = answer.headers.get('content-disposition') ?? '';
    expect(decodeURIComponent(disposition.split("''")[1] ?? '')).toBe(file.name);
    checked += 1;
  };
  for (const ticket of tickets.filter((one) => traits.some((t) => one.traits.includes(t)))) {
    for (const message of [...ticket.threads(), ...ticket.comments()]) {
      const listed = message.record['attachments'] as readonly Row[];
      expect(ids(listed)).toEqual(message.files.map(({ id }) => id));
      for (const [n, file] of message.files.entries()) {
        expect(listed[n]).toMatchObject({ size: String(file.size), name: file.name });
        await check(String(listed[n]?.['href']), file);
      }
    }
    const { rows } = await portal.get(
      `/tickets/${ticket.id}/attachments?include=creator&limit=100`,
    );
    expect(ids(rows)).toEqual(ticket.files().map(({ id }) => id));
    for (const [n, file] of ticket.files().entries()) await check(String(rows[n]?.['href']), file);
  }
  expect(checked).toBeGreaterThan(20);
});

test('no two files have the same bytes, unless they are empty', async () => {
  const portal = await zohoPortal();
  const hashes = [...portal.zoho.truth().tickets('live')]
    .flatMap((ticket) => [
      ...ticket.files(),
      ...[...ticket.threads(), ...ticket.comments()].flatMap((message) => message.files),
    ])
    .filter((file) => file.size > 0 && file.size < 1_000_000)
    .map((file) => file.sha256());
  expect(new Set(hashes).size).toBe(hashes.length);
});

test('a file of more than 5 MB', async () => {
  const portal = await zohoPortal();
  const [first] = ticketWith(portal, 'large-file').threads();
  const [file] = (first?.record['attachments'] ?? []) as readonly Row[];
  const { bytes } = await portal.get(String(file?.['href']));
  expect(bytes.length).toBeGreaterThan(5_000_000);
  expect(String(bytes.length)).toBe(file?.['size']);
});

test('switch threadAttachmentsInTicket: the ticket lists them again, or does not', async () => {
  const listed = async (threadAttachmentsInTicket: boolean): Promise<readonly string[]> => {
    const portal = await zohoPortal({ switches: { threadAttachmentsInTicket } });
    const { id } = ticketWith(portal, 'odd-files');
    return ids((await portal.get(`/tickets/${id}/attachments?limit=100`)).rows);
  };
  const own = await listed(false);
  expect((await listed(true)).length).toBeGreaterThanOrEqual(own.length + 5);
});

test('comments: oldest first, private ones, edited ones, mentions', async () => {
  const portal = await zohoPortal();
  const ticket = ticketWith(portal, 'mentions');
  const { rows } = await portal.get(`/tickets/${ticket.id}/comments?include=mentions`);
  const times = rows.map((row) => row['commentedTime']);
  expect(times).toEqual(times.toSorted());
  const mentions = rows.flatMap((row) => row['mention'] as readonly Row[]);
  expect(mentions).toContainEqual(expect.objectContaining({ type: 'AGENT' }));
  expect(mentions).toContainEqual(expect.objectContaining({ type: 'TEAM' }));
  const agent = mentions.find((mention) => mention['type'] === 'AGENT');
  const resolved = await portal.get(`/agents/zuid/${agent?.['zuid']}`);
  expect(resolved.body['id']).toBe(agent?.['id']);

  const edited = ticketWith(portal, 'edited-comment');
  const [first] = (await portal.get(`/tickets/${edited.id}/comments`)).rows;
  expect(first?.['modifiedTime']).not.toBeNull();
  const all = [...portal.zoho.truth().tickets('live')].flatMap((one) => one.comments());
  const publicShare = all.filter((comment) => comment.isPublic).length / all.length;
  expect(publicShare).toBeGreaterThan(0);
  expect(publicShare).toBeLessThan(0.5);
});

test('conversations hold threads and comments, told apart by type', async () => {
  const portal = await zohoPortal();
  const ticket = ticketWith(portal, 'mentions');
  const { rows } = await portal.get(`/tickets/${ticket.id}/conversations?limit=200`);
  const kinds = Map.groupBy(rows, (row) => row['type']);
  expect(ids(kinds.get('thread') ?? []).toSorted()).toEqual(
    ticket
      .threads()
      .map(({ id }) => id)
      .toSorted(),
  );
  expect(ids(kinds.get('comment') ?? []).toSorted()).toEqual(
    ticket
      .comments()
      .map(({ id }) => id)
      .toSorted(),
  );
});

test('the original mail has a Message-Id and the whole body', async () => {
  const portal = await zohoPortal();
  const mail = [...portal.zoho.truth().tickets('live')]
    .flatMap((ticket) => ticket.threads().map((thread) => ({ ticket, thread })))
    .find(({ thread }) => thread.record['channel'] === 'EMAIL');
  const path = `/tickets/${mail?.ticket.id}/threads/${mail?.thread.id}/originalContent`;
  const { body } = await portal.get(path);
  expect(body['messageId']).toMatch(/^<.+@.+>$/);
  expect(body['date']).toMatch(/[+-]\d{4}$/);
  const [, encoded = ''] = String(body['content']).split('\r\n\r\n');
  expect(Buffer.from(encoded, 'base64').toString('utf8')).toBe(mail?.thread.content);
});
