import type { PreflightCheck } from '../check.ts';

/** What the source's account may read: a missing scope makes records go missing, not a run fail. */
export const sourceAccess: PreflightCheck = {
  name: 'access to the source',
  run: async ({ survey }) =>
    (survey?.closed ?? []).map(({ area, isNeeded, message, remedy }) => ({
      severity: isNeeded ? 'blocker' : 'warning',
      place: area,
      message: `can't be read: ${message}`,
      remedy,
    })),
};
