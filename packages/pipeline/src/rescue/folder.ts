import { type Clock, type Secret, systemClock } from '@zdjsm/core';
import type { ResolvedConfig } from '../config/schema.ts';
import type { RunContext } from '../run/context.ts';
import { openStore } from '../store/open-store.ts';
import type { Batch, Store } from '../store/store.ts';
import { type Approval, approve } from './approve.ts';
import type { BatchChoice } from './choose-batch.ts';
import { type Decision, decide } from './decide/decide.ts';
import { readSituation, type Situation, type SituationOptions } from './decide/read-situation.ts';
import { type Review, readReview } from './review.ts';
import { readStatus, type Status } from './status.ts';

/** What a migration's folder alone can tell and note: nobody is called, no credentials are needed. */
export interface MigrationFolder {
  /** Phases, counts, failures, open batches, a silence that is under way, and what to do next. */
  status(): Promise<Status>;
  /** What a batch has written and how it differs. Without a batch: the one that is open. */
  review(choice?: BatchChoice): Promise<Review>;
  /** Ends the right to roll the batch back. */
  approve(approval: Approval): Promise<Batch>;
  /** Continue or roll back, with the reasons. */
  decide(options?: SituationOptions): Promise<Decision & { readonly situation: Situation }>;
}

export function createFolder(
  context: Pick<RunContext, 'store' | 'config' | 'clock'>,
): MigrationFolder {
  return {
    status: () => readStatus(context),
    review: (choice = {}) => readReview(context, choice),
    approve: (approval) => approve(context, approval),
    async decide(options = {}) {
      const situation = await readSituation(context, options);
      return { ...decide(situation), situation };
    },
  };
}

export interface FolderOptions {
  readonly config: ResolvedConfig;
  /** Default: the one that the config names, or SQLite in its folder. */
  readonly store?: Store | undefined;
  /** Of a PostgreSQL that asks for one. */
  readonly storePassword?: Secret | undefined;
  readonly clock?: Clock | undefined;
}

/** Opens it, beside a running migration only where that keeps its store in PostgreSQL. Close it afterwards. */
export function openMigrationFolder({
  config,
  storePassword,
  store = openStore({ config, password: storePassword, access: 'share' }),
  clock = systemClock,
}: FolderOptions): MigrationFolder & { close(): Promise<void> } {
  return { ...createFolder({ config, store, clock }), close: () => store.close() };
}
