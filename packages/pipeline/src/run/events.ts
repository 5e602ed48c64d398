import type { StoredError } from '../store/store.ts';

/** What a run can be at. */
export type PhaseName =
  | 'preflight'
  | 'plan'
  | 'sample'
  | 'extract'
  | 'export-jim'
  | 'adopt'
  | 'load'
  | 'work'
  | 'sync'
  | 'cutover'
  | 'reclaim'
  | 'validate'
  | 'report'
  | 'retry'
  | 'backup'
  | 'rollback';

/** What a running migration tells: for progress displays, logs and metrics. Never a body or a secret. */
export type MigrationEvent =
  | { readonly type: 'phase'; readonly phase: PhaseName; readonly state: 'started' | 'finished' }
  | {
      readonly type: 'progress';
      readonly phase: PhaseName;
      /** `contact`, `ticket`, … */
      readonly kind: string;
      readonly done: number;
      /** Undefined while it is not known. */
      readonly total: number | undefined;
      readonly failed: number;
    }
  | {
      readonly type: 'record-failed';
      readonly phase: PhaseName;
      readonly kind: string;
      readonly id: string;
      readonly error: StoredError;
    }
  | {
      /** A limit is reached; work goes on by itself at the given time. */
      readonly type: 'waiting';
      readonly side: 'source' | 'target';
      readonly reason: string;
      /** ISO 8601. */
      readonly until: string;
    }
  | { readonly type: 'note'; readonly message: string };

/** Who is told what happens. */
export type EventSink = (event: MigrationEvent) => void;
