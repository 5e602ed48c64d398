import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cases } from '@zdjsm/testing/cases';
import fc from 'fast-check';
import { setupServer } from 'msw/node';
import { expect, onTestFinished, test } from 'vitest';
import { createSandbox } from '../src/index.ts';
import { testClock } from './test-clock.ts';
import { ids, type Row, type TestPortal, zohoPortal } from './zoho-portal.ts';

async function read(portal: TestPortal, id: string): Promise<Row> {
  return (await portal.get(`/tickets/${id}`)).body;
}

function liveId({ zoho }: TestPortal, nth = 0): string {
  const ticket = [...zoho.truth().tickets('live')].filter((one) => one.traits.length === 0)[nth];
  if (!ticket) throw new Error('no plain ticket');
  return ticket.id;
}

test('a new ticket, its first thread and its tags', async () => {
  const portal = await zohoPortal();
  const { ticketId, ticketNumber } = portal.zoho.act('create-ticket', {
    subject: 'Printer burns',
    html: '<p>Help!</p>',
    tags: ['fire', 'refund'],
    priority: 'High',
    cf: { cf_region: 'North' },
  });
  expect(await read(portal, ticketId)).toMatchObject({
    ticketNumber,
    subject: 'Printer burns',
    description: '<p>Help!</p>',
    priority: 'High',
    threadCount: '1',
    tagCount: '2',
    cf: { cf_region: 'North' },
  });
  const [thread] = (await portal.get(`/tickets/${ticketId}/threads`)).rows;
  expect(thread).toMatchObject({ isDescriptionThread: true, direction: 'in' });
  expect(ids((await portal.get('/tickets?limit=1')).rows)).toEqual([ticketId]);
});

test('switch replyBumpsModified: talk moves the modified time, or does not', async () => {
  const moved = async (replyBumpsModified: boolean, act: 'reply' | 'comment') => {
    const portal = await zohoPortal({ switches: { replyBumpsModified } });
    const id = liveId(portal);
    const before = (await read(portal, id))['modifiedTime'];
    portal.zoho.act(act, { ticketId: id });
    const after = await read(portal, id);
    return [after['modifiedTime'] !== before, portal.zoho.truth().ticket(id)?.threads().length];
  };
  expect((await moved(true, 'reply'))[0]).toBe(true);
  expect((await moved(true, 'comment'))[0]).toBe(true);
  expect((await moved(false, 'reply'))[0]).toBe(false);
  expect((await moved(false, 'comment'))[0]).toBe(false);
});

test('a reply with files, a comment, and its end', async () => {
  const portal = await zohoPortal();
  const ticketId = liveId(portal);
  const { threadId } = portal.zoho.act('reply', { ticketId, direction: 'out', attachments: 2 });
  const thread = (await portal.get(`/tickets/${ticketId}/threads/${threadId}`)).body;
  expect(thread).toMatchObject({ direction: 'out', attachmentCount: '2' });
  const [file] = thread['attachments'] as readonly Row[];
  expect((await portal.get(String(file?.['href']))).status).toBe(200);

  const { commentId } = portal.zoho.act('comment', { ticketId, html: '<b>x</b>', isPublic: true });
  const path = `/tickets/${ticketId}/comments/${commentId}`;
  expect((await portal.get(path)).body).toMatchObject({ isPublic: true, modifiedTime: null });
  portal.zoho.act('edit-comment', { commentId, html: '<i>y</i>' });
  expect((await portal.get(path)).body).toMatchObject({ content: '<i>y</i>' });
  expect((await portal.get(path)).body['modifiedTime']).not.toBeNull();
  const count = Number((await read(portal, ticketId))['commentCount']);
  portal.zoho.act('delete-comment', { commentId });
  expect((await portal.get(path)).status).toBe(404);
  expect((await read(portal, ticketId))['commentCount']).toBe(String(count - 1));
});

test('close, move, trash, restore, purge', async () => {
  const portal = await zohoPortal();
  const { zoho } = portal;
  const ticketId = liveId(portal);
  portal.advance(1_000);
  zoho.act('close-ticket', { ticketId });
  const closed = await read(portal, ticketId);
  expect(closed).toMatchObject({ status: 'Closed', closedTime: '2026-03-02T09:00:01.000Z' });
  const departments = ids((await portal.get('/departments')).rows);
  const departmentId = departments.find((id) => id !== closed['departmentId']) ?? '';
  zoho.act('move-ticket', { ticketId, departmentId });
  expect(await read(portal, ticketId)).toMatchObject({ departmentId });
  zoho.act('delete-ticket', { ticketId });
  expect(await read(portal, ticketId)).toMatchObject({ isTrashed: true });
  expect(ids(await portal.all('/tickets'))).not.toContain(ticketId);
  zoho.act('restore-ticket', { ticketId });
  expect(ids(await portal.all('/tickets'))).toContain(ticketId);
  zoho.act('purge-ticket', { ticketId });
  expect((await portal.get(`/tickets/${ticketId}`)).status).toBe(404);
});

test('a merge takes the messages along and leaves a trace', async () => {
  const portal = await zohoPortal();
  const [masterId, childId] = [liveId(portal, 0), liveId(portal, 1)];
  const truth = portal.zoho.truth();
  const before = truth.ticket(masterId)?.threads().length ?? 0;
  const moved = truth.ticket(childId)?.threads().length ?? 0;
  portal.zoho.act('merge-tickets', { masterId, childIds: [childId] });
  expect(truth.ticket(masterId)?.threads()).toHaveLength(before + moved);
  expect((await portal.get(`/tickets/${childId}`)).status).toBe(404);
  const { rows } = await portal.get(`/tickets/${masterId}/History`);
  expect(rows[0]).toMatchObject({ eventName: 'TicketMergedMaster' });
});

test('customers come and change', async () => {
  const portal = await zohoPortal();
  const { accountId } = portal.zoho.act('create-account', { accountName: 'Late Ltd.' });
  const { contactId } = portal.zoho.act('create-contact', {
    lastName: 'Late',
    email: 'late@mail.example',
    accountIds: [accountId],
  });
  expect(ids((await portal.get(`/contacts/${contactId}/accounts`)).rows)).toEqual([accountId]);
  portal.zoho.act('edit-contact', { contactId, email: 'later@mail.example' });
  expect((await portal.get(`/contacts/${contactId}`)).body).toMatchObject({
    email: 'later@mail.example',
  });
  expect(ids(await portal.all('/contacts'))).toContain(contactId);
});

test('an act that is unknown, or told too little, says so', async () => {
  const { zoho } = await zohoPortal();
  expect(() => zoho.act('dance')).toThrow(/no act 'dance'; there are .*create-ticket/);
  expect(() => zoho.act('reply', JSON.parse('{}'))).toThrow(/ticketId/);
  expect(() => zoho.act('close-ticket', { ticketId: '1' })).toThrow(/'1' is no id of a ticket/);
});

test('however people work, lists, counts and details say the same as the truth', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 1e6 }), async (seed) => {
      const portal = await zohoPortal({ tickets: 60, credits: 1e6 }, { seed });
      portal.zoho.act('random-step', { steps: 60 });
      const truth = portal.zoho.truth();
      const live = [...truth.tickets('live')];
      const rows = await portal.all('/tickets?sortBy=modifiedTime');
      expect(ids(rows).toSorted()).toEqual(live.map(({ id }) => id).toSorted());
      const modified = rows.map((row) =>
        String(truth.ticket(String(row['id']))?.record['modifiedTime']),
      );
      expect(modified).toEqual(modified.toSorted());
      expect((await portal.get('/ticketsCount')).body['count']).toBe(live.length);
      for (const row of rows) {
        const ticket = truth.ticket(String(row['id']));
        const threads = ticket?.threads().filter(({ record }) => record['status'] !== 'DRAFT');
        expect(row['threadCount']).toBe(String(threads?.length));
        expect(row['commentCount']).toBe(String(ticket?.comments().length));
      }
    }),
    cases(6),
  );
});

test('the same seed, the same working day', async () => {
  const day = async (): Promise<unknown> => {
    const { zoho } = createSandbox({ clock: testClock(), seed: 5 });
    return [zoho.act('random-step', { steps: 100 }), zoho.inspect()];
  };
  expect(await day()).toEqual(await day());
});

test('with a folder, a portal that is started again comes back as it was', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zdjsm-zoho-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const first = await zohoPortal({}, { folder });
  first.zoho.act('random-step', { steps: 80 });
  const { ticketId } = first.zoho.act('create-ticket', { subject: 'Kept', tags: ['new tag'] });
  await first.get('/tickets');
  const before = first.zoho.inspect();
  const row = await read(first, ticketId);
  await first.sandbox.stop();

  const second = createSandbox({ folder, clock: testClock() });
  expect({ ...(second.zoho.inspect() as object), credits: 0 }).toEqual({
    ...(before as object),
    credits: 0,
  });
  expect(second.zoho.truth().ticket(ticketId)?.record['subject']).toBe(row['subject']);
  await second.stop();
});

test('behind MSW the portal has Zoho’s own host names', async () => {
  const sandbox = createSandbox({ clock: testClock() });
  const server = setupServer(...sandbox.handlers());
  server.listen({ onUnhandledFrame: 'error' });
  onTestFinished(() => server.close());
  const { orgId, clientId, clientSecret, refreshToken } = sandbox.zoho.credentials;
  const form = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: clientId,
    client_secret: clientSecret,
    refresh_token: refreshToken,
  });
  const url = 'https://accounts.zoho.com/oauth/v2/token';
  const login = await fetch(url, { method: 'POST', body: form });
  const { access_token: token } = (await login.json()) as { access_token: string };
  const answer = await fetch('https://desk.zoho.com/api/v1/tickets?limit=1', {
    headers: { authorization: `Zoho-oauthtoken ${token}`, orgId },
  });
  const { data } = (await answer.json()) as { data: readonly Row[] };
  expect(String(data[0]?.['webUrl'])).toMatch(/^https:\/\/desk\.zoho\.com\//);
  const wrongHost = url.replace('accounts.', 'desk.');
  expect((await fetch(wrongHost, { method: 'POST', body: form })).status).toBe(404);
  const wrongWay = 'https://accounts.zoho.com/api/v1/tickets';
  expect((await fetch(wrongWay, { headers: { orgId } })).status).toBe(404);
});
