import type { RecordName } from './record-name.ts';

/** The values of a record that are not in the target as they were. */
export interface ChangesOf {
  readonly kind: string;
  readonly sourceId: string;
  readonly changes: readonly FieldChange[];
}

/** A value that could not be carried over as it was: every one of them is in the report. */
export interface FieldChange {
  readonly field: string;
  /** Stable: `shortened`, `renamed`, `dropped`, `flattened`, `default`, … */
  readonly reason: string;
  readonly detail: string;
}

/** A value that is not in the target as it was. */
export interface Change extends FieldChange {
  readonly kind: string;
  readonly sourceId: string;
}

/** All values that are not in the target as they were. */
export interface ChangeReader {
  /** Those of one record. */
  of(record: RecordName): Promise<Change[]>;
  iterate(): AsyncIterable<Change>;
}

/** What a validation found of a record. */
export interface FindingsOf {
  readonly kind: string;
  readonly sourceId: string;
  readonly findings: readonly FieldFinding[];
}

/** The target does not hold what it should. Never the text of a mail: only where it differs. */
export interface FieldFinding {
  readonly field: string;
  readonly expected: string;
  readonly actual: string;
}

/** A value that differs between both sides. */
export interface Finding extends FieldFinding {
  readonly kind: string;
  readonly sourceId: string;
}

/** Everything that a validation found. */
export interface FindingReader {
  iterate(): AsyncIterable<Finding>;
}

/** What somebody has changed of a record in the target. */
export interface ConflictsOf {
  readonly kind: string;
  readonly sourceId: string;
  readonly conflicts: readonly FieldConflict[];
}

/** Both sides have changed the same thing since it was last written: one of them had to give way. */
export interface FieldConflict {
  readonly field: string;
  /**
   * Stable: `edited`, `deleted-in-target`, `deleted-in-source`, `left-out-now`, `moved`, `merged`,
   * `renamed`.
   */
  readonly reason: string;
  /** Who and when; never the text of a mail. */
  readonly detail: string;
  /** Which side's state stands now. */
  readonly outcome: 'target-kept' | 'target-overwritten';
}

/** A value that was changed on both sides. */
export interface Conflict extends FieldConflict {
  readonly kind: string;
  readonly sourceId: string;
}

/** Everything that was changed on both sides. */
export interface ConflictReader {
  iterate(): AsyncIterable<Conflict>;
}
