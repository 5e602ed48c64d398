import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createJsonLinesSource } from '../../../examples/another-helpdesk.ts';
import { createWorld } from './support/world.ts';

test('R-08: a ticket with more messages than an issue holds is named before the load', async () => {
  const world = await createWorld({ zoho: { tickets: 1 } });
  onTestFinished(() => world.stop());
  const folder = join(world.folder, 'export');
  mkdirSync(folder);
  const at = '2024-05-01T08:00:00.000Z';
  const replies = (count: number) =>
    Array.from({ length: count }, (_, id) => ({ id, by: 7, at, html: 'out of office' }));
  const ticket = (id: number, count: number) => ({
    ...{ id, subject: 'A loop', from: 7, state: 'new', at, html: 'hello' },
    replies: replies(count),
  });
  const write = (name: string, ...records: readonly unknown[]): void =>
    writeFileSync(join(folder, name), records.map((one) => `${JSON.stringify(one)}\n`).join(''));
  write('companies.jsonl');
  write('people.jsonl', { id: 7, name: 'Ada', email: 'ada@tyrell.example', agent: false });
  write('tickets.jsonl', ticket(42, 5_000), ticket(43, 5_001));

  const migration = world.open(
    {
      departments: { Helpdesk: { project: 'SUP', requestType: 'Get support' } },
      ...{ statuses: {}, priorities: {}, fields: {}, agents: {}, source: undefined },
    },
    { source: createJsonLinesSource(folder), secrets: { jira: world.secrets.jira } },
  );
  await migration.extract();
  const { findings } = await migration.preflight();
  await migration.close();
  expect(findings.filter(({ check }) => check === 'full issues')).toEqual([
    expect.objectContaining({
      severity: 'warning',
      place: 'ticket 43',
      message: '5001 comments, where an issue takes 5000',
    }),
  ]);
});
