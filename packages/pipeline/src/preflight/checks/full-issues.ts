import type { PreflightCheck } from '../check.ts';

/** Tickets with more than one issue can hold: mail loops, as a rule. */
export const fullIssues: PreflightCheck = {
  name: 'full issues',
  run: async ({ facts: { fullIssues } }) =>
    fullIssues.examples.map(({ ticketId, what, size, most }) => ({
      severity: 'warning',
      place: `ticket ${ticketId}`,
      message: `${size} ${what}, where an issue takes ${most}${fullIssues.count > 1 ? ` (one of ${fullIssues.count} such tickets)` : ''}`,
      remedy:
        'Give it a tag and leave it out (scope.tags), or load it: the report names what did not fit, with a link to the original.',
    })),
};
