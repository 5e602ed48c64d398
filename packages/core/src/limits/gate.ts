import type { Clock } from '../time/clock.ts';

/**
 * Stands before a limiter: while it is closed, calls wait outside, where they cost nothing and can
 * be aborted. Long pauses (a quota until its reset) happen here.
 */
export interface Gate {
  /** Resolves once the gate is open. */
  pass(signal?: AbortSignal): Promise<void>;
  /** Closes until the given time. A later time extends the pause; an earlier one changes nothing. */
  closeUntil(time: number, reason: string): void;
  /** Why and until when it is closed, or undefined when it is open. */
  readonly closed: { readonly until: number; readonly reason: string } | undefined;
}

export function createGate(clock: Clock): Gate {
  let until = 0;
  let why = '';
  const closed = (): boolean => clock.now() < until;
  return {
    async pass(signal) {
      signal?.throwIfAborted();
      // The pause may be extended while one waits.
      while (closed()) await clock.sleep(until - clock.now(), signal);
    },
    closeUntil(time, reason) {
      if (time <= until) return;
      until = time;
      why = reason;
    },
    get closed() {
      return closed() ? { until, reason: why } : undefined;
    },
  };
}
