import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { loadConfig, type MigrationConfig, type MigrationPlan } from '../src/index.ts';
import { configFile } from './support/cli-process.ts';
import { createWorld, type World } from './support/world.ts';

type Scope = NonNullable<MigrationConfig['scope']>;
type Truth = Readonly<Record<string, unknown>>;

const PHASES = [
  { name: 'open', statusTypes: ['open' as const, 'on-hold' as const] },
  { name: 'history', statusTypes: ['closed' as const] },
];

describe('R-07: what a rule leaves out is counted, with the rule', () => {
  let world: World;
  let all: number;

  beforeAll(async () => {
    world = await createWorld({ zoho: { content: 'lean', tickets: 40 } });
    const migration = world.open();
    await migration.extract();
    const plan = await migration.dryRun();
    all = inScope(plan) + leftOut(plan);
    await migration.close();
  }, 120_000);
  afterAll(() => world.stop());

  const inScope = ({ records }: MigrationPlan): number =>
    records.find(({ kind }) => kind === 'ticket')?.inScope ?? 0;
  const leftOut = (plan: MigrationPlan): number =>
    plan.leftOut.reduce((sum, { tickets }) => sum + tickets, 0);
  const truth = (): Truth[] =>
    [...world.sandbox.zoho.truth().tickets()]
      .filter(({ state }) => ['live', 'archived'].includes(state))
      .map(({ record }) => record);
  async function planOf(over: Partial<MigrationConfig>): Promise<MigrationPlan> {
    const migration = world.open(over);
    try {
      return await migration.dryRun();
    } finally {
      await migration.close();
    }
  }

  test.each<{ what: string; scope: Scope; wanted: (ticket: Truth) => boolean; rule: RegExp }>([
    {
      what: 'kinds of status',
      scope: { statusTypes: ['open'] },
      wanted: ({ statusType }) => statusType === 'Open',
      rule: /^scope: statusTypes: (closed|on-hold)$/,
    },
    {
      what: 'all statuses but one',
      scope: { statuses: { except: ['closed'] } },
      wanted: ({ status }) => status !== 'Closed',
      rule: /^scope: statuses: except "closed"$/,
    },
    {
      what: 'channels',
      scope: { channels: ['Email', 'Phone'] },
      wanted: ({ channel }) => channel === 'Email' || channel === 'Phone',
      rule: /^scope: channels: only "Email", "Phone"$/,
    },
    {
      what: 'from a day of UTC on',
      scope: { createdFrom: '2023-01-01' },
      wanted: ({ createdTime }) => String(createdTime) >= '2023-01-01',
      rule: /^scope: createdFrom 2023-01-01T00:00:00.000Z$/,
    },
    {
      what: 'before a moment in a zone of its own',
      scope: { createdBefore: '2023-01-01T00:00:00+02:00' },
      wanted: ({ createdTime }) => String(createdTime) < '2022-12-31T22',
      rule: /^scope: createdBefore 2022-12-31T22:00:00.000Z$/,
    },
  ])('$what', async ({ scope, wanted, rule }) => {
    const plan = await planOf({ scope });
    expect(inScope(plan)).toBe(truth().filter(wanted).length);
    expect(inScope(plan) + leftOut(plan)).toBe(all);
    expect(plan.leftOut.map((row) => row.rule)).toContainEqual(expect.stringMatching(rule));
  });

  test('departments by name, and those that are not mapped', async () => {
    const departments = { Support: { project: 'SUP', requestType: 'Get support' } };
    // The kinds of status have names of another project in the demo.
    const unmapped = await planOf({ departments, statusesByType: {} });
    expect(unmapped.leftOut.map(({ rule }) => rule)).toContain('department is not mapped');
    const scoped = await planOf({ scope: { departments: ['support'] } });
    expect(inScope(scoped)).toBe(inScope(unmapped));
    expect(inScope(scoped)).toBeGreaterThan(0);
  });

  test('the phases of a phased migration share all tickets between them', async () => {
    const open = await planOf({ phases: PHASES, phase: 'open' });
    const history = await planOf({ phases: PHASES, phase: 'history' });
    const whole = inScope(await planOf({}));
    expect(inScope(open) + inScope(history)).toBe(whole);
    for (const plan of [open, history]) expect(inScope(plan)).toBeGreaterThan(0);
    expect(open.phase).toBe('open');
    expect(open.leftOut.map(({ rule }) => rule)).toContain(
      'left to another phase than "open": statusTypes: closed',
    );
  });

  test('--phase stands for the one of the file, and one that is none is named', async () => {
    const file = configFile(world, { config: { phases: PHASES } });
    expect((await loadConfig(file, { phase: 'history' })).phase).toBe('history');
    await expect(loadConfig(file, { phase: 'later' })).rejects.toThrow(/no such phase/);
  });
});

test('a load that leaves out every ticket is a load: a sync may follow it', async () => {
  const world = await createWorld({ zoho: { content: 'lean', tickets: 2 } });
  onTestFinished(() => world.stop());
  const migration = world.open({ scope: { createdBefore: '1999-01-01' } });
  await migration.run();
  expect(await migration.sync()).toMatchObject({ writes: 0 });
  await migration.close();
});

test('whoever asked, and is listed in copy of the own ticket, leaves nothing open', async () => {
  const world = await createWorld({
    zoho: {
      tickets: 2,
      firstTickets: [['secondary-contacts'], ['secondary-contacts']],
      contacts: 10,
      accounts: 6,
    },
  });
  onTestFinished(() => world.stop());
  const asked = [...world.sandbox.zoho.truth().tickets()].map(({ record }) => ({
    by: record['contactId'],
    copied: record['secondaryContacts'],
  }));
  expect(asked.some(({ by, copied }) => Array.isArray(copied) && copied.includes(by))).toBe(true);
  const migration = world.open();
  const { report } = await migration.run();
  await migration.close();
  expect(report.modules.filter(({ pending }) => pending > 0)).toEqual([]);
  expect(report.verdict).toBe('complete');
});
