import type { Clock } from '@zdjsm/core';
import { isRecord } from '../model/json.ts';
import type { RouteFacts, RouteKind } from '../routes/route.ts';
import { createPointsStore, type PointsStore } from './points-store.ts';

/** What was spent in this hour of UTC: apps have a quota of points, API tokens do not. */
export interface PointsLedger {
  /** Books the point that each call costs: 0, or when the next may go where the hour's are spent. */
  admit(): Promise<number>;
  /** What an answer turned out to have cost, beyond the point that was booked. */
  spend(points: number): void;
  /** The server said how much is left. */
  observe(remaining: number): void;
  /** This hour, as far as this process knows. */
  readonly spent: number;
  /** By this client, since it was made. */
  readonly total: number;
}

const HOUR_MS = 3_600_000;

export function createPointsLedger(
  clock: Clock,
  perHour: number | undefined,
  store: PointsStore,
): PointsLedger {
  // Where no quota binds, nobody else has to know.
  const books = perHour === undefined ? createPointsStore() : store;
  let hour = Math.floor(clock.now() / HOUR_MS);
  let spent = 0;
  let total = 0;
  let failure: { readonly error: unknown } | undefined;

  const turn = (): number => {
    const now = Math.floor(clock.now() / HOUR_MS);
    if (now !== hour) spent = 0;
    hour = now;
    return hour;
  };

  /** Keeps the books without any call waiting for them; the next one to be admitted learns what failed. */
  const note = (write: (hour: number) => Promise<number>): void => {
    const ofHour = turn();
    write(ofHour).then(
      (points) => {
        if (ofHour === hour) spent = points;
      },
      (error: unknown) => {
        failure = { error };
      },
    );
  };

  return {
    async admit() {
      if (failure) {
        const { error } = failure;
        failure = undefined;
        throw error;
      }
      total += 1;
      const ofHour = turn();
      spent = await books.add(ofHour, 1);
      if (perHour === undefined || spent <= perHour) return 0;
      total -= 1;
      note((hour) => books.add(hour, -1));
      return (ofHour + 1) * HOUR_MS;
    },
    spend(points) {
      total += points;
      if (points > 0) note((hour) => books.add(hour, points));
    },
    observe(remaining) {
      // Others may spend from the same pool: what the server says is nearer to the truth.
      if (perHour === undefined || perHour - remaining <= spent) return;
      note((hour) => books.raise(hour, perHour - remaining));
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
