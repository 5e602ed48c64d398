import { isoSeconds, type Left } from './burst.ts';
import type { Refused } from './limits.ts';

export type HourlyLedger = ReturnType<typeof createHourlyLedger>;

const HOUR = 3_600_000;

/**
 * A budget that comes back at the top of the UTC hour, all at once. The undocumented cost-based
 * one writes its reset without seconds (facts § 1.1).
 */
export function createHourlyLedger(now: () => number, hourly: number, reason: string) {
  const spentBy = new Map<string, { hour: number; points: number }>();
  const hourOf = (time: number): number => Math.floor(time / HOUR);
  const entry = (account: string) => {
    const hour = hourOf(now());
    const known = spentBy.get(account);
    if (known?.hour === hour) return known;
    const fresh = { hour, points: 0 };
    spentBy.set(account, fresh);
    return fresh;
  };

  return {
    refuse(account: string): Refused | undefined {
      if (entry(account).points < hourly) return undefined;
      const resetAt = (hourOf(now()) + 1) * HOUR;
      const iso = isoSeconds(resetAt);
      return {
        reason,
        limit: hourly,
        retryAfterMs: resetAt - now(),
        reset: reason === 'jira-cost-based' ? iso.replace(':00Z', 'Z') : iso,
      };
    },
    charge(account: string, points: number): void {
      entry(account).points += points;
    },
    left(account: string): Left {
      const remaining = Math.max(0, hourly - entry(account).points);
      return { limit: hourly, remaining, resetMs: (hourOf(now()) + 1) * HOUR - now() };
    },
  };
}
