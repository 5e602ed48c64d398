import type { PreflightCheck } from '../check.ts';

/** Texts that are longer than a field of Jira: 32,767 characters. */
export const texts: PreflightCheck = {
  name: 'long texts',
  run: async ({ facts: { longTexts } }) =>
    longTexts.examples.map(({ ticketId, what, size }) => ({
      severity: 'warning',
      place: `ticket ${ticketId}, ${what}`,
      message: `${size} characters, where a field of Jira takes 32,767${longTexts.count > 1 ? ` (one of ${longTexts.count})` : ''}`,
      remedy: 'Look at it after the load: the report names it if Jira refused it.',
    })),
};
