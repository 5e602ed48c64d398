import type { JiraState, TrueTicket } from '@zdjsm/sandbox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MigrationConfig } from '../../src/index.ts';
import { type MigratedRows, migrate } from '../support/rows.ts';
import { expectTakenBack } from '../support/taken-back.ts';
import { createWorld, type World } from '../support/world.ts';

/** What the config offers beside its defaults, in a portal that still shows merged tickets. */
describe('the other ways to migrate what hangs on tickets', () => {
  let world: World;
  let rows: MigratedRows;
  let second: MigratedRows;
  let before: JiraState;
  let config: Partial<MigrationConfig>;
  let master: TrueTicket;
  let child: TrueTicket;

  beforeAll(async () => {
    world = await createWorld({ zoho: { tickets: 46, switches: { mergedTickets: 'kept' } } });
    before = world.sandbox.jira.inspect();
    const { zoho } = world.sandbox;
    const plain = [...zoho.truth().tickets('live')].filter(({ traits }) => traits.length === 0);
    const [one, other] = plain;
    if (!one || !other) throw new Error('no two plain tickets');
    zoho.act('merge-tickets', { masterId: one.id, childIds: [other.id] });
    [master, child] = [one, other];
    zoho.act('comment', { ticketId: one.id, html: `<p>${'long '.repeat(14_000)}end</p>` });
    const over = {
      scope: { without: ['attachment' as const] },
      tickets: {
        merged: 'duplicate' as const,
        followers: 'watchers' as const,
        cc: 'of-mails' as const,
        tasks: 'linked' as const,
        calls: 'linked' as const,
        history: 'comment' as const,
        resolution: 'public' as const,
        components: ['category' as const],
        references: 'keep' as const,
      },
    };
    rows = await migrate(world, over);
    second = await migrate(world, over);
    config = over;
  }, 300_000);
  afterAll(() => world.stop());

  const labelOf = (ticketId: string): string => {
    const { project, summary } = rows.requestOf(ticketId);
    return `${project}: ${summary}`;
  };

  test('R-04: a second run writes nothing, and nothing is missing', () => {
    expect(rows.report.failures).toEqual([]);
    expect(rows.report.findings).toEqual([]);
    expect(second.report.usage.writes).toBe(0);
  });

  test('M-07: a text that is too long for Jira goes on in the next comments, and stays internal', () => {
    const long = rows
      .requestOf(master.id)
      .comments.filter(({ text }) => text.includes('long long'));
    expect(long.length).toBeGreaterThan(2);
    expect(long.every(({ internal }) => internal)).toBe(true);
    const words = long.map(({ text }) => text).join(' ');
    expect(words.match(/\blong\b/g)).toHaveLength(14_000);
    expect(long.at(-1)?.text).toContain('end');
    const split = rows.report.changes.filter(({ reason }) => reason === 'split');
    expect(split.map(({ id }) => id)).toContain(master.id);
  });

  test('M-19: a merged ticket is a request of its own that duplicates the other one', () => {
    expect(rows.requestOf(child.id).links).toContain(`Duplicate → ${labelOf(master.id)}`);
    expect(rows.requestOf(master.id).links).toContain(`Duplicate ← ${labelOf(child.id)}`);
  });

  test('M-12: a task is an issue beside the request, linked with it', () => {
    for (const ticket of rows.ticketsWith('tasks')) {
      for (const task of ticket.tasks()) {
        const issue = rows.childOf('task', String(task['id']));
        expect(issue).toMatchObject({ type: 'Task' });
        expect(issue.requestType).toBeUndefined();
        expect(issue.links).toEqual([`Relates → ${labelOf(ticket.id)}`]);
      }
    }
  });

  test('M-17: a call is an issue beside the request, due when it took place', () => {
    for (const ticket of rows.ticketsWith('calls')) {
      for (const call of ticket.calls()) {
        const issue = rows.childOf('call', String(call['id']));
        expect(issue.summary).toBe(call['subject']);
        expect(issue.fields['Due date']).toBe(String(call['startTime']).slice(0, 10));
        expect(issue.links).toEqual([`Relates → ${labelOf(ticket.id)}`]);
      }
    }
  });

  test('M-20: followers are watchers, which nobody can do without a mail to each', () => {
    for (const { id } of rows.ticketsWith('followers')) {
      expect(rows.requestOf(id).watchers).toContain('kai.lindqvist@zylker.example');
    }
    const { outbox } = world.sandbox.jira.inspect();
    expect(new Set(outbox.map(({ event }) => event))).toEqual(new Set(['watcher-added']));
    expect(outbox.every(({ customer }) => !customer)).toBe(true);
  });

  test('M-22: the history is an internal comment', () => {
    for (const ticket of rows.tickets()) {
      const comment = rows.commentOf(ticket.id, 'history:history');
      expect(comment.internal).toBe(true);
      for (const { eventName } of ticket.history()) expect(comment.text).toContain(eventName);
    }
  });

  test('F-15: the resolution is a comment that customers see, when the config says so', () => {
    for (const ticket of rows.ticketsWith('resolution')) {
      const comment = rows.commentOf(ticket.id, 'resolution:resolution');
      expect(comment.internal).toBe(false);
      expect(comment.text).toContain('Replaced the power supply');
    }
  });

  test('F-08: the category is a component, when the config says so', () => {
    for (const { id, record } of rows.tickets()) {
      const components = rows.requestOf(id).fields['Components'];
      expect(String(components ?? '').toLowerCase()).toBe(
        String(record['category'] ?? '').toLowerCase(),
      );
    }
  });

  test('M-05: references stay as they are, when the config says so', () => {
    for (const { id } of rows.ticketsWith('cross-links')) {
      expect(JSON.stringify(rows.requestOf(id).description)).toContain('/tickets/details/');
    }
  });

  // The last one: it leaves the world as it was found.
  test('R-10: all of it can be taken back', async () => {
    await expectTakenBack(world, before, config);
  }, 120_000);
});
