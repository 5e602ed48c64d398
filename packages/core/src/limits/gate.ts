import type { Clock } from '../time/clock.ts';

/**
 * Stands before a limiter: while it is closed, calls wait outside, where they cost nothing and can
 * be aborted. Long pauses (a quota until its reset) happen here.
 */
export interface Gate {
  /** Resolves once the gate is open. */
  pass(signal?: AbortSignal): Promise<void>;
  /** Whether it is closed now; where others close it too, this asks. */
  look(): Promise<Closed | undefined>;
  /** Closes until the given time. A later time extends the pause; an earlier one changes nothing. */
  closeUntil(time: number, reason: string): void;
  /** Why and until when it is closed, as far as this process knows; undefined when it is open. */
  readonly closed: Closed | undefined;
}

export interface Closed {
  /** Milliseconds since 1970. */
  readonly until: number;
  readonly reason: string;
}

export function createGate(clock: Clock): Gate {
  let until = 0;
  let why = '';
  const isClosed = (): boolean => clock.now() < until;
  const closed = (): Closed | undefined => (isClosed() ? { until, reason: why } : undefined);
  return {
    look: async () => closed(),
    async pass(signal) {
      signal?.throwIfAborted();
      // The pause may be extended while one waits.
      while (isClosed()) await clock.sleep(until - clock.now(), signal);
    },
    closeUntil(time, reason) {
      if (time <= until) return;
      until = time;
      why = reason;
    },
    get closed() {
      return closed();
    },
  };
}
