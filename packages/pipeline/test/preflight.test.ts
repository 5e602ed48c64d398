import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PreflightFinding, PreflightReport } from '../src/index.ts';
import { startCli } from './support/cli-process.ts';
import { createWorld, type World } from './support/world.ts';
import { callsSoFar, writesSince } from './support/writes.ts';

const of = (report: PreflightReport, check: string): PreflightFinding[] =>
  report.findings.filter((finding) => finding.check === check);

async function preflight(
  world: World,
  over: Parameters<World['open']>[0] = {},
  options: { readonly fix?: boolean } = {},
): Promise<PreflightReport> {
  const migration = world.open(over);
  try {
    return await migration.preflight(options);
  } finally {
    await migration.close();
  }
}

describe('the preflight of a sound config', () => {
  let world: World;
  let before: PreflightReport;
  let after: PreflightReport;
  let writes: ReturnType<typeof writesSince>;

  beforeAll(async () => {
    world = await createWorld({ zoho: { content: 'lean', tickets: 30 } });
    const migration = world.open();
    before = await migration.preflight();
    await migration.extract();
    after = await migration.preflight();
    await migration.close();
    writes = writesSince(world, 0);
  }, 120_000);
  afterAll(() => world.stop());

  test('R-13: it finds the way free, and writes nothing', () => {
    expect(before.findings.filter(({ severity }) => severity === 'blocker')).toEqual([]);
    expect(before.isReady).toBe(true);
    expect(after.isReady).toBe(true);
    expect(writes).toEqual([]);
  });

  test('before the extraction it says what it could not look at', () => {
    expect(of(before, 'extraction')).toHaveLength(1);
    expect(of(after, 'extraction')).toEqual([]);
  });

  test('it forecasts calls, credits and days, counted once there is something to count', () => {
    expect(before.forecast.from).toBe('counts');
    expect(after.forecast.from).toBe('staged');
    const [extract, load] = after.forecast.phases;
    expect(extract).toMatchObject({ phase: 'extract', days: 1 });
    expect(extract?.credits).toBeGreaterThan(300);
    expect(load?.points).toBeGreaterThan(load?.calls ?? 0);
  });

  test('M-01, M-02, F-10, M-15: what the migration copes with is named with its number', () => {
    expect(of(after, 'names of organizations')[0]?.message).toMatch(/has 252 characters/);
    expect(of(after, 'contacts').map(({ message }) => message)).toEqual([
      expect.stringMatching(/contacts have no e-mail address; the rule is "placeholder"/),
      expect.stringMatching(/contacts share \d e-mail addresses/),
    ]);
    expect(of(after, 'labels')[0]?.message).toMatch(/tags are renamed/);
    expect(of(after, 'agents')[0]?.message).toMatch(/\d tickets? will be unassigned/);
  });

  test('F-03: a status that the config names, and one type of issue has not, is told with where its tickets go', () => {
    const told = of(after, 'statuses').map(({ severity, message }) => `${severity}: ${message}`);
    expect(told).toContainEqual(
      expect.stringMatching(
        /^warning: not every workflow of IT has the status "Waiting for support" that it is mapped to: by its kind it becomes "Open" \(\d+ tickets?\)$/,
      ),
    );
  });

  test('F-03, F-09: statuses that nothing decides and fields without a place are warnings', () => {
    expect(of(after, 'statuses').map(({ place }) => place)).toContain('statuses.Zu prüfen');
    expect(of(after, 'fields')[0]?.message).toMatch(/no setting places .*"cf_/);
  });

  test('every finding says what to do', () => {
    for (const { place, message, remedy } of after.findings) {
      for (const text of [place, message, remedy]) expect(text).toMatch(/\S/);
    }
  });

  test.each<{ what: string; over: Parameters<World['open']>[0]; check: string; message: RegExp }>([
    {
      what: 'R-13: nobody who has said that customers get no mails',
      over: { silence: {} },
      check: 'notifications and automations',
      message: /every customer would be mailed/,
    },
    {
      what: 'M-05: a project that is not there',
      over: { departments: { Support: { project: 'NONE', requestType: 'Help' } } },
      check: 'names in the config',
      message: /no service project "NONE"/,
    },
    {
      what: 'F-09: a field that is on no screen',
      over: { fields: { channel: 'Satisfaction rating' } },
      check: 'create screens',
      message: /does not show "Satisfaction rating"/,
    },
    {
      what: 'F-09: a field that is not there',
      over: { fields: { cf_region: 'Region of the customer' } },
      check: 'fields',
      message: /no field "Region of the customer"/,
    },
  ])('$what is a blocker', async ({ over, check, message }) => {
    const report = await preflight(world, over);
    const found = of(report, check).find(({ severity }) => severity === 'blocker');
    expect(found?.message).toMatch(message);
    expect(report.isReady).toBe(false);
  });

  test('M-05: a department that is not mapped is counted', async () => {
    const departments = { Support: { project: 'SUP', requestType: 'Get support' } };
    const found = of(await preflight(world, { departments }), 'departments');
    expect(found.map(({ place }) => place)).toContain('departments.Billing');
    expect(found[0]?.message).toMatch(/its \d+ tickets are left out/);
  });

  test('F-09: values without an option are listed, and so is what can be created', async () => {
    const report = await preflight(world, { fields: { channel: 'Channel' } });
    expect(of(report, 'options of fields')).toMatchObject([
      {
        severity: 'warning',
        message: expect.stringMatching(/"Channel" has no option .*"Customer Portal"/),
        creates: expect.stringMatching(/in field "Channel" the options .*Customer Portal/),
      },
    ]);
  });

  test('the command prints findings and forecast, and its exit code tells', async () => {
    const free = await startCli(world, ['preflight']).ended;
    expect(free.output).toMatch(/· names of organizations — account[\s\S]*→ Nothing[\s\S]*credits/);
    expect(free.code).toBe(0);
    const blocked = await startCli(world, ['preflight'], { config: { silence: {} } }).ended;
    expect(blocked.output).toMatch(/✗ notifications and automations — project SUP/);
    expect(blocked.code).toBe(6);
  });

  test('R-13: permissions that are missing are named with what they are for', async () => {
    world.sandbox.jira.act('revoke-permission', { permission: 'ADMINISTER' });
    world.sandbox.jira.act('revoke-permission', {
      permission: 'MODIFY_REPORTER',
      projectKey: 'BILL',
    });
    const found = of(await preflight(world), 'access to the target');
    expect(found.map(({ place, message }) => `${place}: ${message}`)).toEqual([
      expect.stringMatching(/the site: .*ADMINISTER: with it, it creates customers/),
      expect.stringMatching(/project BILL: .*MODIFY_REPORTER: .*reporters/),
    ]);
  });
});

test('--fix creates what is missing, and the second look finds the way free', async () => {
  const world = await createWorld({ zoho: { content: 'lean', tickets: 20 } });
  const over = {
    fields: {
      cf_region: 'Region of the customer',
      cf_nextvisit: 'Next visit',
      channel: 'Channel',
    },
  };
  const shown = await preflight(world, over);
  expect(shown.isReady).toBe(false);
  expect(shown.findings.flatMap(({ creates }) => creates ?? [])).toContainEqual(
    expect.stringMatching(/field "Region of the customer" of type select .*North, South/),
  );
  const seq = callsSoFar(world);
  const fixed = await preflight(world, over, { fix: true });
  expect(fixed.created).toHaveLength(3);
  expect(fixed.isReady).toBe(true);
  expect(fixed.findings.flatMap(({ creates }) => creates ?? [])).toEqual([]);
  expect(writesSince(world, seq).map(({ path }) => path)).toContain('/rest/api/3/field');

  const migration = world.open(over);
  const { report } = await migration.run();
  await migration.close();
  expect(report.failures).toEqual([]);
  const regions = world.sandbox.jira
    .inspect()
    .issues.flatMap(({ fields }) => fields['Region of the customer'] ?? []);
  expect(regions.length).toBeGreaterThan(0);
  await world.stop();
}, 120_000);

test('a token without the scopes is found out before anything is read', async () => {
  const scopes = [
    'Desk.basic.READ',
    'Desk.tickets.READ',
    'Desk.settings.READ',
    'Desk.contacts.READ',
  ];
  const world = await createWorld({ zoho: { content: 'lean', tickets: 20, scopes } });
  const found = of(await preflight(world), 'access to the source');
  expect(found.map(({ place }) => place)).toEqual(
    expect.arrayContaining(['tickets', 'contacts', 'accounts']),
  );
  expect(found[0]).toMatchObject({ severity: 'blocker', remedy: expect.stringMatching(/\S/) });
  await world.stop();
});
