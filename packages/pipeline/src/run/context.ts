import type { Clock } from '@zdjsm/core';
import type { ResolvedConfig } from '../config/schema.ts';
import type { Source } from '../source/source.ts';
import type { Store } from '../store/store.ts';
import type { EventSink } from './events.ts';

/** What every phase is given. */
export interface RunContext {
  readonly config: ResolvedConfig;
  readonly store: Store;
  readonly source: Source;
  readonly clock: Clock;
  readonly emit: EventSink;
  readonly signal: AbortSignal;
  /** This run's scope for retry and rollback. */
  readonly batch: string;
}

export const isoNow = (clock: Clock): string => new Date(clock.now()).toISOString();
