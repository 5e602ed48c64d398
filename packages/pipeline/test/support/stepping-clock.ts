import type { Clock } from '@zdjsm/core';
import type { Sandbox } from '@zdjsm/sandbox';

const HOUR_MS = 3_600_000;
// Each turn of the event loop looks at the sockets: so many without a call, and none is under way.
const QUIET_TURNS = 200;

/** The sandbox's own time, in which a pause of hours is a step forward: days go by in a moment. */
export function createSteppingClock(
  { clock, history }: Pick<Sandbox, 'clock' | 'history'>,
  longest: number = HOUR_MS,
): Clock {
  const quiet = async (): Promise<void> => {
    let last: number | undefined;
    for (let turns = 0; turns < QUIET_TURNS; turns++) {
      await new Promise((resolve) => setImmediate(resolve));
      const newest = history.calls.at(-1)?.seq;
      if (newest !== last) turns = 0;
      last = newest;
    }
  };
  return {
    now: () => clock.now(),
    async sleep(ms, signal) {
      if (ms < longest) return await clock.sleep(ms, signal);
      signal?.throwIfAborted();
      // All who wait for the same moment get there by one step; what is under way gets its answer
      // first, as it would in the hours that are left out here.
      const end = clock.now() + ms;
      await quiet();
      clock.advance(Math.max(0, end - clock.now()));
    },
  };
}
