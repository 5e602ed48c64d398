import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sample } from '../src/index.ts';
import { createWorld, type World } from './support/world.ts';
import { callsSoFar, writesSince } from './support/writes.ts';

const SIZE = 28;

describe('R-08: an ugly sample goes into a trial project first', () => {
  let world: World;
  let first: Sample;
  let again: Sample;
  let readsOfTickets: number;
  let writesOfSecond: number;

  beforeAll(async () => {
    world = await createWorld({ zoho: { tickets: 40 } });
    world.sandbox.jira.act('create-desk', { key: 'TRIAL', name: 'Trial' });
    world.sandbox.jira.act('customer-mails', { on: false });
    const migration = world.open();
    await migration.extract();
    const before = callsSoFar(world);
    const options = { project: 'TRIAL', requestType: 'Get support', size: SIZE };
    first = await migration.sample(options);
    readsOfTickets = world.sandbox.history.calls.filter(
      ({ seq, cloud, path }) =>
        seq > before && cloud === 'zoho' && /\/tickets\/\d+(\/threads\/\d+)?$/.test(path),
    ).length;
    const beforeSecond = callsSoFar(world);
    again = await migration.sample(options);
    writesOfSecond = writesSince(world, beforeSecond).length;
    await migration.close();
  }, 240_000);
  afterAll(() => world.stop());

  const live = () =>
    [...world.sandbox.zoho.truth().tickets()].filter(({ state }) =>
      ['live', 'archived'].includes(state),
    );

  test('it shows what is rare: every status, gone agents, long threads, files, merged tickets', () => {
    expect(first.tickets).toHaveLength(SIZE);
    const traits = first.traits.map(([trait]) => trait);
    for (const status of new Set(live().map(({ record }) => String(record['status'])))) {
      expect(traits).toContain(`status: ${status}`);
    }
    expect(traits).toEqual(
      expect.arrayContaining([
        'archived',
        'agent is gone',
        'inline images',
        'merged',
        'comments',
        'custom fields: 10 or more',
        expect.stringMatching(/^messages: \d+ or more$/),
        expect.stringMatching(/^tags: \d+ or more$/),
      ]),
    );
  });

  test('its tickets are in the trial project, and nothing is anywhere else', () => {
    const { issues, customers } = world.sandbox.jira.inspect();
    expect(new Set(issues.map(({ project }) => project))).toEqual(new Set(['TRIAL']));
    expect(customers.length).toBeLessThan([...world.sandbox.zoho.truth().contacts()].length);
  });

  test('it is compared, and complete', () => {
    expect(first.report.failures).toEqual([]);
    expect(first.report.findings).toEqual([]);
    expect(first.report.verdict).toBe('complete');
    expect(first.path).toContain('/sample/');
  });

  test('what is staged is not read again; only files that could not be had are asked for', () => {
    expect(readsOfTickets).toBe(0);
  });

  test('it can be repeated: the same tickets, and nothing written twice', () => {
    expect(again.tickets).toEqual(first.tickets);
    expect(writesOfSecond).toBe(0);
  });

  test('R-13: it mails nobody', () => {
    expect(world.sandbox.jira.inspect().outbox).toEqual([]);
  });
});
