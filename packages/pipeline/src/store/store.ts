import type { AnswerSummary, Outcome } from '@zdjsm/core';
import type { BlobStore } from './blob-store.ts';
import type {
  ChangeReader,
  ChangesOf,
  ConflictReader,
  ConflictsOf,
  FindingReader,
  FindingsOf,
} from './notes.ts';
import type { RecordName } from './record-name.ts';
import type { WorkerReader } from './worker-rows.ts';

export type { Blob, BlobStore } from './blob-store.ts';
export type {
  Change,
  ChangeReader,
  ChangesOf,
  Conflict,
  ConflictReader,
  ConflictsOf,
  FieldChange,
  FieldConflict,
  FieldFinding,
  Finding,
  FindingReader,
  FindingsOf,
} from './notes.ts';
export type { RecordName } from './record-name.ts';

/**
 * What the migration keeps: raw records, files, where each record went, and what was changed on the
 * way. All that is read comes from the parts; all that is written goes through `commit`.
 */
export interface Store {
  readonly meta: MetaReader;
  readonly staging: StagingReader;
  readonly crosswalk: CrosswalkReader;
  readonly changes: ChangeReader;
  readonly findings: FindingReader;
  readonly conflicts: ConflictReader;
  readonly batches: BatchReader;
  readonly workers: WorkerReader;
  readonly blobs: BlobStore;
  /** Durable when it resolves: all of it, or nothing. */
  commit(writes: Writes): Promise<void>;
  /**
   * Does the work while nobody else who has this store open, in whatever process, does work of this name.
   * Whoever dies at it makes way for the next.
   */
  alone<T>(name: string, work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** What is written together, or not at all. */
export interface Writes {
  readonly meta?: Readonly<Record<string, unknown>>;
  readonly staged?: readonly StagedRecord[];
  /** Takes these records out of staging: the source has them no more. */
  readonly unstage?: readonly Pick<StagedRecord, 'kind' | 'id'>[];
  readonly files?: readonly FileRow[];
  readonly crosswalk?: readonly CrosswalkRow[];
  /** Replaces what was noted for these records before. */
  readonly changes?: readonly ChangesOf[];
  /** Replaces what was found of these records before. */
  readonly findings?: readonly FindingsOf[];
  /** Replaces what was noted of these records before. */
  readonly conflicts?: readonly ConflictsOf[];
  /** Takes these records out of the crosswalk, with what was changed and found of them. */
  readonly forget?: readonly RecordName[];
  readonly batches?: readonly Batch[];
}

/** Small facts of the migration itself: tenants, checkpoints, the last run. */
export interface MetaReader {
  get(key: string): Promise<unknown>;
}

/** A record as the source sent it. */
export interface StagedRecord {
  readonly kind: string;
  readonly id: string;
  /** What the source said, unchanged. */
  readonly payload: unknown;
  /** Of the payload: equal hashes mean that nothing changed since. */
  readonly hash: string;
  /** The source's own time of the last change, ISO 8601. */
  readonly modifiedAt: string | undefined;
  /** The record that it hangs on: a task's ticket. */
  readonly parentId?: string | undefined;
  /** What else it is called, beside its id: a ticket's number. Written only; `idOf` finds by it. */
  readonly names?: readonly string[] | undefined;
}

/** What was read from the source. */
export interface StagingReader {
  get(kind: string, id: string): Promise<StagedRecord | undefined>;
  /** The hash alone: tells whether a record is there without reading it. */
  hashOf(kind: string, id: string): Promise<string | undefined>;
  /** In the order of ids, without loading all at once. */
  iterate(kind: string): AsyncIterable<StagedRecord>;
  /** The same without their payloads. */
  ids(kind: string): AsyncIterable<string>;
  count(kind: string): Promise<number>;
  /** The records that hang on this one, in the order of their kinds and ids. */
  ofParent(parentId: string): Promise<StagedRecord[]>;
  /** The id of the record that has this name; undefined where none has. */
  idOf(kind: string, name: string): Promise<string | undefined>;
  /** The files that belong to a record. */
  files(owner: string): Promise<FileRow[]>;
  /** Files that could not be fetched, in the order of their owners. */
  failedFiles(): AsyncIterable<FileRow>;
}

/** Where a record's file or inline image came from, and what became of it. */
export interface FileRow {
  /** The record that owns it: `ticket:<id>`. */
  readonly owner: string;
  /** The source's name for it: an attachment's id, an image's `src`. */
  readonly source: string;
  /** Of its bytes; undefined when they could not be fetched. */
  readonly sha256: string | undefined;
  /** As the source serves it: equal bytes may be of two types. Unknown in rows of older versions. */
  readonly contentType?: string | undefined;
  readonly error: StoredError | undefined;
}

/**
 * Where one source record went.
 *
 * - `intent`: a write was about to be sent; what became of it is known only to the target.
 * - `done`: it is there.
 * - `skipped`: a rule left it out (`reason`).
 * - `failed`: it was refused or broke (`error`); a retry takes it up again.
 */
export type CrosswalkState = 'intent' | 'done' | 'skipped' | 'failed';

/** What became of one record of the source. */
export interface CrosswalkRow {
  readonly kind: string;
  readonly sourceId: string;
  readonly targetId?: string | undefined;
  readonly targetKey?: string | undefined;
  readonly state: CrosswalkState;
  /** Whether a rollback deletes the target record: only what this migration created. */
  readonly rollback: 'delete' | 'preserve';
  /** Of what was meant to be there: a rerun writes only where it differs. */
  readonly hash?: string | undefined;
  /** The same of each field as it was last written, where a record is written field by field. */
  readonly fields?: Readonly<Record<string, string>> | undefined;
  readonly reason?: string | undefined;
  readonly error?: StoredError | undefined;
  readonly attempts: number;
  /** The batch that created it: the record is rolled back with that one. */
  readonly batch: string;
  /** The last batch that wrote to it since, which a rollback can't take back. */
  readonly changedIn?: string | undefined;
  /** ISO 8601. */
  readonly at: string;
}

/** An error as it is kept: with what was asked and answered, never with a body or a secret. */
export interface StoredError {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  /** Method and address. */
  readonly request?: string | undefined;
  /** HTTP. */
  readonly status?: number | undefined;
  readonly outcome?: Outcome | undefined;
  readonly answer?: AnswerSummary | undefined;
}

/** What became of the records of the source. */
export interface CrosswalkReader {
  get(kind: string, sourceId: string): Promise<CrosswalkRow | undefined>;
  /** In the order of source ids, without loading all at once. */
  iterate(kind: string, filter?: CrosswalkFilter): AsyncIterable<CrosswalkRow>;
  /** A record of any kind and its parts: rows whose source id is this one, or begins with it and a slash. */
  family(sourceId: string): Promise<CrosswalkRow[]>;
  summary(): Promise<CrosswalkCount[]>;
}

/** Which rows of a crosswalk. */
export interface CrosswalkFilter {
  readonly state?: CrosswalkState | undefined;
  readonly batch?: string | undefined;
}

/** How many records of a kind are in a state. */
export interface CrosswalkCount {
  readonly kind: string;
  readonly state: CrosswalkState;
  readonly count: number;
}

/**
 * How far a batch has come.
 *
 * - `loading`: its run goes on, or was interrupted.
 * - `loaded`: written, and not read back yet.
 * - `review`: read back; a person looks at it.
 * - `approved`: it stays. The right to roll it back has ended.
 * - `rolling-back`: its rollback goes on, or was interrupted.
 * - `rolled-back`: taken back, apart from what others had touched.
 */
export type BatchState =
  | 'loading'
  | 'loaded'
  | 'review'
  | 'approved'
  | 'rolling-back'
  | 'rolled-back';

/** What one run has written: its scope for review, approval and rollback. */
export interface Batch {
  readonly id: string;
  /** What the run was for: `load`, `retry`, … */
  readonly purpose: string;
  readonly state: BatchState;
  /** ISO 8601, of the first write. */
  readonly startedAt: string;
  readonly endedAt?: string | undefined;
  /** Who approved it, and when. */
  readonly approvedBy?: string | undefined;
  readonly approvedAt?: string | undefined;
}

/** The runs that have written something. */
export interface BatchReader {
  /** The oldest first. */
  list(): Promise<Batch[]>;
}
