/** Work that is limited by how many calls run at once, and by what may be spent in a day. */
export interface Run {
  readonly calls: number;
  readonly atOnce: number;
  /** Credits that the calls cost together, and how many a day has for them; undefined: no bound. */
  readonly credits?: number | undefined;
  readonly creditsADay?: number | undefined;
  /** Calls to the endpoint that allows the fewest, and how many it takes a second. */
  readonly slowest?: { readonly calls: number; readonly perSecond: number } | undefined;
}

/** How long it takes: hours in which it works, and days from its start to its end. */
export interface Pace {
  /** Upwards to a tenth. */
  readonly hours: number;
  readonly days: number;
}

// Seconds from sending a call to the end of its answer, on an ordinary day.
const CALL_SECONDS = 0.3;
const DAY_SECONDS = 86_400;

/**
 * Walks through the run day by day: a day ends when its credits or its hours are over, whichever is
 * first. `Infinity` days where a day has no credits for it.
 */
export function paceOf({ calls, atOnce, credits = 0, creditsADay, slowest }: Run): Pace {
  const seconds = Math.max(
    (calls * CALL_SECONDS) / atOnce,
    slowest ? slowest.calls / slowest.perSecond : 0,
  );
  const hours = Math.ceil((seconds / 3600) * 10) / 10;
  if (creditsADay !== undefined && credits > 0 && creditsADay <= 0) {
    return { hours, days: Number.POSITIVE_INFINITY };
  }
  // What a day can do of the whole, by each of its bounds.
  const byTime = seconds === 0 ? 1 : DAY_SECONDS / seconds;
  const byCredits = credits === 0 || creditsADay === undefined ? 1 : creditsADay / credits;
  return { hours, days: Math.max(1, Math.ceil(1 / Math.min(1, byTime, byCredits) - 1e-9)) };
}
