import type { Clock } from '@zdjsm/core';
import type { ResolvedConfig } from '../config/schema.ts';
import type { Source } from '../source/source.ts';
import type { Store } from '../store/store.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import type { Crew } from '../workers/crew.ts';
import type { EventSink } from './events.ts';

/** What every phase is given. */
export interface RunContext {
  readonly config: ResolvedConfig;
  readonly store: Store;
  readonly source: Source;
  readonly clock: Clock;
  readonly emit: EventSink;
  /** Spans, for whoever wants to see where the time goes. */
  readonly telemetry: Pick<Telemetry, 'record'>;
  readonly signal: AbortSignal;
  /** This run's scope for retry and rollback. */
  readonly batch: string;
  /** Where the store can be shared: the processes that do so. Joined when it is first asked for. */
  readonly crew?: (() => Promise<Crew>) | undefined;
}

export const isoNow = (clock: Clock): string => new Date(clock.now()).toISOString();
