import type { World } from './world.ts';

type State = ReturnType<World['sandbox']['jira']['inspect']>;

/** All that the target holds, but for the ports of this very sandbox. */
export function stateOf({ sandbox }: World): State {
  const state = JSON.stringify(sandbox.jira.inspect());
  return JSON.parse(state.replaceAll(/127\.0\.0\.1:\d+/g, 'host'));
}
