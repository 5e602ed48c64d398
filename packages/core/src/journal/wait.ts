import type { Clock } from '../time/clock.ts';
import type { Exchange } from './exchange.ts';

/** How long a call was held back before it was sent, and by what. */
export interface Wait {
  readonly client: Exchange['client'];
  /**
   * - `credits`, `quota`: what a day or an hour allows is used up;
   * - `rate`: the endpoint's rate;
   * - `issue`: the writes to one issue;
   * - `slot`: the number of simultaneous calls.
   */
  readonly cause: 'credits' | 'quota' | 'rate' | 'issue' | 'slot';
  readonly route: string;
  readonly ms: number;
}

/** Tells of a wait that has begun at `since` and is over now. */
export type TellWait = (cause: Wait['cause'], route: string, since: number) => void;

export function createTellWait(
  client: Wait['client'],
  clock: Clock,
  tell: ((wait: Wait) => void) | undefined,
): TellWait {
  if (!tell) return () => {};
  return (cause, route, since) => {
    const ms = clock.now() - since;
    // What did not wait is no news.
    if (ms >= 1) tell({ client, cause, route, ms });
  };
}
