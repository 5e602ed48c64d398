import type { World } from './world.ts';

type RecordedCall = World['sandbox']['history']['calls'][number];

/** Number of the newest call; what comes after it is seen by `writesSince`. */
export const callsSoFar = (world: World): number => world.sandbox.history.calls.at(-1)?.seq ?? 0;

/** What was written to Jira after a call, as the sandbox saw it. */
export function writesSince(world: World, seq: number): readonly RecordedCall[] {
  return world.sandbox.history.calls.filter(
    (call) => call.seq > seq && call.cloud === 'jira' && isWrite(call),
  );
}

/** The same without what begins and ends the silence of a run: calls of issues alone. */
export const issueWritesSince = (world: World, seq: number): readonly RecordedCall[] =>
  writesSince(world, seq).filter(({ path }) => /\/(issue|comment|request)(\/|$)/.test(path));

/** POST is also how Jira is searched. */
function isWrite({ method, path }: RecordedCall): boolean {
  const reads = /\/search\/|\/comment\/list$|\/bulkfetch$/;
  return method !== 'GET' && !reads.test(path) && !path.startsWith('/oauth/');
}
