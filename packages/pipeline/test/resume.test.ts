import { afterEach, describe, expect, test } from 'vitest';
import { startCli, startMigration } from './support/cli-process.ts';
import { stateOf } from './support/state-of.ts';
import { createWorld, type World } from './support/world.ts';

const TICKETS = 6;
const worlds: World[] = [];

afterEach(async () => {
  for (const world of worlds.splice(0)) await world.stop();
});

async function newWorld(): Promise<World> {
  const world = await createWorld({ zoho: { tickets: TICKETS } });
  worlds.push(world);
  return world;
}

/** What the target holds after a run that nothing disturbs. */
async function undisturbed() {
  const world = await newWorld();
  const migration = world.open();
  await migration.run();
  await migration.close();
  return stateOf(world);
}

/** Resolves when the sandbox has been written to so often; the moment at which the axe falls. */
async function writesReach(world: World, count: number): Promise<void> {
  const written = () =>
    world.sandbox.history.calls.filter((c) => c.cloud === 'jira' && c.method !== 'GET').length;
  while (written() < count) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('R-06: a run that is killed', () => {
  test('ends as if nothing had happened when it is started again', async () => {
    const world = await newWorld();
    for (const moment of [25, 90, 260]) {
      const { child, ended } = startMigration(world);
      await Promise.race([writesReach(world, moment), ended]);
      child.kill('SIGKILL');
      expect((await ended).code, 'it was still running').toBeUndefined();
    }
    const last = await startMigration(world).ended;
    expect(last).toEqual({ output: 'complete', code: 0 });
    expect(stateOf(world)).toEqual(await undisturbed());
  }, 300_000);

  test('Ctrl-C ends it cleanly, and says how to go on', async () => {
    const world = await newWorld();
    const { child, ended } = startCli(world, ['run', '--confirm', 'the test']);
    await writesReach(world, 40);
    child.kill('SIGINT');
    const { code, output } = await ended;
    expect(output).toContain('Run the same command again: it goes on from here.');
    expect(code).toBe(130);
  }, 60_000);

  test('a second process is kept out while one runs', async () => {
    const world = await newWorld();
    const first = startMigration(world);
    await writesReach(world, 5);
    const second = await startCli(world, ['run']).ended;
    expect(second.output).toContain('is in use by another process');
    expect(second.code).toBe(2);
    first.child.kill('SIGKILL');
    await first.ended;
  }, 60_000);
});
