import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createJsonLinesSource } from '../../../examples/another-helpdesk.ts';
import type { MigrationConfig, Report } from '../src/index.ts';
import { createWorld } from './support/world.ts';

const lines = (...records: readonly unknown[]): string =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('');

const mapping: Partial<MigrationConfig> = {
  departments: { Helpdesk: { project: 'SUP', requestType: 'Get support' } },
  statuses: {},
  statusesByType: { open: 'Waiting for support', closed: { status: 'Resolved' } },
  priorities: {},
  fields: {},
  agents: {},
};

test('R-01: another helpdesk is migrated by a source of its own, with all that the pipeline does', async () => {
  const world = await createWorld({ zoho: { tickets: 1 } });
  onTestFinished(() => world.stop());
  const folder = join(world.folder, 'export');
  mkdirSync(join(folder, 'files', '42'), { recursive: true });
  writeFileSync(join(folder, 'files', '42', 'a.txt'), 'the bytes');
  writeFileSync(join(folder, 'companies.jsonl'), lines({ id: 1, name: 'Tyrell' }));
  const ada = { id: 7, name: 'Ada', email: 'ada@tyrell.example', company: 1, agent: false };
  const bob = { id: 9, name: 'Bob', email: 'bob@helpdesk.example', agent: true };
  writeFileSync(join(folder, 'people.jsonl'), lines(ada, bob));
  const at = '2024-05-01T08:00:00.000Z';
  const replies = [
    { id: 1, by: 9, at, html: '<p>Which one?</p>', private: false },
    { id: 2, by: 9, at, html: '<p>She always asks</p>', private: true },
  ];
  const ticket = { from: 7, at, html: '<p>It is <b>broken</b></p>', replies: [] };
  const solved = {
    ...ticket,
    id: 42,
    subject: 'Broken',
    state: 'solved',
    files: ['a.txt'],
    replies,
  };
  const open = { ...ticket, id: 43, subject: 'Again', state: 'new' };
  writeFileSync(join(folder, 'tickets.jsonl'), lines(solved, open));

  const before = world.sandbox.jira.inspect().issues.length;
  const reports: Report[] = [];
  for (const _ of [1, 2]) {
    // Nothing of Zoho: no organization, no credentials.
    const { jira } = world.secrets;
    const migration = world.open(
      { ...mapping, source: undefined },
      { source: createJsonLinesSource(folder), secrets: { jira } },
    );
    reports.push((await migration.run()).report);
    await migration.close();
  }
  const [first, second] = reports;
  expect([first?.failures, first?.findings, first?.verdict]).toEqual([[], [], 'complete']);
  expect(first?.source.name).toBe('JSON lines');
  expect(second?.usage.writes).toBe(0);

  const { issues, organizations, outbox } = world.sandbox.jira.inspect();
  expect(issues).toHaveLength(before + 2);
  const issue = issues.find(({ summary }) => summary === 'Broken');
  expect(issue).toMatchObject({
    project: 'SUP',
    requestType: 'Get support',
    status: 'Resolved',
    reporter: ada.email,
    attachments: [{ filename: 'a.txt', size: 9 }],
    comments: [{ internal: false }, { internal: true }],
  });
  expect(issue?.comments.map(({ text }) => text).join()).toMatch(
    /Which one\?[\s\S]*She always asks/,
  );
  expect(organizations.find(({ name }) => name === 'Tyrell')?.members).toEqual([ada.email]);
  expect(outbox).toEqual([]);
}, 60_000);
