import type { LoadContext } from '../load/load-context.ts';
import type { Breaker } from '../run/stopping-errors.ts';
import type { Tally } from './tally.ts';

/** A validation that is under way. */
export interface ValidationContext extends LoadContext {
  /** What is counted on both sides. */
  readonly tally: Tally;
  /** Ends it when nothing can be read back any more. */
  readonly breaker: Breaker;
}
