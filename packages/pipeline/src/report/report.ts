import type { RunRecord } from '../run/run-log.ts';
import type { Usage } from '../run/usage.ts';
import type { CrosswalkState, FieldConflict, StoredError } from '../store/store.ts';

/** All that a report says, as JSON: the HTML page shows it, a script can read it. */
export interface Report {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly source: { readonly name: string; readonly tenant: string };
  readonly target: { readonly name: string; readonly url: string };
  /** `complete`: everything in scope is there and equal. */
  readonly verdict: 'complete' | 'incomplete' | 'not-validated';
  readonly modules: readonly ModuleCount[];
  readonly slices: readonly Slice[];
  /** How many records each list has: it holds the first ten thousand of them, the CSV files all. */
  readonly counts: Readonly<Record<ListName, number>>;
  /** How often which sort of record was left out or altered, the most frequent first. */
  readonly sorts: Readonly<Record<'skips' | 'changes', readonly Sort[]>>;
  readonly failures: readonly FailedRecord[];
  readonly skips: readonly SkippedRecord[];
  /** Tickets that the source counts and no list of it shows, so that they can't be read: `{ spam: 12 }`. */
  readonly unlisted: Readonly<Record<string, number>>;
  readonly findings: readonly FindingRecord[];
  readonly changes: readonly ChangedRecord[];
  readonly conflicts: readonly ConflictRecord[];
  /** Every run of this migration, the oldest first: the last one is the one that made the report. */
  readonly runs: readonly RunRecord[];
  /** Of the last run. */
  readonly usage: Usage;
  /** Of all runs. */
  readonly totals: Usage;
}

/** The lists of a report. */
export type ListName = 'failures' | 'skips' | 'findings' | 'changes' | 'conflicts';
/** What one of them is a list of. */
export type ListRecord<L extends ListName> = Report[L][number];

/** Records of a list that have the same thing in common. */
export interface Sort {
  /** The rule; the field and what happened to it. */
  readonly name: string;
  readonly count: number;
}

/** One kind of record, source against target. The five states add up to `source`. */
export interface ModuleCount {
  readonly kind: string;
  readonly source: number;
  /** Found in the target by the validation; undefined before one ran. */
  readonly target: number | undefined;
  readonly done: number;
  readonly skipped: number;
  readonly failed: number;
  readonly pending: number;
}

/** Tickets by one property: "status", "department", "created". */
export interface Slice {
  readonly name: string;
  readonly rows: readonly {
    readonly value: string;
    readonly source: number;
    readonly target: number;
  }[];
}

/** A record, and where it is on both sides. */
export interface RecordLinks {
  readonly kind: string;
  readonly id: string;
  readonly sourceUrl: string | undefined;
  readonly targetUrl: string | undefined;
}

/** A record that is not there, and why. */
export interface FailedRecord extends RecordLinks {
  readonly state: CrosswalkState;
  readonly attempts: number;
  readonly error: StoredError;
}

/** A record that was left out, and by which rule. */
export interface SkippedRecord extends RecordLinks {
  readonly rule: string;
}

/** The target does not hold what it should. */
export interface FindingRecord extends RecordLinks {
  readonly field: string;
  readonly expected: string;
  readonly actual: string;
}

/** A value that was carried over in another form. */
export interface ChangedRecord extends RecordLinks {
  readonly field: string;
  readonly reason: string;
  readonly detail: string;
}

/** Both sides have changed it since it was last written. */
export interface ConflictRecord extends RecordLinks, FieldConflict {}
