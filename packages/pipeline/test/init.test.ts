import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ConfigDraft, createMigration, draftConfig, loadConfig } from '../src/index.ts';
import { startCli } from './support/cli-process.ts';
import { createWorld, type World } from './support/world.ts';
import { writesSince } from './support/writes.ts';

describe('a config that is drafted from both sides', () => {
  let world: World;
  let draft: ConfigDraft;
  let yaml: string;

  const readBoth = () =>
    draftConfig({
      source: { dataCentre: { desk: world.urls.desk, accounts: world.urls.accounts } },
      target: {
        site: world.urls.site,
        gateway: world.urls.gateway,
        mediaHosts: [new URL(world.urls.media).host],
      },
      secrets: world.secrets,
      clock: world.clock,
    });
  const write = (name: string, text: string): string => {
    const path = join(world.folder, name);
    writeFileSync(path, text);
    return path;
  };

  beforeAll(async () => {
    world = await createWorld({ zoho: { content: 'lean', tickets: 20 } });
    draft = await readBoth();
    yaml = draft.text('yaml');
  });
  afterAll(() => world.stop());

  test('it is a whole config: all that it names is there, and only a person’s word is missing', async () => {
    const config = await loadConfig(write('drafted.yaml', yaml));
    expect(Object.keys(config.departments)).toContain('Support');
    expect(config.departments['Support']).toMatchObject({ project: 'SUP' });
    expect(config.statuses['Closed']).toEqual({ status: 'Closed', resolution: 'Done' });
    expect(config.fields['number']?.field).toBe('Legacy ticket number');
    const migration = createMigration({ config, secrets: world.secrets, clock: world.clock });
    const { findings } = await migration.preflight();
    await migration.close();
    const blocked = findings.filter(({ severity }) => severity === 'blocker');
    expect(new Set(blocked.map(({ check }) => check))).toEqual(
      new Set(['notifications and automations']),
    );
    expect(writesSince(world, 0)).toEqual([]);
  });

  test('every value that nothing decides is listed, with its number', () => {
    expect(yaml).toMatch(/^ {2}# Zu prüfen: .* # UNMAPPED, (\d+ tickets|no ticket has it now)$/m);
    expect(yaml).toMatch(/^ {2}# Sofort: \w+ # UNMAPPED/m);
    expect(yaml).toMatch(/^ {2}# cf_region: Region # UNMAPPED, Region, choice, 4 values/m);
    expect(yaml).toMatch(/^ {2}# agent2@zylker\.com: .* # UNMAPPED, .*: no account/m);
    expect(yaml).toMatch(/# cm_devices: \d+ records/);
    expect(yaml.match(/UNMAPPED/g)).toHaveLength(draft.unmapped);
  });

  test('TypeScript, YAML and JSON say the same', async () => {
    const fromYaml = await loadConfig(write('a.yaml', yaml));
    const fromJson = await loadConfig(write('a.json', draft.text('json')));
    // Outside of a project the package has no name: the helper only gives types.
    const ts = draft
      .text('ts')
      .replace(/import .*;/, 'const defineConfig = <T>(config: T): T => config;');
    const fromTs = await loadConfig(write('a.ts', ts));
    expect(fromJson).toEqual(fromYaml);
    expect(fromTs).toEqual(fromYaml);
    expect(ts).toContain('// UNMAPPED');
  });

  test('the command writes it where none is, and never over one', async () => {
    const path = join(world.folder, 'new.yaml');
    const sides = ['--site', world.urls.site, '--gateway', world.urls.gateway];
    const args = ['init', '--config', path, ...sides];
    const urls = ['--desk-url', world.urls.desk, '--accounts-url', world.urls.accounts];
    const first = await startCli(world, [...args, ...urls]).ended;
    expect(first.output).toMatch(/is written; \d+ values marked UNMAPPED/);
    expect(first.code).toBe(0);
    const second = await startCli(world, [...args, ...urls]).ended;
    expect(second.output).toMatch(/is there already[\s\S]*→ Name another file/);
    expect(second.code).toBe(2);
  }, 60_000);

  test('an inventory counts what both sides hold', async () => {
    const migration = world.open();
    const { source, target } = await migration.inventory();
    await migration.close();
    const truth = [...world.sandbox.zoho.truth().contacts()].length;
    expect(source?.modules).toContainEqual({ name: 'contacts', count: truth, isCustom: false });
    expect(target.projects.map(({ key, requests }) => `${key} ${requests}`)).toContain('SUP 0');
    const { output } = await startCli(world, ['inventory']).ended;
    expect(output).toMatch(/Billing +\d+ +\d+[\s\S]*SUP .* yes/);
  });
});

test('ten lines migrate a simple helpdesk, with nothing failed and nothing left behind', async () => {
  const world = await createWorld({ zoho: { content: 'lean', tickets: 20 } });
  const { source, target } = world.config;
  const lines = [
    `source: ${JSON.stringify(source)}`,
    `target: ${JSON.stringify(target)}`,
    'silence: { confirmedBy: Ann Lee }',
    'departments:',
    '  Support: { project: SUP, requestType: Get support }',
    '  Billing: { project: BILL, requestType: Question about an invoice }',
    '  Hardware & Repairs: { project: IT, requestType: Get IT help }',
    '  Développement / R&D: { project: IT, requestType: Report a system problem }',
    '  Partners: { project: SUP, requestType: Get support }',
    '  Old Helpdesk (until 2021): { project: SUP, requestType: Emailed request }',
  ];
  expect(lines).toHaveLength(10);
  const path = join(world.folder, 'ten.yaml');
  writeFileSync(path, lines.join('\n'));
  const migration = createMigration({
    config: await loadConfig(path),
    secrets: world.secrets,
    clock: world.clock,
    confirmPlan: () => 'the test',
  });
  const { report } = await migration.run();
  await migration.close();
  expect(report.failures).toEqual([]);
  expect(report.findings).toEqual([]);
  expect(report.modules.filter(({ pending }) => pending > 0)).toEqual([]);
  expect(report.verdict).toBe('complete');
  expect(report.modules.find(({ kind }) => kind === 'ticket')?.done).toBeGreaterThan(15);
  await world.stop();
}, 120_000);
