import { expect, test } from 'vitest';
import type { Trait, TrueFile } from '../src/index.ts';
import { ids, type Row, sha256, ticketWith, zohoPortal } from './zoho-portal.ts';

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

test('an empty description is null', async () => {
  const portal = await zohoPortal();
  const { body } = await portal.get(`/tickets/${ticketWith(portal, 'no-description').id}`);
  expect(body['description']).toBeNull();
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
