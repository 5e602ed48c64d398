import type { Route } from '../api/route-table.ts';
import type { LimitOptions, Refused } from './limits.ts';

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** What is left of a limit, as the headers tell it. */
export interface Left {
  readonly limit: number;
  readonly remaining: number;
  readonly resetMs: number;
}

/** A token bucket for each path and method: the tenant's, whoever calls (facts § 1.1). */
export function createBurstLimiter(
  now: () => number,
  options: Exclude<LimitOptions['burst'], false | undefined>,
) {
  const { scale = 1, seconds = 1, rates = {} } = options;
  const buckets = new Map<string, Bucket>();
  const rateOf = (route: Route): number => rates[route.operation] ?? route.burst * scale;
  const capacityOf = (route: Route): number => Math.max(1, rateOf(route) * seconds);

  const fill = (route: Route): Bucket => {
    const time = now();
    const known = buckets.get(route.operation);
    if (!known) {
      const bucket = { tokens: capacityOf(route), filledAt: time };
      buckets.set(route.operation, bucket);
      return bucket;
    }
    const earned = ((time - known.filledAt) / 1000) * rateOf(route);
    known.tokens = Math.min(capacityOf(route), known.tokens + earned);
    known.filledAt = time;
    return known;
  };

  return {
    refuse(route: Route): Refused | undefined {
      const { tokens } = fill(route);
      if (tokens >= 1) return undefined;
      const retryAfterMs = ((1 - tokens) / rateOf(route)) * 1000;
      return {
        reason: 'jira-burst-based',
        limit: rateOf(route),
        retryAfterMs,
        reset: isoSeconds(now() + retryAfterMs),
      };
    },
    count(route: Route): void {
      fill(route).tokens -= 1;
    },
    left(route: Route): Left {
      return { limit: rateOf(route), remaining: fill(route).tokens, resetMs: 1000 };
    },
  };
}

/** `2026-01-01T01:01:01Z`, rounded up: at that instant the limit has been lifted. */
export function isoSeconds(time: number): string {
  return new Date(Math.ceil(time / 1000) * 1000).toISOString().replace('.000Z', 'Z');
}
