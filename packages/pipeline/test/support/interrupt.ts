import type { MigrationConfig } from '../../src/index.ts';
import type { World } from './world.ts';

/** Runs a migration until so many calls of this kind have been answered, and breaks it off there. */
export async function runUntil(
  world: World,
  config: Partial<MigrationConfig>,
  call: { readonly method: string; readonly path: RegExp; readonly count: number },
): Promise<void> {
  const stop = new AbortController();
  const migration = world.open(config, { signal: stop.signal });
  const ended = migration.run().then(
    () => 'to its end',
    () => 'interrupted',
  );
  const reached = (): boolean =>
    world.sandbox.history.calls.filter(
      ({ method, path }) => method === call.method && call.path.test(path),
    ).length >= call.count;
  const watch = setInterval(() => {
    if (reached()) stop.abort(new Error('interrupted by the test'));
  }, 2);
  const how = await ended;
  clearInterval(watch);
  await migration.close();
  if (how !== 'interrupted') throw new Error(`the migration came ${how} before it was interrupted`);
}
