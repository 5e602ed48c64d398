import type { Clock } from '@zdjsm/core';
import { ISSUE_WINDOWS, LONGEST_WINDOW_MS, MOST_WRITES } from './bursts.ts';

/** When each issue was written to, and when it takes the next write. */
export interface IssueWrites {
  /** Books a write: 0 when it may go, else how many milliseconds to wait before asking again. */
  book(issue: string): Promise<number>;
  /** A write was answered, or may have been carried out. */
  wrote(issue: string): void;
  pauseUntil(issue: string, time: number): void;
}

interface Written {
  /** When the latest writes were answered: a server can't have counted them later. */
  readonly times: number[];
  pausedUntil: number;
}

const FIRST_SWEEP_AT = 1_000;

/** For one process, where the writes to one issue come one after the other. */
export function createIssueWrites(clock: Clock): IssueWrites {
  const issues = new Map<string, Written>();
  let sweepAt = FIRST_SWEEP_AT;

  const of = (issue: string): Written => {
    const known = issues.get(issue);
    if (known) return known;
    if (issues.size >= sweepAt) sweep();
    const made: Written = { times: [], pausedUntil: 0 };
    issues.set(issue, made);
    return made;
  };

  const sweep = (): void => {
    const now = clock.now();
    for (const [issue, { times, pausedUntil }] of issues) {
      const last = Math.max(times.at(-1) ?? 0, pausedUntil);
      if (now - last > LONGEST_WINDOW_MS) issues.delete(issue);
    }
    // Not before it has grown to twice what is left: otherwise each new issue would cost a sweep.
    sweepAt = Math.max(FIRST_SWEEP_AT, 2 * issues.size);
  };

  return {
    async book(issue) {
      const { times, pausedUntil } = of(issue);
      const ends = ISSUE_WINDOWS.map(({ writes, ms }) => (times.at(-writes) ?? -ms) + ms);
      return Math.max(0, Math.max(pausedUntil, ...ends) - clock.now());
    },
    wrote(issue) {
      const { times } = of(issue);
      times.push(clock.now());
      if (times.length > MOST_WRITES) times.shift();
    },
    pauseUntil(issue, time) {
      const written = of(issue);
      written.pausedUntil = Math.max(written.pausedUntil, time);
    },
  };
}
