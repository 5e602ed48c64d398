import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { volumesOf } from '@zdjsm/sandbox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Forecast,
  forecastCounts,
  type MigrationConfig,
  type PhaseForecast,
  resolveConfig,
} from '../src/index.ts';
import { cliHere } from './support/cli-here.ts';
import { createWorld, type World } from './support/world.ts';

const phaseOf = ({ phases }: Forecast, name: PhaseForecast['phase']): PhaseForecast => {
  const phase = phases.find((one) => one.phase === name);
  if (!phase) throw new Error(`no phase ${name}`);
  return phase;
};

describe('a forecast', () => {
  const configOf = (source: Partial<MigrationConfig['source']>, more = {}) =>
    resolveConfig({
      source: { orgId: '1', edition: 'professional', agents: 10, ...source },
      target: { site: 'https://acme.atlassian.net' },
      departments: { Support: { project: 'SUP', requestType: 'Get support' } },
      ...more,
    });
  const MANY = { tickets: 10_000_000 };

  test('takes as many days as the credits of the edition allow, the reserve kept', () => {
    const { credits = 0, days } = phaseOf(forecastCounts(MANY, configOf({})), 'extract');
    expect(days).toBe(Math.ceil(credits / (75_000 + 10 * 500 - 5_000)));
    const large = phaseOf(
      forecastCounts(MANY, configOf({ edition: 'enterprise', agents: 200 })),
      'extract',
    );
    expect(large.credits).toBe(credits);
    expect(large.days).toBe(Math.ceil(credits / (100_000 + 200 * 1_000 - 5_000)));
  });

  test('has no end where the reserve leaves nothing of a day', () => {
    const forecast = forecastCounts(MANY, configOf({ creditReserve: 80_000 }));
    expect(forecast.days).toBe(Number.POSITIVE_INFINITY);
  });

  test('is as long in the load as its calls take, so many at once', () => {
    const slow = forecastCounts(MANY, configOf({}, { concurrency: { load: 5 } }));
    const fast = forecastCounts(MANY, configOf({}, { concurrency: { load: 25 } }));
    const [five, many] = [phaseOf(slow, 'load'), phaseOf(fast, 'load')];
    expect(five.calls).toBe(many.calls);
    expect(five.hours / many.hours).toBeCloseTo(5, 1);
    expect(five.days).toBe(Math.ceil(five.hours / 24));
  });

  test('spares what the scope leaves out', () => {
    const all = forecastCounts(MANY, configOf({}));
    const some = forecastCounts(MANY, configOf({}, { scope: { without: ['history'] } }));
    const spared = (phaseOf(all, 'extract').credits ?? 0) - (phaseOf(some, 'extract').credits ?? 0);
    expect(spared).toBe(3 * MANY.tickets);
    expect(phaseOf(all, 'load').calls - phaseOf(some, 'load').calls).toBe(MANY.tickets);
  });
});

describe('the sandbox confirms a forecast', () => {
  let world: World;
  let given: Forecast;
  let staged: Forecast;
  let credits = 0;
  const calls = { extract: 0, load: 0, validate: 0 };
  const points = { load: 0, validate: 0 };

  beforeAll(async () => {
    world = await createWorld({
      zoho: { tickets: 60, content: 'lean', edition: 'enterprise' },
    });
    given = forecastCounts(volumesOf(world.sandbox.zoho.truth()), resolveConfig(world.config));
    const migration = world.open();
    await migration.extract();
    ({ credits, sourceCalls: calls.extract } = migration.usage());
    staged = (await migration.plan()).plan.forecast;
    const planned = migration.usage();
    await migration.load();
    const loaded = migration.usage();
    calls.load = loaded.targetCalls - planned.targetCalls;
    points.load = loaded.points - planned.points;
    await migration.validate();
    const validated = migration.usage();
    calls.validate = validated.targetCalls - loaded.targetCalls;
    points.validate = validated.points - loaded.points;
    await migration.close();
  }, 120_000);
  afterAll(() => world.stop());

  // Of sixty tickets the lists of a few rows, read once whatever there is, are a larger share than of
  // ten thousand: `bench pipeline` holds it to a tenth.
  const MARGIN = 0.15;
  const expectNear = (forecast: number | undefined, counted: number): void => {
    expect(Math.abs((forecast ?? 0) / counted - 1)).toBeLessThan(MARGIN);
  };

  test('from counts that are given: credits and calls of the extraction', () => {
    expectNear(phaseOf(given, 'extract').credits, credits);
    expectNear(phaseOf(given, 'extract').calls, calls.extract);
  });

  test.each(['load', 'validate'] as const)(
    'from what is staged: calls and points of the %s',
    (name) => {
      expectNear(phaseOf(staged, name).calls, calls[name]);
      expectNear(phaseOf(staged, name).points, points[name]);
    },
  );

  test('no call is made that could be spared', () => {
    const { tickets, openingsWithFiles, ticketsWithFiles } = volumesOf(world.sandbox.zoho.truth());
    const of = (method: string, path: RegExp) =>
      world.sandbox.history.calls.filter((call) => call.method === method && path.test(call.path));
    // A text without files is whole in the call that creates its issue.
    const edits = of('PUT', /\/issue\/[A-Z]+-\d+$/);
    const texts = edits.filter(({ body }) => body?.includes('"description"'));
    expect(texts.length).toBeLessThanOrEqual(openingsWithFiles + ticketsWithFiles);
    // A new issue is not looked up before it is moved, nor one by one when all are read back.
    expect(of('GET', /\/issue\/[A-Z]+-\d+$/).length).toBeLessThan(tickets / 2);
    expect(of('POST', /\/issue\/bulkfetch$/)).toHaveLength(Math.ceil(tickets / 50));
    // Its type stands among its fields.
    expect(of('GET', /\/request\/[A-Z]+-\d+$/).length).toBeLessThan(tickets / 4);
  });

  test('the command needs neither credentials nor a folder', async () => {
    const environment = Object.fromEntries(
      Object.keys(world.environment).map((name) => [name, '']),
    );
    const { code, output } = await cliHere(world, ['plan', '--tickets', '10000000', '--json'], {
      environment,
    });
    expect(code).toBe(0);
    expect(JSON.parse(output)).toMatchObject({
      type: 'forecast',
      counts: { tickets: 10_000_000 },
      from: 'given',
    });
    const counts = join(mkdtempSync(join(tmpdir(), 'zdjsm-counts-')), 'counts.json');
    writeFileSync(counts, JSON.stringify({ tickets: 5, treads: 9 }));
    const refused = await cliHere(world, ['plan', '--counts', counts], { environment });
    expect(refused.code).toBe(2);
    expect(refused.output).toMatch(/treads/);
  });
});
