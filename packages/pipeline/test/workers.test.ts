import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { Secret } from '@zdjsm/core';
import { createTestDatabase } from '@zdjsm/testing/postgres';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import {
  type MigrationEvent,
  openMigrationFolder,
  openPostgresStore,
  resolveConfig,
} from '../src/index.ts';
import { type CliProcess, startMigration } from './support/cli-process.ts';
import { stateOf } from './support/state-of.ts';
import { createWorld, type World } from './support/world.ts';

/** So many that a worker gets some, however long it takes to get ready. */
const TICKETS = 30;
const database = await createTestDatabase();
const processes: CliProcess[] = [];

const worlds: World[] = [];

async function newWorld(tickets: number): Promise<World> {
  const world = await createWorld({ zoho: { content: 'lean', tickets } });
  worlds.push(world);
  return world;
}

/** It has joined, and looks for a run. */
async function isWaiting({ child, ended }: CliProcess): Promise<void> {
  const told = new Promise<string>((resolve) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      if (String(chunk).includes('Waiting for a run')) resolve('waiting');
    });
  });
  expect(await Promise.race([told, ended])).toBe('waiting');
}

afterEach(async () => {
  for (const { child } of processes) child.kill('SIGKILL');
  await Promise.all(processes.splice(0).map(({ ended }) => ended));
  for (const world of worlds.splice(0)) await world.stop();
});
afterAll(() => database?.drop());

describe.skipIf(!database)('many workers on one PostgreSQL', () => {
  test('a run that three processes do, one of which is killed, ends as one that nothing disturbs', async () => {
    const world = await newWorld(TICKETS);
    const { url = '', password = '' } = database ?? {};
    const store = { url, schema: 'shared' };
    // One ticket at a time each, so that everybody gets some.
    const config = { store, concurrency: { load: 1 } };
    const over = { config, environment: { ZDJSM_STORE_PASSWORD: password } };
    const begin = (verb: 'run' | 'work'): CliProcess => {
      const begun = startMigration(world, verb, over);
      processes.push(begun);
      return begun;
    };
    const [killed, drained] = [begin('work'), begin('work')];
    await Promise.all([killed, drained].map(isWaiting));
    const run = begin('run');
    const status = async () => {
      const folder = openMigrationFolder({
        config: resolveConfig({ ...world.config, store }),
        storePassword: new Secret(password),
      });
      return await folder.status().finally(() => folder.close());
    };

    const isAtWork = async () =>
      (await status()).workers.some(({ pid, tickets }) => pid === killed.child.pid && tickets > 0);
    while (!(await isAtWork())) {
      expect(run.child.exitCode, 'it goes on').toBeNull();
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    killed.child.kill('SIGKILL');

    expect(await run.ended).toEqual({ output: 'complete', code: 0 });
    const { workers, kinds, openBatches } = await status();
    expect(workers.map(({ pid }) => pid).toSorted()).toEqual(
      [killed, drained, run].map(({ child }) => child.pid ?? 0).toSorted(),
    );
    const shared = openPostgresStore({ ...store, password: new Secret(password), access: 'share' });
    const staged = await shared.staging.count('ticket').finally(() => shared.close());
    expect(workers.reduce((sum, { tickets }) => sum + tickets, 0)).toBe(staged);
    expect(kinds.find(({ kind }) => kind === 'ticket')).toMatchObject({ failed: 0, intent: 0 });
    expect(openBatches).toHaveLength(1);
    drained.child.kill('SIGTERM');
    expect(await drained.ended).toEqual({ output: expect.stringMatching(/drained$/), code: 0 });

    const alone = await newWorld(TICKETS);
    const migration = alone.open();
    await migration.run();
    await migration.close();
    expect(stateOf(world)).toEqual(stateOf(alone));
  }, 600_000);

  test('who watches a process sees how long the line is', async () => {
    const world = await newWorld(8);
    const { url = '', password = '' } = database ?? {};
    const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
    const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
    const meterProvider = new MeterProvider({ readers: [reader] });
    const migration = world.open(
      { store: { url, schema: 'line' }, concurrency: { load: 1 } },
      {
        secrets: { ...world.secrets, storePassword: new Secret(password) },
        telemetry: { meterProvider },
      },
    );
    const look = async (): Promise<Readonly<Record<string, number>>> => {
      const { resourceMetrics } = await reader.collect();
      const metrics = resourceMetrics.scopeMetrics.flatMap((scope) => scope.metrics);
      const line = metrics.find(({ descriptor }) => descriptor.name === 'zdjsm.line');
      return Object.fromEntries(
        (line?.dataPoints ?? []).map(({ attributes, value }) => [
          String(attributes['state']),
          Number(value),
        ]),
      );
    };
    expect(await look()).toEqual({});
    await migration.extract();
    let isOver = false;
    const loaded = migration.load().finally(() => {
      isOver = true;
    });
    let longest = 0;
    while (!isOver) {
      const { waiting = 0, running = 0 } = await look();
      expect(running).toBeLessThanOrEqual(1);
      longest = Math.max(longest, waiting);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await loaded;
    expect(longest).toBeGreaterThan(1);
    expect(await look()).toEqual({ waiting: 0, running: 0 });
    await migration.close();
    await meterProvider.shutdown();
  }, 120_000);

  test('a worker with another config is refused, and says so', async () => {
    const world = await newWorld(2);
    const { url = '', password = '' } = database ?? {};
    const secret = new Secret(password);
    const store = { url, schema: 'differs' };
    const secrets = { ...world.secrets, storePassword: secret };
    const notes: string[] = [];
    const onEvent = (event: MigrationEvent): void => {
      if (event.type === 'note') notes.push(event.message);
    };
    const worker = world.open({ store }, { secrets, access: 'share', onEvent });
    await worker.extract();
    const other = openPostgresStore({ ...store, password: secret });
    const run = { id: 'r', batch: 'b', purpose: 'load', fingerprint: 'of another config' };
    await other.commit({ meta: { 'workers:run': run } });
    await expect(worker.work()).rejects.toMatchObject({ code: 'WORKER_DIFFERS' });
    expect(notes).toContainEqual(expect.stringMatching(/No `limits.redis`/));
    await worker.close();
    await other.close();
  }, 120_000);

  test('without a PostgreSQL there is nothing to help with', async () => {
    const world = await newWorld(1);
    const worker = world.open({}, { access: 'share' });
    await expect(worker.work()).rejects.toThrow(/workers share a PostgreSQL, and none is named/);
    await worker.close();
  });
});
