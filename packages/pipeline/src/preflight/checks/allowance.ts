import type { PreflightCheck } from '../check.ts';

/** Whether the source's daily allowance lets the extraction through, and in how many days. */
export const allowance: PreflightCheck = {
  name: 'credits of the source',
  async run({ survey, config }) {
    const { credits = 0, days } = survey?.cost ?? {};
    if (days === undefined || days <= 1) return [];
    const isHopeless = !Number.isFinite(days);
    return [
      {
        severity: isHopeless ? 'blocker' : 'note',
        place: 'source.creditReserve',
        message: isHopeless
          ? `the reserve of ${config.source?.creditReserve ?? 0} credits leaves nothing of the day`
          : `the extraction takes about ${credits} credits: ${days} days, stopping and going on by itself`,
        remedy: isHopeless
          ? 'Lower the reserve, or correct `edition` and `agents`.'
          : 'Start early; nothing is read twice. More credits can be bought from Zoho.',
      },
    ];
  },
};
