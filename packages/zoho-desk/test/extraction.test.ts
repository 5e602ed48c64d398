import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { TicketState } from '@zdjsm/sandbox';
import { cases } from '@zdjsm/testing/cases';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countOf, type RawRecord, type TicketRow, type WholeTicket } from '../src/index.ts';
import { portal, unreliable } from './support/portal.ts';
import { idsOf } from './support/scan-portal.ts';

const LISTED: readonly TicketState[] = ['live', 'archived'];

/** What is unsure about Zoho, in every combination. */
const switches = fc.record({
  creditTierBy: fc.constantFrom('from' as const, 'end' as const),
  emptyList: fc.constantFrom('declared' as const, 'no-content' as const, 'empty-data' as const),
  archivedInTickets: fc.boolean(),
  spamInTickets: fc.boolean(),
  searchFromMax: fc.constantFrom(999, 4_999),
  searchLag: fc.constantFrom(0, 2_000, 600_000),
  replyBumpsModified: fc.boolean(),
  fromBase: fc.constantFrom(
    {},
    { 'tickets.list': 1 as const, 'contacts.list': 1 as const, 'tickets.archived': 1 as const },
    { 'accounts.list': 0 as const, 'departments.list': 1 as const },
  ),
});

test('over random portals, people at work and faults, each ticket comes exactly once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.integer({ min: 1, max: 700 }),
      switches,
      fc.constantFrom(0, 0.05, 0.2),
      fc.constantFrom(0, 0.3, 2),
      async (seed, tickets, unsure, faultRate, steps) => {
        const fault = unreliable(seed, faultRate);
        const desk = portal({
          seed,
          tickets,
          switches: unsure,
          before(call, cloud) {
            const due = Math.floor(call * steps) - Math.floor((call - 1) * steps);
            if (due > 0) cloud.act('random-step', { steps: due });
            return fault(call, cloud);
          },
        });
        const truth = desk.cloud.truth();
        const listed = () =>
          new Set(LISTED.flatMap((state) => [...truth.tickets(state)].map(({ id }) => id)));
        const atFirst = listed();
        const ids = await idsOf(desk.client().tickets.scan());
        const atLast = listed();
        expect(new Set(ids).size).toBe(ids.length);
        const got = new Set(ids);
        for (const id of atFirst) if (atLast.has(id)) expect(got).toContain(id);
      },
    ),
    cases(25),
  );
}, 120_000);

test('contacts and accounts come exactly once, listed and scanned', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.integer({ min: 0, max: 1_500 }),
      switches,
      async (seed, tickets, unsure) => {
        const desk = portal({ seed, tickets, switches: unsure, before: unreliable(seed, 0.05) });
        const zoho = desk.client();
        const truth = desk.cloud.truth();
        const contacts = [...truth.contacts()].map(({ id }) => id).toSorted();
        const accounts = [...truth.accounts()].map(({ id }) => id).toSorted();
        expect((await idsOf(zoho.contacts.list())).toSorted()).toEqual(contacts);
        expect((await idsOf(zoho.contacts.scan())).toSorted()).toEqual(contacts);
        expect((await idsOf(zoho.accounts.list())).toSorted()).toEqual(accounts);
        expect((await idsOf(zoho.accounts.scan())).toSorted()).toEqual(accounts);
      },
    ),
    cases(10),
  );
}, 60_000);

test('tasks, calls, events and custom records come exactly once, listed and scanned, and are counted', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.integer({ min: 0, max: 1_500 }),
      async (seed, tickets) => {
        const desk = portal({ seed, tickets, before: unreliable(seed, 0.05) });
        const zoho = desk.client();
        for (const module of [zoho.tasks, zoho.calls, zoho.events]) {
          const listed = (await idsOf(module.list())).toSorted();
          const scanned = await idsOf(module.scan());
          expect(listed.length).toBeGreaterThan(2);
          expect(scanned.toSorted()).toEqual(listed);
          expect(await module.count()).toBe(listed.length);
        }
        const listed = (await idsOf(zoho.customModules.list('cm_devices'))).toSorted();
        expect(listed).toHaveLength(60);
        expect((await idsOf(zoho.customModules.scan('cm_devices'))).toSorted()).toEqual(listed);
        expect(await zoho.customModules.count('cm_devices')).toBe(60);
      },
    ),
    cases(4),
  );
}, 60_000);

test('scanned records are whole: reading one by its id adds nothing that a migration needs', async () => {
  const zoho = portal({ tickets: 150 }).client();
  const stateKeys = new Set([
    ...[
      'activityTime',
      'associatedSLAIds',
      'callId',
      'customerHappiness',
      'isAnonymous',
      'isDeleted',
    ],
    ...['isFollowing', 'isSpam', 'isTrashed', 'zohoCRMAccount'],
  ]);
  const modules: readonly [AsyncIterable<RawRecord>, (id: string) => Promise<RawRecord>][] = [
    [zoho.contacts.scan(), zoho.contacts.get],
    [zoho.accounts.scan(), zoho.accounts.get],
    [zoho.tasks.scan(), zoho.tasks.get],
    [zoho.calls.scan(), zoho.calls.get],
    [zoho.events.scan(), zoho.events.get],
    [zoho.customModules.scan('cm_devices'), (id) => zoho.customModules.get('cm_devices', id)],
  ];
  for (const [scan, get] of modules) {
    for await (const record of scan) {
      const read = Object.entries(await get(String(record['id'])));
      expect(record).toMatchObject(Object.fromEntries(read.filter(([key]) => !stateKeys.has(key))));
    }
  }
});

test('who belongs to which account is the same from both sides', async () => {
  const desk = portal({ tickets: 240 });
  const zoho = desk.client();
  const fromContacts = new Set<string>();
  const fromAccounts = new Set<string>();
  for await (const { id } of zoho.contacts.scan()) {
    for await (const account of zoho.contacts.accounts(id)) fromContacts.add(`${id} ${account.id}`);
  }
  for await (const { id } of zoho.accounts.scan()) {
    for await (const contact of zoho.accounts.contacts(id)) fromAccounts.add(`${contact.id} ${id}`);
  }
  expect(fromAccounts).toEqual(fromContacts);
});

describe.each([
  ['cheapest', {}],
  [
    'trusting nothing',
    { trustCounts: false, latestThread: false, threadBody: 'when-cut' as const },
  ],
])('whole tickets, %s', (_, behaviour) => {
  test('have every thread with its whole body, every comment and every attachment', async () => {
    const desk = portal({ tickets: 260, switches: { truncateContentAt: 2_000 } });
    const zoho = desk.client({ behaviour });
    const truth = desk.cloud.truth();
    const whole = new Map<string, WholeTicket>();
    for await (const result of zoho.wholeTickets.each(zoho.tickets.scan())) {
      if (result.error) throw result.error;
      whole.set(result.id, result.whole);
    }
    for (const ticket of LISTED.flatMap((state) => [...truth.tickets(state)])) {
      const read = whole.get(ticket.id);
      if (!read) return expect.fail(`ticket ${ticket.id} is missing`);
      const sent = read.threads.filter(({ status }) => status !== 'DRAFT');
      const drafts = new Set(
        ticket.threads().flatMap(({ id, record }) => (record['status'] === 'DRAFT' ? [id] : [])),
      );
      expect(sent.map(({ id, content }) => [id, content])).toEqual(
        ticket
          .threads()
          .filter(({ id }) => !drafts.has(id))
          .map(({ id, content }) => [id, content]),
      );
      expect(read.comments.map(({ id, isPublic }) => [id, isPublic])).toEqual(
        ticket.comments().map(({ id, isPublic }) => [id, isPublic]),
      );
      expect(read.attachments.map(({ id }) => id).toSorted()).toEqual(
        ticket
          .files()
          .map(({ id }) => id)
          .toSorted(),
      );
      expect(read.ticket).toMatchObject({ id: ticket.id, ticketNumber: ticket.ticketNumber });
    }
  }, 60_000);
});

test('optional parts come where they are asked for, and cost nothing where the counts say that they are empty', async () => {
  const desk = portal({ tickets: 200 });
  const zoho = desk.client();
  const truth = desk.cloud.truth();
  const parts = ['tags', 'timeEntries', 'followers', 'history', 'metrics', 'activities'] as const;
  for (const row of await zoho.tickets.scan().toArray({ limit: 60 })) {
    desk.calls.length = 0;
    const read = await zoho.wholeTickets.get(row.id, { parts });
    const ticket = truth.ticket(row.id);
    expect(read.tags?.map(({ name }) => name).toSorted()).toEqual(
      [...(ticket?.tags() ?? [])].toSorted(),
    );
    expect(read.timeEntries).toHaveLength(ticket?.timeEntries().length ?? -1);
    expect(read.history).toHaveLength(ticket?.history().length ?? -1);
    expect(read.metrics).toBeDefined();
    const asked = (path: string) => desk.calls.some((call) => call.includes(path));
    expect(asked('/tags')).toBe(countOf(read.ticket.tagCount) !== 0);
    expect(asked('/timeEntry')).toBe(countOf(read.ticket.timeEntryCount) !== 0);
    expect(asked('/attachments')).toBe(countOf(read.ticket.attachmentCount) !== 0);
  }
});

test('a ticket that is deleted between list and detail comes with its error, and stops no other', async () => {
  const desk = portal({ tickets: 120 });
  const zoho = desk.client();
  const rows = await zoho.tickets.scan().toArray({ limit: 500 });
  const victim = rows[7];
  if (!victim) return expect.fail('there are tickets');
  desk.cloud.act('purge-ticket', { ticketId: victim.id });
  const results = await Array.fromAsync(zoho.wholeTickets.each(rows));
  expect(results.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
  expect(results.filter(({ error }) => error)).toMatchObject([
    { id: victim.id, error: { code: 'NOT_FOUND' } },
  ]);
});

test('what has changed since a moment comes by the time of its change, once', async () => {
  const desk = portal({ tickets: 300 });
  const zoho = desk.client({ behaviour: { searchLagMs: 0 } });
  const since = new Date(desk.clock.now()).toISOString();
  const rows = await zoho.tickets.scan().toArray({ limit: 120 });
  const changed = rows.filter((_, n) => n % 11 === 0).map(({ id }) => id);
  for (const ticketId of changed) desk.cloud.act('edit-ticket', { ticketId, priority: 'High' });
  await desk.clock.sleep(60_000);
  expect((await idsOf(zoho.tickets.scan({ modifiedFrom: since }))).toSorted()).toEqual(
    changed.toSorted(),
  );
});

test.each(['ticket', 'ticket-content', 'ticket-bare', 'short'] as const)(
  'attachments and inline images arrive as they are (images at: %s)',
  async (inlineImagePath) => {
    const desk = portal({ tickets: 150, switches: { inlineImagePath } });
    const zoho = desk.client();
    let files = 0;
    let images = 0;
    for (const ticket of desk.cloud.truth().tickets('live')) {
      for (const thread of ticket.threads()) {
        for (const file of thread.files.filter(({ size }) => size < 200_000)) {
          const place = { ticketId: ticket.id, threadId: thread.id, attachmentId: file.id };
          const download = await zoho.downloads.open(place);
          const bytes = await buffer(download.body);
          expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256());
          expect(await download.done).toEqual({ sha256: file.sha256(), size: file.size });
          files += 1;
        }
        for (const [, src = ''] of thread.content.matchAll(/<img[^>]+src="(\/api[^"]+)"/g)) {
          const image = { image: src, ticketId: ticket.id, threadId: thread.id };
          const download = await zoho.downloads
            .open(image)
            .catch((error: { code?: string }) => error.code);
          // Some pictures are gone at Zoho's, and are said to be.
          if (typeof download === 'string') expect(download).toMatch(/NOT_FOUND|NOT_A_FILE/);
          else if (download && 'contentType' in download) {
            expect(download.contentType).toMatch(/^image\//);
            expect((await buffer(download.body)).length).toBeGreaterThan(0);
            images += 1;
          }
        }
      }
    }
    expect(files).toBeGreaterThan(10);
    expect(images).toBeGreaterThan(10);
  },
  60_000,
);

test('three days of credits pass while a portal is read, and every ticket arrives', async () => {
  const desk = portal({ tickets: 400, credits: 1_500 });
  const zoho = desk.client({ plan: undefined });
  const began = desk.clock.now();
  const rows: TicketRow[] = [];
  for await (const { id, error } of zoho.wholeTickets.each(zoho.tickets.scan())) {
    expect(error).toBeUndefined();
    rows.push({ id } as TicketRow);
  }
  expect(rows.length).toBeGreaterThan(350);
  const days = (desk.clock.now() - began) / 86_400_000;
  expect(days).toBeGreaterThan(1);
  expect(days).toBeLessThan(4);
});
