import type { PreflightCheck } from '../check.ts';

/** Names in the config that the other side does not have: without them no ticket finds its place. */
export const names: PreflightCheck = {
  name: 'names in the config',
  run: async ({ problems }) =>
    problems
      // A field can be created: its own check offers to.
      .filter(({ setting }) => !setting.startsWith('fields.'))
      .map(({ setting, message }) => ({
        severity: 'blocker',
        place: setting,
        message,
        remedy: 'Correct the name in the config, or create what is missing in the target.',
      })),
};
