import { join } from 'node:path';
import type { JiraState } from '@zdjsm/sandbox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoMapping } from '../../../../examples/demo/mapping.ts';
import { type MigrationConfig, openSqliteStore } from '../../src/index.ts';
import { type MigratedRows, migrate } from '../support/rows.ts';
import { expectTakenBack } from '../support/taken-back.ts';
import { createWorld, type World } from '../support/world.ts';

/** What hangs on tickets, and how tickets hang together: what each side truly holds. */
describe('records that hang on tickets', () => {
  let world: World;
  let rows: MigratedRows;
  let second: MigratedRows;
  let before: JiraState;
  let config: Partial<MigrationConfig>;
  /** Names by `<kind> <id>`, as the source gave them. */
  const names = new Map<string, string>();

  beforeAll(async () => {
    world = await createWorld({ zoho: { tickets: 72 } });
    before = world.sandbox.jira.inspect();
    const over = {
      scope: { without: ['attachment' as const] },
      fields: {
        ...demoMapping.fields,
        rating: {
          field: 'Satisfaction rating',
          values: { GOOD: 'Good', OK: 'Okay', BAD: 'Bad' },
        },
      },
    };
    rows = await migrate(world, over);
    second = await migrate(world, over);
    config = over;
    await readNames(world, names);
  }, 300_000);
  afterAll(() => world.stop());

  const named = (kind: string, id: unknown): string | undefined => names.get(`${kind} ${id}`);
  const labelOf = (ticketId: string): string => {
    const { project, summary } = rows.requestOf(ticketId);
    return `${project}: ${summary}`;
  };

  test('the report finds nothing missing, and each kind ends in as many states as it has records', () => {
    expect(rows.report.findings).toEqual([]);
    expect(rows.report.failures).toEqual([]);
    for (const { kind, source, done, skipped, failed, pending } of rows.report.modules) {
      expect({ kind, pending }).toEqual({ kind, pending: 0 });
      expect(done + skipped + failed, kind).toBe(source);
    }
  });

  test('R-04: a second run writes nothing', () => {
    expect(second.report.usage.writes).toBe(0);
  });

  test('R-13: nobody was mailed', () => {
    expect(world.sandbox.jira.inspect().outbox).toEqual([]);
  });

  test('M-05: a ticket that follows another one is linked with it, in whatever project that is', () => {
    for (const { id, record } of rows.ticketsWith('follow-up')) {
      const followed = record['sourceTicket'] as { readonly id: string };
      expect(rows.requestOf(id).links, id).toContainEqual(
        expect.stringMatching(new RegExp(`^Relates [→←] ${escaped(labelOf(followed.id))}$`)),
      );
    }
  });

  test('M-05: what texts refer to is linked; addresses and numbers lead to the issues', () => {
    let across = 0;
    for (const { id, ticketNumber } of rows.ticketsWith('cross-links')) {
      const request = rows.requestOf(id);
      let left = 0;
      for (const number of [Number(ticketNumber) - 4, Number(ticketNumber) - 3]) {
        const other = rows.tickets().find((ticket) => ticket.ticketNumber === String(number));
        if (!other) {
          left += 1;
          continue;
        }
        const label = labelOf(other.id);
        expect(request.links, `${ticketNumber} → ${number}`).toContainEqual(
          expect.stringMatching(new RegExp(`^Relates [→←] ${escaped(label)}$`)),
        );
        expect(JSON.stringify(request.description)).toContain(`{site}/browse/{issue ${label}}`);
        if (!label.startsWith(`${request.project}:`)) across += 1;
      }
      const dead = rows.report.changes.filter(
        (change) => change.id === id && change.reason === 'not-migrated',
      );
      const isDead = JSON.stringify(request.description).includes('/tickets/details/');
      expect(dead.length > 0, ticketNumber).toBe(isDead);
      if (left === 0) expect(isDead, ticketNumber).toBe(false);
    }
    expect(across).toBeGreaterThan(0);
  });

  test('M-11: the product is a component', () => {
    const withProduct = rows.tickets().filter(({ record }) => record['productId']);
    expect(withProduct.length).toBeGreaterThan(10);
    for (const { id, record } of withProduct) {
      const name = named('product', record['productId']);
      expect(rows.requestOf(id).fields['Components'], id).toBe(name);
    }
  });

  test('M-12: a task is a sub-task with its status, due date and assignee', () => {
    const statuses: Readonly<Record<string, string>> = {
      Completed: 'Done',
      'In Progress': 'In progress',
      'Not Started': 'To Do',
      Deferred: 'To Do',
    };
    for (const ticket of rows.ticketsWith('tasks')) {
      for (const task of ticket.tasks()) {
        const issue = rows.childOf('task', String(task['id']));
        expect(issue).toMatchObject({
          type: 'Sub-task',
          parent: labelOf(ticket.id),
          summary: task['subject'],
          status: statuses[String(task['status'])],
          requestType: undefined,
        });
        const due = String(task['dueDate'] ?? '').slice(0, 10);
        expect(issue.fields['Due date'] ?? '').toBe(due);
        const assignee = accountOf(world, task['ownerId']);
        expect(issue.fields['Assignee'], String(task['id'])).toBe(assignee);
        if (task['description']) expect(JSON.stringify(issue.description)).toContain('spare');
      }
    }
  });

  test('M-16: a time entry is a worklog that keeps its start, its minutes and whose it was', () => {
    let rounded = 0;
    for (const ticket of rows.ticketsWith('time-entries')) {
      const worklogs = rows.requestOf(ticket.id).worklogs;
      const entries = ticket.timeEntries();
      expect(worklogs).toHaveLength(entries.length);
      for (const { executedTime, seconds, owner, description } of entries) {
        const worklog = worklogs.find(({ started }) => started === executedTime);
        expect(worklog?.seconds).toBe(Math.max(60, seconds - (seconds % 60)));
        expect(worklog?.text).toContain(agentName(world, owner));
        if (description) expect(worklog?.text).toContain(description);
        if (seconds % 60 > 0) rounded += 1;
      }
    }
    const noted = rows.report.changes.filter(({ reason }) => reason === 'rounded');
    expect(rounded).toBeGreaterThan(0);
    expect(noted.length).toBeGreaterThanOrEqual(rounded);
  });

  test('M-17: calls and events are internal comments in their place', () => {
    for (const trait of ['calls', 'events'] as const) {
      for (const ticket of rows.ticketsWith(trait)) {
        for (const record of trait === 'calls' ? ticket.calls() : ticket.events()) {
          const marker = `${trait === 'calls' ? 'call' : 'event'}:${record['id']}`;
          const comment = rows.commentOf(ticket.id, marker);
          expect(comment.internal).toBe(true);
          expect(comment.text).toContain(String(record['subject']));
          expect(comment.text).toContain(String(record['status']));
          expect(comment.text).toContain(minuteOf(record['startTime']));
        }
      }
    }
  });

  test('M-18: a contract is a label of its tickets and a property of its organization', () => {
    for (const { id, record } of rows.ticketsWith('contract')) {
      const name = named('contract', record['contractId']) ?? '';
      const label = `contract-${name.replaceAll(/\s+/g, '-')}`;
      expect(labelsOf(rows.requestOf(id))).toContain(label);
    }
    const { organizations } = world.sandbox.jira.inspect();
    const kept = organizations.flatMap(({ properties }) =>
      Object.keys(properties).filter((key) => key.startsWith('zdjsm.contract.')),
    );
    expect(kept).toHaveLength(world.sandbox.zoho.truth().counts().contracts);
  });

  test('M-20: followers and people in copy are participants, as far as the site knows them', () => {
    for (const { id } of rows.ticketsWith('followers')) {
      const participants = rows.requestOf(id).fields['Request participants'];
      expect(participants).toEqual(['kai.lindqvist@zylker.example']);
      const gone = rows.report.skips.filter(
        ({ kind, id: sourceId }) => kind === 'follower' && sourceId.startsWith(`${id}/`),
      );
      expect(gone).toHaveLength(2);
    }
    for (const { id, record } of rows.ticketsWith('secondary-contacts')) {
      const ids = record['secondaryContacts'] as readonly string[];
      const emails = ids
        .filter((contact) => contact !== record['contactId'])
        .map((contact) => customerOf(world, contact));
      expect(rows.requestOf(id).fields['Request participants']).toEqual(
        [...new Set(emails)].sort(),
      );
    }
  });

  test('M-21: a rating is in its field, and an internal comment with what the customer said', () => {
    const values = { GOOD: 'Good', OK: 'Okay', BAD: 'Bad' };
    for (const ticket of rows.ticketsWith('rated')) {
      const rating = ticket.rating();
      if (!rating) throw new Error(`${ticket.id} has no rating`);
      expect(rows.requestOf(ticket.id).fields['Satisfaction rating']).toBe(values[rating.rating]);
      const comment = rows.commentOf(ticket.id, `rating:${rating.id}`);
      expect(comment.internal).toBe(true);
      expect(comment.text).toContain(rating.rating);
      expect(comment.text).toContain(rating.feedback ?? '');
    }
  });

  test('M-22: the history is a file that agents see and customers do not', async () => {
    const store = openSqliteStore(join(world.folder, 'migration'));
    for (const ticket of rows.tickets()) {
      const { key, attachments } = rows.requestOf(ticket.id);
      const name = `history of ${ticket.ticketNumber}.json`;
      const found = attachments.filter(({ filename }) => filename === name);
      expect(found, key).toHaveLength(ticket.history().length > 0 ? 1 : 0);
      const contact = String(ticket.record['contactId']);
      const reporter = (await store.crosswalk.get('contact', contact))?.targetId ?? '';
      const seen = world.sandbox.jira.visibleToCustomer(key, reporter).attachments;
      expect(seen).not.toContain(name);
    }
    await store.close();
  });

  test('M-19: a ticket that went into another one is left out, and it is said into which', () => {
    const merged = [...world.sandbox.zoho.truth().tickets('merged')];
    expect(merged.length).toBeGreaterThan(0);
    for (const { id } of merged) {
      const skip = rows.report.skips.find((one) => one.kind === 'ticket' && one.id === id);
      expect(skip?.rule, id).toMatch(/^merged into #\d+, which has its messages$/);
    }
  });

  test('M-23: spam, which no list of Zoho Desk shows, is counted', () => {
    const { tickets } = world.sandbox.zoho.truth().counts();
    expect(tickets.spam).toBeGreaterThan(0);
    expect(rows.report.unlisted).toEqual({ spam: tickets.spam });
  });

  // The last one: it leaves the world as it was found.
  test('R-10: all of it can be taken back', async () => {
    await expectTakenBack(world, before, config);
  }, 120_000);
});

async function readNames(world: World, names: Map<string, string>): Promise<void> {
  const store = openSqliteStore(join(world.folder, 'migration'));
  const keys = { product: 'productName', contract: 'contractName' } as const;
  for (const [kind, key] of Object.entries(keys)) {
    for await (const { id, payload } of store.staging.iterate(kind)) {
      names.set(`${kind} ${id}`, String((payload as Readonly<Record<string, unknown>>)[key]));
    }
  }
  await store.close();
}

/** Where the demo's mapping takes an agent; nobody for one who has left. */
function accountOf(world: World, agentId: unknown): string | undefined {
  const agents: Readonly<Record<string, string>> = demoMapping.agents;
  const agent = world.sandbox.zoho
    .truth()
    .agents()
    .find(({ id }) => id === agentId);
  return agents[String(agent?.['emailId'])];
}

function agentName(world: World, number: number): string {
  const agent = world.sandbox.zoho.truth().agents()[number];
  return [agent?.['firstName'], agent?.['lastName']].filter(Boolean).join(' ');
}

function customerOf(world: World, contactId: string): string {
  for (const contact of world.sandbox.zoho.truth().contacts()) {
    if (contact['id'] !== contactId) continue;
    const email = String(contact['email'] ?? '').toLowerCase();
    return email || `contact-${contactId}@no-email.invalid`;
  }
  throw new Error(`no contact ${contactId}`);
}

const labelsOf = ({ fields }: { readonly fields: Readonly<Record<string, unknown>> }): string[] =>
  String(fields['Labels'] ?? '').split(' ');

const minuteOf = (time: unknown): string => String(time).slice(0, 16).replace('T', ' ');

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
