import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqliteStore, type Report } from '../../src/index.ts';
import { createWorld, type World } from '../support/world.ts';

describe('M-14: custom modules as an archive', () => {
  let world: World;
  let first: Report;
  let second: Report;

  beforeAll(async () => {
    world = await createWorld({ zoho: { tickets: 4 } });
    for (const run of [1, 2]) {
      const migration = world.open({
        customModules: { modules: { cm_subscriptions: { to: 'skip' } } },
      });
      const { report } = await migration.run();
      await migration.close();
      if (run === 1) first = report;
      second = report;
    }
  }, 60_000);
  afterAll(() => world.stop());

  const linesOf = (module: string): Record<string, unknown>[] =>
    readFileSync(join(archive(world), `${module}.jsonl`), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  test('every record is a line, with what the source said of it', () => {
    for (const module of ['cm_devices', 'cm_warranty_cases']) {
      const truth = recordsOf(world, module);
      const lines = linesOf(module);
      expect(lines.map(({ id }) => id).sort()).toEqual(truth.map(({ id }) => id).sort());
      for (const record of truth) {
        const line = lines.find(({ id }) => id === record.id);
        expect(line).toMatchObject({ name: record.name, payload: { record: { cf: record.cf } } });
      }
    }
  });

  test('relations say what they lead to here and there', async () => {
    const store = openSqliteStore(join(world.folder, 'migration'));
    for (const { id, cf } of recordsOf(world, 'cm_devices')) {
      const account = String(cf['cf_account']);
      const row = await store.crosswalk.get('account', account);
      expect(row?.targetKey).toBeDefined();
      const line = linesOf('cm_devices').find((one) => one['id'] === id);
      expect(line?.['relations']).toContainEqual({
        field: 'Belongs to',
        to: 'account',
        id: account,
        target: row?.targetKey,
      });
    }
    await store.close();
    for (const { id, cf } of recordsOf(world, 'cm_warranty_cases')) {
      const line = linesOf('cm_warranty_cases').find((one) => one['id'] === id);
      const relations = (line?.['relations'] ?? []) as { field: string; id: string }[];
      const devices = relations.filter(({ field }) => field === 'Devices').map((one) => one.id);
      expect(devices).toEqual(cf['cf_devices']?.split(';') ?? []);
    }
  });

  test('M-12, M-17: tasks, calls and events without a ticket are lines of a file, and counted', () => {
    const file = 'activities-without-ticket.jsonl';
    const lines = readFileSync(join(archive(world), '..', file), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly kind: string; readonly id: string });
    expect([...new Set(lines.map(({ kind }) => kind))]).toEqual(['task', 'call', 'event']);
    const rule = `belongs to no ticket: kept in archive/${file}`;
    const counted = first.skips.filter((skip) => skip.rule === rule);
    expect(counted.map(({ id }) => id).sort()).toEqual(lines.map(({ id }) => id).sort());
  });

  test('the definitions say what each field is and leads to', () => {
    const path = join(archive(world), 'modules.json');
    const modules = JSON.parse(readFileSync(path, 'utf8')) as { id: string; fields: unknown[] }[];
    const devices = modules.find(({ id }) => id === 'cm_devices');
    expect(devices?.fields).toContainEqual({
      id: 'cf_account',
      label: 'Belongs to',
      kind: 'look-up',
      lookUp: { kind: 'account' },
      multiple: false,
    });
  });

  test('what is skipped is counted with its rule; a second run writes nothing', () => {
    const { customRecords } = world.sandbox.zoho.truth().counts();
    const skipped = recordsOf(world, 'cm_subscriptions').length;
    const count = { source: customRecords, done: customRecords - skipped, skipped, failed: 0 };
    const moduleOf = (report: Report) =>
      report.modules.find(({ kind }) => kind === 'custom-record');
    expect(moduleOf(first)).toMatchObject({ ...count, target: count.done, pending: 0 });
    expect(moduleOf(second)).toMatchObject(count);
    expect(first.skips).toContainEqual(
      expect.objectContaining({
        kind: 'custom-record',
        rule: 'customModules: "cm_subscriptions" is to be skipped',
      }),
    );
    expect([first.verdict, first.findings]).toEqual(['complete', []]);
    expect(second.usage.writes).toBe(0);
  });
});

test('a separator of lines or paragraphs inside a text breaks no line, and a line that somebody broke is a finding', async () => {
  const world = await createWorld({ zoho: { tickets: 1 } });
  const name = 'one\u2028two\u2029three';
  world.sandbox.setFaults({
    next: ({ path }) =>
      /\/cm_devices\b/.test(path)
        ? { kind: 'alter', alter: (text) => text.replaceAll(/"name":"[^"]*"/g, `"name":"${name}"`) }
        : undefined,
  });
  const migration = world.open();
  const { report } = await migration.run();
  const path = join(archive(world), 'cm_devices.jsonl');
  const written = readFileSync(path, 'utf8');
  const lines = written.trimEnd().split(/\n|\u2028|\u2029/);
  expect(lines.map((line) => (JSON.parse(line) as { name: string }).name)).toContain(name);
  expect([report.findings, report.verdict]).toEqual([[], 'complete']);
  writeFileSync(path, written.slice(0, -20));
  await migration.validate();
  const { findings } = (await migration.report()).report;
  expect(findings.map(({ kind, field }) => [kind, field])).toEqual([['custom-record', 'lines']]);
  await migration.close();
  await world.stop();
}, 60_000);

const archive = (world: World): string =>
  join(world.folder, 'migration', 'archive', 'custom-modules');

const recordsOf = (world: World, module: string) =>
  [...world.sandbox.zoho.truth().customRecords()].filter(
    (record) => record.module.apiName === module,
  );
