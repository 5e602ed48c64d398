import { expect, onTestFinished, test } from 'vitest';
import type { Migration } from '../src/index.ts';
import { createWorld } from './support/world.ts';

const PHASES = [
  { name: 'open', statusTypes: ['open' as const, 'on-hold' as const] },
  { name: 'history', statusTypes: ['closed' as const] },
];

test('R-07: no pass loads a phase that still waits for its plan', async () => {
  const world = await createWorld({ zoho: { content: 'lean', tickets: 8 } });
  onTestFinished(() => world.stop());
  const requests = () =>
    world.sandbox.jira.issues().filter(({ requestType }) => requestType).length;
  const inPhase = async (
    phase: string | undefined,
    work: (migration: Migration) => Promise<unknown>,
  ): Promise<void> => {
    const migration = world.open({ phases: PHASES, phase });
    await work(migration).finally(() => migration.close());
  };

  await inPhase('open', (migration) => migration.run());
  const loaded = requests();
  expect(loaded).toBeGreaterThan(0);
  await inPhase(undefined, async (migration) => {
    await expect(migration.sync()).rejects.toMatchObject({
      code: 'NOT_LOADED',
      remedy: expect.stringContaining('--phase "open", --phase "history"'),
    });
  });
  await inPhase('open', (migration) => migration.sync());
  expect(requests()).toBe(loaded);

  await inPhase('history', (migration) => migration.run());
  expect(requests()).toBeGreaterThan(loaded);
  await inPhase(undefined, (migration) => migration.cutover());
}, 180_000);
