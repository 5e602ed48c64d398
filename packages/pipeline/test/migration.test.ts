import { join } from 'node:path';
import { adfToText, htmlToAdf } from '@zdjsm/transform';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqliteStore, type Report } from '../src/index.ts';
import { createWorld, type World } from './support/world.ts';
import { callsSoFar, writesSince } from './support/writes.ts';

/**
 * One whole migration, looked at from all sides: what the source truly holds against what the target
 * truly holds, past both APIs.
 */
describe('a whole migration', () => {
  let world: World;
  let first: Report;
  let second: Report;
  let writesOfSecond: readonly string[];
  let state: ReturnType<World['sandbox']['jira']['inspect']>;

  beforeAll(async () => {
    world = await createWorld({ zoho: { tickets: 60 } });
    const migration = world.open();
    ({ report: first } = await migration.run());
    await migration.close();
    const before = callsSoFar(world);
    const again = world.open();
    ({ report: second } = await again.run());
    await again.close();
    writesOfSecond = writesSince(world, before).map((call) => `${call.method} ${call.path}`);
    state = world.sandbox.jira.inspect();
  }, 300_000);

  afterAll(() => world.stop());

  const issues = () => state.issues;
  const issueOf = (ticketId: string) => {
    const found = issues().filter((issue) => labelsOf(issue).includes(`zoho-${ticketId}`));
    expect(found, `issues of ticket ${ticketId}`).toHaveLength(1);
    const [issue] = found;
    if (!issue) throw new Error('unreachable');
    return issue;
  };
  const ticketsInScope = () =>
    [...world.sandbox.zoho.truth().tickets()].filter(({ state }) =>
      ['live', 'archived'].includes(state),
    );

  test('it is complete by its own report', () => {
    expect(first.failures).toEqual([]);
    expect(first.findings).toEqual([]);
    expect(first.verdict).toBe('complete');
    for (const { kind, source, done, skipped, failed, pending } of first.modules) {
      expect(done + skipped + failed + pending, kind).toBe(source);
    }
  });

  test('M-04, R-03: every ticket, archived ones included, is one issue', () => {
    const tickets = ticketsInScope();
    expect(tickets.length).toBeGreaterThan(50);
    for (const ticket of tickets) issueOf(ticket.id);
    const requests = issues().filter(({ requestType }) => requestType !== undefined);
    expect(requests).toHaveLength(tickets.length);
  });

  test('M-06, M-08: every message is there once, in its order, with its words', () => {
    for (const ticket of ticketsInScope()) {
      const comments = issueOf(ticket.id).comments.filter((comment) =>
        /^(thread|comment):/.test(markerOf(comment) ?? ''),
      );
      const expected = [
        ...ticket.threads().filter(({ record }) => record['isDescriptionThread'] !== true),
        ...ticket.comments(),
      ].sort(byTime);
      const markers = comments.map(markerOf);
      expect(markers, ticket.id).toEqual(
        expected.map(({ id, record }) =>
          'commentedTime' in record ? `comment:${id}` : `thread:${id}`,
        ),
      );
      for (const [i, { id, content, record }] of expected.entries()) {
        const plain = String(record['contentType']).includes('plain');
        const text = plain ? content : adfToText(htmlToAdf(content).doc, { signs: false });
        // Who is mentioned stands there by name.
        for (const words of text.split(/zsu\[@[^\]]*\]zsu/).map(wordsOf)) {
          expect(wordsOf(comments[i]?.text ?? ''), `message ${id}`).toContain(words);
        }
      }
    }
  });

  test('M-07: no customer reads what was private, in any issue', async () => {
    const store = openSqliteStore(join(world.folder, 'migration'));
    let hidden = 0;
    for (const ticket of ticketsInScope()) {
      const key = (await store.crosswalk.get('ticket', ticket.id))?.targetKey ?? '';
      const contact = String(ticket.record['contactId']);
      const reporter = (await store.crosswalk.get('contact', contact))?.targetId ?? '';
      const { comments } = issueOf(ticket.id);
      const seen = world.sandbox.jira.visibleToCustomer(key, reporter).comments;
      for (const message of [...ticket.threads(), ...ticket.comments()]) {
        if (message.isPublic && message.record['status'] !== 'DRAFT') continue;
        const comment = comments.find((item) => markerOf(item)?.endsWith(`:${message.id}`));
        expect(comment?.internal, `message ${message.id} of ${key}`).toBe(true);
        hidden += 1;
      }
      expect(seen.length, key).toBe(comments.filter((comment) => !comment.internal).length);
    }
    await store.close();
    expect(hidden).toBeGreaterThan(20);
  });

  test('M-09: every file has the same bytes', () => {
    for (const ticket of ticketsInScope()) {
      const expected = [
        ...ticket.files(),
        ...[...ticket.threads(), ...ticket.comments()].flatMap((message) => message.files),
      ];
      const there = issueOf(ticket.id).attachments.map((attachment) => attachment.sha256);
      for (const file of expected)
        expect(there, `${ticket.id} ${file.name}`).toContain(file.sha256());
    }
  });

  test('R-04: a second run writes nothing, by its own count and by that of the sandbox', () => {
    expect(second.verdict).toBe('complete');
    expect(second.usage.writes).toBe(0);
    expect(writesOfSecond).toEqual([]);
  });

  test('R-13: no mail stands in the outbox, no credential reached a foreign host', () => {
    const { outbox, leaks, violations } = state;
    expect({ outbox, leaks, violations }).toEqual({ outbox: [], leaks: [], violations: [] });
  });

  test('M-02: contacts of one mailbox are one customer', () => {
    const emails = [...world.sandbox.zoho.truth().contacts()].flatMap((contact) => {
      const email = contact['email'];
      return typeof email === 'string' && email !== '' ? [email.trim().toLowerCase()] : [];
    });
    expect(new Set(emails).size).toBeLessThan(emails.length);
    const customers = world.sandbox.jira
      .inspect()
      .customers.map(({ email }) => email.toLowerCase());
    expect(new Set(customers).size).toBe(customers.length);
    for (const email of emails) expect(customers).toContain(email);
  });

  test('every description names who wrote it and when', () => {
    for (const issue of issues()) {
      expect(adfToText(issue.description as never)).toMatch(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/);
    }
  });
});

interface Labelled {
  readonly fields: Readonly<Record<string, unknown>>;
}

function labelsOf({ fields }: Labelled): string[] {
  return String(fields['Labels'] ?? '').split(' ');
}

/** Letters and digits alone: images are words on one side and pictures on the other. */
function wordsOf(text: string): string {
  return text.replace(/\[image: [^\]]*\]/gu, '').replace(/[^\p{L}\p{N}]/gu, '');
}

function markerOf({
  properties,
}: {
  properties: Readonly<Record<string, unknown>>;
}): string | undefined {
  const property = properties['zdjsm'] as { readonly marker?: string } | undefined;
  return property?.marker;
}

function byTime(a: { record: object }, b: { record: object }): number {
  const at = (record: object): string => {
    const { commentedTime, createdTime } = record as Record<string, unknown>;
    return String(commentedTime ?? createdTime);
  };
  return at(a.record) < at(b.record) ? -1 : at(a.record) > at(b.record) ? 1 : 0;
}
