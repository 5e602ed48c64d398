/**
 * What a 429 asks to wait.
 *
 * - `endpoint`: this endpoint and method.
 * - `issue`: writes to this issue.
 * - `concurrency`: fewer calls at once.
 * - `everything`: all calls, until the quota comes back.
 */
export type LimitScope = 'endpoint' | 'issue' | 'concurrency' | 'everything';

interface Reaction {
  readonly scope: LimitScope;
  /** Up to this share of the pause is added at random, so that waiters don't come back together. */
  readonly spread: number;
}

/**
 * `RateLimit-Reason` → what waits. The first four are documented
 * (developer.atlassian.com/cloud/jira/platform/rate-limiting, 12 August 2026), Confluence's likewise in
 * its own guide; the others were seen by others in the field.
 */
const REASONS: Readonly<Record<string, Reaction>> = {
  'jira-burst-based': { scope: 'endpoint', spread: 0.3 },
  'jira-per-issue-on-write': { scope: 'issue', spread: 0.1 },
  'jira-quota-global-based': { scope: 'everything', spread: 0.002 },
  'jira-quota-tenant-based': { scope: 'everything', spread: 0.002 },
  'confluence-quota-global-based': { scope: 'everything', spread: 0.002 },
  'confluence-quota-tenant-based': { scope: 'everything', spread: 0.002 },
  'jira-cost-based': { scope: 'everything', spread: 0.002 },
  'jira-max-concurrent-threads-across-all-instances-per-tenant-per-user': {
    scope: 'concurrency',
    spread: 0.3,
  },
};

/** A reason that nobody knows, and none at all (the gateway gives none), stop everything. */
const UNKNOWN: Reaction = { scope: 'everything', spread: 0.05 };

export const reactionTo = (reason: string | undefined): Reaction =>
  (reason === undefined ? undefined : REASONS[reason]) ?? UNKNOWN;
