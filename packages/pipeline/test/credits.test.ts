import type { Clock } from '@zdjsm/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MigrationEvent, Report } from '../src/index.ts';
import { createSteppingClock } from './support/stepping-clock.ts';
import { createWorld, type World } from './support/world.ts';

const CREDITS_A_DAY = 90;

describe('R-06: credits that run out', () => {
  let world: World;
  let clock: Clock;
  const events: MigrationEvent[] = [];
  let report: Report;

  const open = (creditsExhausted: 'wait' | 'stop') =>
    world.open(
      { source: { ...world.config.source, creditReserve: 10, creditsExhausted } },
      { clock, onEvent: (event) => events.push(event) },
    );

  beforeAll(async () => {
    world = await createWorld({
      zoho: { content: 'lean', tickets: 12, credits: CREDITS_A_DAY, zone: 'UTC' },
    });
    clock = createSteppingClock(world.sandbox);
  });

  afterAll(() => world.stop());

  test('stop the run, which says when it can go on, and leave the reserve', async () => {
    const migration = open('stop');
    await expect(migration.extract()).rejects.toMatchObject({ code: 'CREDITS_EXHAUSTED' });
    await migration.close();
    expect(spentOf(world)).toBeLessThanOrEqual(CREDITS_A_DAY - 10);
  });

  test('leave the reserve after a restart, too', async () => {
    const migration = open('stop');
    await expect(migration.extract()).rejects.toMatchObject({ code: 'CREDITS_EXHAUSTED' });
    await migration.close();
    expect(spentOf(world)).toBeLessThanOrEqual(CREDITS_A_DAY - 10);
  });

  test('are waited for over as many days as it takes, and the end is the same', async () => {
    const migration = open('wait');
    ({ report } = await migration.run());
    await migration.close();
    expect(report.verdict).toBe('complete');
    const waits = events.filter(({ type }) => type === 'waiting');
    expect(waits.length).toBeGreaterThan(1);
    expect(waits[0]).toMatchObject({ side: 'source', reason: expect.stringContaining('credits') });
  }, 120_000);

  test('all runs are in the report, with what they used', () => {
    expect(report.runs).toHaveLength(3);
    const all = report.runs.reduce((sum, { usage }) => sum + usage.credits, 0);
    expect(report.totals.credits).toBe(all);
    expect(all).toBeGreaterThan(2 * CREDITS_A_DAY);
  });
});

/** Credits that the sandbox has charged since midnight. */
function spentOf({ sandbox }: World): number {
  const { credits } = sandbox.zoho.inspect() as { readonly credits: number };
  return CREDITS_A_DAY - credits;
}
