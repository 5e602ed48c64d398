import type { Clock } from '@zdjsm/core';
import { isRecord } from '../model/json.ts';
import type { RouteFacts, RouteKind } from '../routes/route.ts';

/** What was spent in this hour of UTC: apps have a quota of points, API tokens do not. */
export interface PointsLedger {
  spend(points: number): void;
  /** The server said how much is left, and for how many more milliseconds. */
  observe(remaining: number, resetInMs: number): void;
  /** When the next call may go: now, or the top of the next hour. */
  readonly openAt: number;
  readonly spent: number;
  /** Since the client was made. */
  readonly total: number;
}

const HOUR_MS = 3_600_000;

export function createPointsLedger(clock: Clock, perHour: number | undefined): PointsLedger {
  let hour = Math.floor(clock.now() / HOUR_MS);
  let spent = 0;
  let total = 0;
  let closedUntil = 0;

  const turn = (): void => {
    const now = Math.floor(clock.now() / HOUR_MS);
    if (now === hour) return;
    hour = now;
    spent = 0;
  };

  return {
    spend(points) {
      turn();
      spent += points;
      total += points;
    },
    observe(remaining, resetInMs) {
      turn();
      // Others may spend from the same pool: what the server says is nearer to the truth.
      if (perHour !== undefined) spent = Math.max(spent, perHour - remaining);
      if (remaining <= 0) closedUntil = clock.now() + resetInMs;
    },
    get openAt() {
      turn();
      const exhausted = perHour !== undefined && spent >= perHour;
      return Math.max(exhausted ? (hour + 1) * HOUR_MS : 0, closedUntil);
    },
    get spent() {
      turn();
      return spent;
    },
    get total() {
      return total;
    },
  };
}

/**
 * Points that a call costs: 1, and for each object that is read 1 more, 2 if it is a user, a group
 * or a permission. Writes cost 1. (developer.atlassian.com/cloud/jira/platform/rate-limiting)
 */
export function pointsOf(kind: RouteKind, facts: RouteFacts, answer: unknown): number {
  if (kind !== 'read') return 1;
  return 1 + objectsIn(answer) * (facts.identity ? 2 : 1);
}

function objectsIn(answer: unknown): number {
  if (Array.isArray(answer)) return answer.length;
  if (!isRecord(answer)) return 0;
  const { values, issues, comments, worklogs } = answer;
  const listed = [values, issues, comments, worklogs].find(Array.isArray);
  return listed ? listed.length : 1;
}
