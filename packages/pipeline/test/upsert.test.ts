import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MigrationConfig, Report } from '../src/index.ts';
import { targetAgent } from './support/target-agent.ts';
import { createWorld, type World } from './support/world.ts';
import { callsSoFar, issueWritesSince, writesSince } from './support/writes.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld({ zoho: { content: 'lean', tickets: 10 } });
  await load();
}, 120_000);

afterAll(() => world.stop());

/** Another run with other settings: how much it wrote, by its own count. */
async function load(over: Partial<MigrationConfig> = {}): Promise<number> {
  const migration = world.open(over);
  try {
    await migration.extract();
    return (await migration.load()).writes;
  } finally {
    await migration.close();
  }
}

async function conflicts(): Promise<Report['conflicts']> {
  const migration = world.open();
  try {
    return (await migration.report()).report.conflicts;
  } finally {
    await migration.close();
  }
}

/** Settings that give every issue another priority. */
const priorities = (to: string) => ({
  priorities: { ...Object.fromEntries(['Low', 'Medium', 'High', 'Sofort'].map((p) => [p, to])) },
});

const bodyOf = ({ body = '' }: { body?: string | undefined }) =>
  JSON.parse(body) as { fields?: Readonly<Record<string, unknown>> };

test('R-04: a run with the same mapping writes nothing', async () => {
  const before = callsSoFar(world);
  expect(await load()).toBe(0);
  expect(writesSince(world, before)).toEqual([]);
});

test('R-04: after a mapping change the differing field alone is written', async () => {
  const before = callsSoFar(world);
  const count = await load(priorities('Highest'));
  const writes = issueWritesSince(world, before);
  expect(writes).toHaveLength(count);
  expect(writes.length).toBeGreaterThan(3);
  expect(writes.length).toBeLessThan(world.sandbox.jira.issues().length);
  for (const call of writes) {
    expect(`${call.method} ${call.path}`).toMatch(/^PUT \/rest\/api\/3\/issue\/[A-Z]+-\d+$/);
    expect(call.query).toContain('notifyUsers=false');
    expect(bodyOf(call)).toEqual({ fields: { priority: { name: 'Highest' } } });
  }
  expect(await load(priorities('Highest'))).toBe(0);
});

test('R-04: what an agent has changed meanwhile stays, and is reported; overwriting is a setting', async () => {
  const agent = targetAgent(world);
  const [edited] = world.sandbox.jira
    .issues()
    .filter(({ fields }) => fields['Priority'] === 'Highest');
  if (!edited) throw new Error('no issue has a priority');
  await agent.issues.edit(edited.key, { fields: { priority: { name: 'Medium' } } });
  const priorityOf = (key: string) =>
    world.sandbox.jira.issues().find((issue) => issue.key === key)?.fields['Priority'];

  await load(priorities('Low'));
  expect(priorityOf(edited.key)).toBe('Medium');
  const [kept, ...others] = await conflicts();
  expect(others).toEqual([]);
  expect(kept).toMatchObject({
    kind: 'ticket',
    field: 'priority',
    reason: 'edited',
    outcome: 'target-kept',
    targetUrl: expect.stringContaining(edited.key) as unknown,
  });
  expect(await load(priorities('Low'))).toBe(0);

  const overwrite = { ...priorities('Low'), sync: { conflicts: 'overwrite' as const } };
  expect(await load(overwrite)).toBe(1);
  expect(priorityOf(edited.key)).toBe('Low');
  expect(await conflicts()).toMatchObject([{ outcome: 'target-overwritten' }]);
});

test('R-04: a status is walked again when it is mapped to another one', async () => {
  const before = callsSoFar(world);
  const statuses = { ...world.config.statuses, Open: 'Pending' };
  await load({ ...priorities('Low'), statuses });
  const writes = issueWritesSince(world, before);
  expect(writes.length).toBeGreaterThan(0);
  for (const { path } of writes) expect(path).toMatch(/\/transitions$/);
});
