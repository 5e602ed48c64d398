import type { Clock, TellWait } from '@zdjsm/core';
import type { IssueWrites } from './issue-writes.ts';

/** The writes to one issue: one after the other, and as far apart as the issue's own limit asks. */
export interface IssueLane {
  /** Waits until the issue takes another write, by this route. */
  ready(signal?: AbortSignal, route?: string): Promise<void>;
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

export function createIssueLanes(
  clock: Clock,
  writes: IssueWrites,
  tellWait: TellWait = () => {},
): IssueLanes {
  /** Each ends when the last of its queue ends; none rejects. */
  const tails = new Map<string, Promise<unknown>>();

  const laneOf = (issue: string): IssueLane => ({
    async ready(signal, route = 'unknown') {
      const since = clock.now();
      for (let wait = await writes.book(issue); wait > 0; wait = await writes.book(issue)) {
        await clock.sleep(wait, signal);
      }
      tellWait('issue', route, since);
    },
    wrote: () => writes.wrote(issue),
    pauseUntil: (time) => writes.pauseUntil(issue, time),
  });

  return {
    wrote: (issue) => writes.wrote(issue),
    async run(issue, work, signal) {
      signal?.throwIfAborted();
      const before = tails.get(issue) ?? Promise.resolve();
      const mine = before.then(() => {
        signal?.throwIfAborted();
        return work(laneOf(issue));
      });
      const tail = mine
        .catch(() => {})
        .then(() => {
          if (tails.get(issue) === tail) tails.delete(issue);
        });
      tails.set(issue, tail);
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
