import type { RouteFacts } from '../routes/route.ts';

/**
 * Steady rates by method, requests a second, for endpoints without one of their own
 * (developer.atlassian.com/cloud/jira/platform/rate-limiting, 12 August 2026). They hold for a tenant, an
 * endpoint and a method, and are shared by all who use it.
 */
const DEFAULTS: Readonly<Record<string, number>> = { GET: 100, POST: 100, PUT: 50, DELETE: 50 };

export const documentedRate = (method: string, facts: RouteFacts): number =>
  facts.perSecond ?? DEFAULTS[method] ?? 50;

/** How many writes one issue takes: both windows hold at once. Same source. */
export const ISSUE_WINDOWS: readonly { readonly writes: number; readonly ms: number }[] = [
  { writes: 20, ms: 2_000 },
  { writes: 100, ms: 30_000 },
];

/** What is older than this, or beyond so many writes, has no bearing on any window. */
export const LONGEST_WINDOW_MS = Math.max(...ISSUE_WINDOWS.map(({ ms }) => ms));
export const MOST_WRITES = Math.max(...ISSUE_WINDOWS.map(({ writes }) => writes));
