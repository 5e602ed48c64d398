import type { PreflightCheck } from '../check.ts';

/** Hooks of the config that throw, or return what the target can't hold. */
export const hooks: PreflightCheck = {
  name: 'hooks',
  run: async ({ facts: { failingHooks } }) =>
    failingHooks.examples.map(({ ticketId, why }) => ({
      severity: 'blocker',
      place: `ticket ${ticketId}`,
      message: `${why}${failingHooks.count > 1 ? `; one of ${failingHooks.count} tickets` : ''}`,
      remedy: 'Mend the hook in the config: these tickets would fail. All others would be loaded.',
    })),
};
