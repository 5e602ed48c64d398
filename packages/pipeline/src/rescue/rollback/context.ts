import type { Jsm, User } from '@zdjsm/jsm';
import type { RunContext } from '../../run/context.ts';
import type { Batch } from '../../store/store.ts';
import type { Activity } from './activity.ts';
import type { Uses } from './uses.ts';

/** What every step of a rollback is given. */
export interface RollbackContext extends RunContext {
  readonly jsm: Jsm;
  /** The account that makes the calls. */
  readonly migrator: User;
  /** The batch that is taken back. */
  readonly taken: Batch;
  readonly activity: Activity;
  readonly uses: Uses;
  /** Ids of batches that are approved: nothing of theirs is deleted. */
  readonly approved: ReadonlySet<string>;
}
