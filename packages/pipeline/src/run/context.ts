import type { Clock } from '@zdjsm/core';
import type { ResolvedConfig } from '../config/schema.ts';
import type { Source } from '../source/source.ts';
import type { Store } from '../store/store.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
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
}

export const isoNow = (clock: Clock): string => new Date(clock.now()).toISOString();
