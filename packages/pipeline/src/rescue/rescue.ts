import type { Jsm } from '@zdjsm/jsm';
import type { LoadContext } from '../load/load-context.ts';
import type { RunContext } from '../run/context.ts';
import type { PhaseName } from '../run/events.ts';
import { type Backup, type BackupOptions, backUp } from './backup.ts';
import type { BatchChoice } from './choose-batch.ts';
import { createFolder, type MigrationFolder } from './folder.ts';
import { type RetryResult, retry } from './retry/retry.ts';
import type { Rollback } from './rollback/result.ts';
import { planRollback, rollBack } from './rollback/rollback.ts';

/** What is done when something went wrong. */
export interface Rescue extends MigrationFolder {
  /** Reruns what failed, of the reading and of the writing, and nothing else. */
  retry(): Promise<RetryResult>;
  /** Writes the target's state as JSON lines into the folder. */
  backup(options?: BackupOptions): Promise<Backup>;
  /** What a rollback would delete and what would stay, and why. Writes nothing to the target. */
  planRollback(choice?: BatchChoice): Promise<Rollback>;
  /** Takes the batch back: all that it created and nobody has touched since. */
  rollback(choice?: BatchChoice): Promise<Rollback>;
}

interface RescueParts {
  readonly context: RunContext;
  readonly jsm: Jsm;
  /** What a load needs, checked; nothing else asks for it. */
  readonly ready: () => Promise<LoadContext>;
  readonly phase: <T>(name: PhaseName, work: () => Promise<T>) => Promise<T>;
}

export function createRescue({ context, jsm, ready, phase }: RescueParts): Rescue {
  return {
    ...createFolder(context),
    retry: () => phase('retry', async () => await retry(await ready())),
    backup: (options = {}) => phase('backup', () => backUp(context, jsm, options)),
    planRollback: (choice = {}) => phase('rollback', () => planRollback(context, jsm, choice)),
    rollback: (choice = {}) => phase('rollback', () => rollBack(context, jsm, choice)),
  };
}
