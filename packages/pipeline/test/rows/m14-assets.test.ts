import { join } from 'node:path';
import type { JiraState } from '@zdjsm/sandbox';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type MigrationConfig, openSqliteStore, type Report } from '../../src/index.ts';
import { runUntil } from '../support/interrupt.ts';
import { targetOf } from '../support/target.ts';
import { createWorld, type World } from '../support/world.ts';

const toAssets: Partial<MigrationConfig> = {
  fields: { cf_device: 'Affected asset' },
  customModules: {
    to: 'assets',
    schema: { key: 'CRM', name: 'From Zoho' },
    modules: { cm_devices: { type: 'Machine', attributes: { cf_serial: 'Serial' } } },
  },
};

/** One world: a run that is broken off among the objects, the run that ends it, and one more. */
describe('M-14: custom modules as objects of Assets', () => {
  let world: World;
  let first: Report;
  let second: Report;
  let before: JiraState;
  let objects: ReturnType<World['sandbox']['jira']['inspect']>['assets'];

  beforeAll(async () => {
    world = await createWorld({ zoho: { content: 'lean', tickets: 14 } });
    before = world.sandbox.jira.inspect();
    const creation = { method: 'POST', path: /\/object\/create$/, count: 30 };
    await runUntil(world, toAssets, creation);
    for (const run of [1, 2]) {
      const migration = world.open(toAssets);
      const { report } = await migration.run();
      await migration.close();
      if (run === 1) first = report;
      second = report;
    }
    objects = world.sandbox.jira.inspect().assets;
  }, 90_000);
  afterAll(() => world.stop());

  const recordsOf = (module: string) =>
    [...world.sandbox.zoho.truth().customRecords()].filter(
      (record) => record.module.apiName === module,
    );
  const objectOf = (type: string, id: string) => {
    const found = objects.filter(
      ({ type: name, values }) => name === type && values['External id']?.includes(id),
    );
    expect(found, `objects of ${type} ${id}`).toHaveLength(1);
    return found[0]?.values ?? {};
  };
  const nameOf = (id: string): string | undefined =>
    [...world.sandbox.zoho.truth().customRecords()].find((record) => record.id === id)?.name;

  test('every record is one object with its values, though the first run was broken off', () => {
    expect(objects).toHaveLength(world.sandbox.zoho.truth().counts().customRecords);
    for (const { id, name, cf } of recordsOf('cm_devices')) {
      expect(objectOf('Machine', id)).toMatchObject({
        Name: [name],
        Serial: [cf['cf_serial']],
        'Bought on': [cf['cf_bought']],
      });
    }
    for (const { id, cf } of recordsOf('cm_subscriptions')) {
      expect(objectOf('Subscription', id)).toMatchObject({ Seats: [cf['cf_seats']] });
    }
  });

  test('a look-up of a ticket shows the object in the field of Assets', () => {
    const keys = new Map(objects.map(({ values }) => [values['External id']?.[0], values['Name']]));
    let shown = 0;
    for (const { id, record } of world.sandbox.zoho.truth().tickets()) {
      const device = (record['cf'] as Readonly<Record<string, string | null>>)['cf_device'];
      const issue = world.sandbox.jira
        .issues()
        .find(({ fields }) => String(fields['Labels']).split(' ').includes(`zoho-${id}`));
      if (!issue || !device) continue;
      shown += 1;
      expect(keys.has(device)).toBe(true);
      expect(issue.fields['Affected asset']).toMatch(/^CRM-\d+$/);
      expect(issue.properties['zdjsm.source']).toMatchObject({
        lookUps: { cf_device: [`cm_devices/${device}`] },
      });
    }
    expect(shown).toBeGreaterThan(0);
  });

  test('look-ups among modules are references', () => {
    for (const { id, cf } of recordsOf('cm_subscriptions')) {
      expect(objectOf('Subscription', id)['Device']).toEqual([nameOf(String(cf['cf_device']))]);
    }
    for (const { id, cf } of recordsOf('cm_warranty_cases')) {
      const devices = cf['cf_devices']?.split(';').map(nameOf);
      expect(objectOf('Warranty case', id)['Devices']).toEqual(devices);
    }
  });

  test('look-ups of tickets and accounts say what these have become', async () => {
    const store = openSqliteStore(join(world.folder, 'migration'));
    let sold = 0;
    for (const { id, cf } of recordsOf('cm_subscriptions')) {
      const row = await store.crosswalk.get('ticket', String(cf['cf_ticket']));
      if (!row?.targetKey) continue;
      sold += 1;
      expect(objectOf('Subscription', id)['Sold in ticket']).toEqual([row.targetKey]);
    }
    expect(sold).toBeGreaterThan(2);
    for (const { id, cf } of recordsOf('cm_devices')) {
      const row = await store.crosswalk.get('account', String(cf['cf_account']));
      expect(objectOf('Machine', id)['Belongs to']).toEqual([row?.targetKey]);
    }
    await store.close();
  });

  test('they are counted and read back; a second run writes nothing', () => {
    const { customRecords } = world.sandbox.zoho.truth().counts();
    const count = { source: customRecords, done: customRecords, target: customRecords };
    const row = first.modules.find(({ kind }) => kind === 'custom-record');
    expect(row).toMatchObject({ ...count, skipped: 0, failed: 0, pending: 0 });
    expect([first.verdict, first.findings, first.failures]).toEqual(['complete', [], []]);
    expect(second.verdict).toBe('complete');
    expect(second.usage.writes).toBe(0);
  });

  test('what somebody changes in an object is found by the validation', async () => {
    const [device] = recordsOf('cm_devices');
    const store = openSqliteStore(join(world.folder, 'migration'));
    const row = await store.crosswalk.get('custom-record', `cm_devices/${device?.id}`);
    const serial = await store.crosswalk.get('asset-attribute', 'cm_devices/cf_serial');
    await store.close();
    const jsm = targetOf(world);
    const object = await jsm.assets.objects.get(row?.targetId ?? '');
    // At a time when no migration is at work.
    world.sandbox.clock.advance(3_600_000);
    await jsm.assets.objects.update(object.id, {
      objectTypeId: object.objectType?.id ?? '',
      values: { [serial?.targetId ?? '']: 'other' },
    });
    const migration = world.open(toAssets);
    await migration.validate();
    const { report } = await migration.report();
    await migration.close();
    expect(report.findings).toMatchObject([{ kind: 'custom-record', field: 'Serial' }]);
  });

  // The last one: it leaves the world as it was found.
  test('R-10: all of it can be taken back, but for the object that somebody has changed', async () => {
    const migration = world.open(toAssets);
    const { kept, failed } = await migration.rollback();
    await migration.close();
    expect(failed).toEqual([]);
    const [device] = recordsOf('cm_devices');
    expect(kept.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      `custom-record cm_devices/${device?.id}`,
    ]);
    const { issues, organizations, assets } = world.sandbox.jira.inspect();
    expect({ issues, organizations }).toEqual({
      issues: before.issues,
      organizations: before.organizations,
    });
    expect(assets.map(({ values }) => values['External id'])).toEqual([[device?.id]]);
  }, 120_000);
});

test('M-14: a site without Assets is told as such before anything is written', async () => {
  const world = await createWorld({
    zoho: { content: 'lean', tickets: 2 },
    jira: { assets: false },
  });
  onTestFinished(() => world.stop());
  const before = world.sandbox.jira.inspect();
  const migration = world.open(toAssets);
  await expect(migration.run()).rejects.toMatchObject({
    code: 'CONFIGURATION',
    remedy: expect.stringContaining('"archive"') as string,
  });
  await migration.close();
  expect(world.sandbox.jira.inspect()).toEqual(before);
}, 60_000);
