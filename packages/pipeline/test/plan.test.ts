import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MigrationOptions, MigrationPlan } from '../src/index.ts';
import { startCli } from './support/cli-process.ts';
import { createWorld, type World } from './support/world.ts';
import { writesSince } from './support/writes.ts';

/** Nobody stands by to confirm: what a command line meets. */
const ALONE: Partial<MigrationOptions> = { confirmPlan: undefined };

describe('a load waits for a plan that a person has confirmed', () => {
  let world: World;
  let plan: MigrationPlan;
  const path = () => join(world.folder, 'migration', 'plan.json');

  beforeAll(async () => {
    world = await createWorld({ zoho: { content: 'lean', tickets: 20 } });
    await inFolder(async (migration) => {
      await expect(migration.plan()).rejects.toMatchObject({ code: 'NOT_EXTRACTED' });
      await migration.extract();
      await expect(migration.load()).rejects.toMatchObject({
        code: 'PLAN_NOT_CONFIRMED',
        outcome: 'not-sent',
      });
      ({ plan } = await migration.plan());
    });
  }, 120_000);
  afterAll(() => world.stop());

  async function inFolder<T>(
    work: (migration: ReturnType<World['open']>) => Promise<T>,
    over: Parameters<World['open']>[0] = {},
  ): Promise<T> {
    const migration = world.open(over, ALONE);
    try {
      return await work(migration);
    } finally {
      await migration.close();
    }
  }

  test('it counts what will be created, and what is lost by name', () => {
    const scope = [...world.sandbox.zoho.truth().tickets()].filter(({ state }) =>
      ['live', 'archived'].includes(state),
    );
    const of = (kind: string) => plan.records.find((row) => row.kind === kind);
    expect(of('ticket')).toEqual({
      kind: 'ticket',
      inScope: scope.length,
      toCreate: scope.length,
      there: 0,
    });
    expect(of('comment')?.toCreate).toBe(
      scope.reduce((sum, ticket) => sum + [...ticket.comments()].length, 0),
    );
    expect(plan.losses).toContainEqual(
      expect.objectContaining({ field: 'tags', reason: 'renamed' }),
    );
    expect(plan.unmapped).toContainEqual(
      expect.objectContaining({ setting: 'statuses', value: 'Zu prüfen' }),
    );
    expect(plan.slices.map(({ name }) => name)).toContain('department');
    expect(plan.forecast.from).toBe('staged');
  });

  test('R-07: tickets that a rule leaves out are counted, with the rule', async () => {
    const over = { scope: { statusTypes: ['open' as const] } };
    const { leftOut, records } = await inFolder((migration) => migration.dryRun(), over);
    const tickets = (rows: readonly { readonly tickets: number }[]) =>
      rows.reduce((sum, row) => sum + row.tickets, 0);
    expect(leftOut.map(({ rule }) => rule)).toContain('scope: statusTypes: closed');
    const inScope = records.find(({ kind }) => kind === 'ticket')?.inScope ?? 0;
    const all = plan.records.find(({ kind }) => kind === 'ticket')?.inScope ?? 0;
    expect(inScope + tickets(leftOut)).toBe(all + tickets(plan.leftOut));
  });

  test('a dry run walks everything and writes nothing, by the history of the sandbox', async () => {
    const before = world.sandbox.history.calls.length;
    const walked = await inFolder((migration) => migration.dryRun());
    expect(walked.records).toEqual(plan.records);
    const { output, code } = await startCli(world, ['load', '--dry-run']).ended;
    expect(output).toMatch(/ticket +\d+ +\d+ +0/);
    expect(code).toBe(0);
    expect(world.sandbox.history.calls.length).toBeGreaterThan(before);
    expect(writesSince(world, 0)).toEqual([]);
  });

  test('the file that lies there is what is read: the same plan, with its hash', () => {
    expect(JSON.parse(readFileSync(path(), 'utf8'))).toEqual(JSON.parse(JSON.stringify(plan)));
  });

  test('a plan that was changed by hand is refused', async () => {
    const text = readFileSync(path(), 'utf8');
    writeFileSync(path(), text.replace(/"toCreate": \d+/, '"toCreate": 1'));
    await inFolder((migration) =>
      expect(migration.confirmPlan({ by: 'Ann' })).rejects.toMatchObject({ code: 'PLAN_CHANGED' }),
    );
    writeFileSync(path(), '{}');
    await inFolder((migration) =>
      expect(migration.confirmPlan({ by: 'Ann' })).rejects.toMatchObject({ code: 'PLAN_CHANGED' }),
    );
    writeFileSync(path(), text);
  });

  test('a plan of another mapping is stale, one of another site is foreign', async () => {
    const over = { priorities: {} };
    await inFolder(
      (migration) =>
        expect(migration.confirmPlan({ by: 'Ann' })).rejects.toMatchObject({ code: 'PLAN_STALE' }),
      over,
    );
    const other = await createWorld({ seed: 2, zoho: { content: 'lean', tickets: 12 } });
    const migration = other.open({}, ALONE);
    await migration.extract();
    const { path: itsPath } = await migration.plan();
    writeFileSync(itsPath, readFileSync(path(), 'utf8'));
    await expect(migration.confirmPlan({ by: 'Ann' })).rejects.toMatchObject({
      code: 'PLAN_FOREIGN',
    });
    await migration.close();
    await other.stop();
  });

  test('once it is confirmed the load goes on, until the mapping changes', async () => {
    const confirmed = await startCli(world, ['plan', '--confirm', 'Ann Lee']).ended;
    expect(confirmed.output).toMatch(/confirmed by Ann Lee/);
    const { writes } = await inFolder((migration) => migration.load());
    expect(writes).toBeGreaterThan(0);
    await inFolder(
      (migration) => expect(migration.load()).rejects.toMatchObject({ code: 'PLAN_STALE' }),
      { priorities: {} },
    );
    const stale = await startCli(world, ['load'], { config: { priorities: {} } }).ended;
    expect(stale.output).toMatch(/the plan that Ann Lee confirmed no longer holds[\s\S]*→ Read/);
    expect(stale.code).toBe(6);
    expect(await inFolder((migration) => migration.load())).toEqual({ writes: 0 });
  }, 120_000);

  test('what is there is no longer to be created', async () => {
    const again = await inFolder((migration) => migration.dryRun());
    const tickets = again.records.find(({ kind }) => kind === 'ticket');
    expect(tickets).toMatchObject({ toCreate: 0, there: tickets?.inScope });
  });
});
