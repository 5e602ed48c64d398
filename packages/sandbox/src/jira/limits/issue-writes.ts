import { isoSeconds } from './burst.ts';
import type { Refused } from './limits.ts';

/** At most so many writes to one issue within so many milliseconds. */
export interface WriteWindow {
  readonly writes: number;
  readonly ms: number;
}

export function createIssueWriteLimiter(now: () => number, windows: readonly WriteWindow[]) {
  const longest = Math.max(...windows.map((window) => window.ms));
  const timesByIssue = new Map<string, number[]>();

  const recent = (issueId: string): number[] => {
    const since = now() - longest;
    const times = (timesByIssue.get(issueId) ?? []).filter((time) => time > since);
    if (times.length === 0) timesByIssue.delete(issueId);
    else timesByIssue.set(issueId, times);
    return times;
  };

  return {
    refuse(issueId: string): Refused | undefined {
      const times = recent(issueId);
      for (const { writes, ms } of windows) {
        // The write that has to leave the window before there is room for another.
        const oldest = times.at(-writes);
        const retryAfterMs = oldest === undefined ? 0 : oldest + ms - now();
        if (retryAfterMs > 0) {
          return {
            reason: 'jira-per-issue-on-write',
            limit: writes,
            retryAfterMs,
            reset: isoSeconds(now() + retryAfterMs),
          };
        }
      }
      return undefined;
    },
    count(issueId: string): void {
      timesByIssue.set(issueId, [...recent(issueId), now()]);
    },
  };
}
