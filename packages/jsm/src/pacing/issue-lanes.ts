import type { Clock } from '@zdjsm/core';
import { ISSUE_WINDOWS } from './bursts.ts';

/** The writes to one issue: one after the other, and as far apart as the issue's own limit asks. */
export interface IssueLane {
  /** Waits until the issue takes another write. */
  ready(signal?: AbortSignal): Promise<void>;
  /** A write was answered, or may have been carried out. */
  wrote(): void;
  pauseUntil(time: number): void;
}

export interface IssueLanes {
  /** Runs the work when those before it, on the same issue, are done. */
  run<T>(issue: string, work: (lane: IssueLane) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** A write that was not made in the lane: the creation of the issue. */
  wrote(issue: string): void;
}

interface LaneState {
  /** Ends when the last of the queue ends; never rejects. */
  tail: Promise<unknown>;
  waiting: number;
  /** When the latest writes were answered: a server can't have counted them later. */
  writes: number[];
  pausedUntil: number;
}

const REMEMBERED = Math.max(...ISSUE_WINDOWS.map((window) => window.writes));
const FORGOTTEN_AFTER_MS = Math.max(...ISSUE_WINDOWS.map((window) => window.ms));
const FIRST_SWEEP_AT = 1_000;

export function createIssueLanes(clock: Clock): IssueLanes {
  const lanes = new Map<string, LaneState>();
  let sweepAt = FIRST_SWEEP_AT;

  const laneOf = (issue: string): LaneState => {
    const known = lanes.get(issue);
    if (known) return known;
    if (lanes.size >= sweepAt) sweep();
    const made: LaneState = { tail: Promise.resolve(), waiting: 0, writes: [], pausedUntil: 0 };
    lanes.set(issue, made);
    return made;
  };

  const sweep = (): void => {
    const now = clock.now();
    for (const [issue, lane] of lanes) {
      const last = Math.max(lane.writes.at(-1) ?? 0, lane.pausedUntil);
      if (lane.waiting === 0 && now - last > FORGOTTEN_AFTER_MS) lanes.delete(issue);
    }
    // Not before it has grown to twice what is left: otherwise each new issue would cost a sweep.
    sweepAt = Math.max(FIRST_SWEEP_AT, 2 * lanes.size);
  };

  const earliest = ({ writes, pausedUntil }: LaneState): number =>
    Math.max(
      pausedUntil,
      ...ISSUE_WINDOWS.map(({ writes: most, ms }) => (writes.at(-most) ?? -ms) + ms),
    );

  const note = (lane: LaneState): void => {
    lane.writes.push(clock.now());
    if (lane.writes.length > REMEMBERED) lane.writes.shift();
  };

  const facadeOf = (lane: LaneState): IssueLane => ({
    async ready(signal) {
      for (let wait = earliest(lane) - clock.now(); wait > 0; wait = earliest(lane) - clock.now()) {
        await clock.sleep(wait, signal);
      }
    },
    wrote: () => note(lane),
    pauseUntil(time) {
      lane.pausedUntil = Math.max(lane.pausedUntil, time);
    },
  });

  return {
    wrote: (issue) => note(laneOf(issue)),
    async run(issue, work, signal) {
      signal?.throwIfAborted();
      const lane = laneOf(issue);
      const before = lane.tail;
      lane.waiting += 1;
      const mine = before
        .then(() => {
          signal?.throwIfAborted();
          return work(facadeOf(lane));
        })
        .finally(() => {
          lane.waiting -= 1;
        });
      lane.tail = mine.catch(() => {});
      return await orAborted(mine, signal);
    },
  };
}

/** Leaves the queue at once when aborted; the queue itself goes on in order. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
