import type { PreflightCheck } from '../check.ts';

/** Tags that are no labels as they stand: white space, more than 255 characters, two that become one. */
export const labels: PreflightCheck = {
  name: 'labels',
  run: async ({ facts }) =>
    facts.losses
      .filter(({ field }) => field === 'tags')
      .map(({ reason, count, detail, example }) => ({
        severity: 'note',
        place: 'tags',
        message: `${count} tags are ${reason} to be legal labels, as in ticket ${example}: ${detail}`,
        remedy: 'Nothing; or rename the tags in the source. The report lists each.',
      })),
};
