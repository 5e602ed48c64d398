import { unpackPayload } from './payload.ts';
import type {
  Batch,
  Change,
  Conflict,
  CrosswalkRow,
  FileRow,
  Finding,
  StagedRecord,
  StoredError,
} from './store.ts';

/** A row as a database gives it: both know texts, numbers and bytes. */
export type Row = Readonly<Record<string, unknown>>;

/** What a column is given. */
export type ColumnValue = string | number | null;

export const toJson = (value: unknown): string | null =>
  value === undefined ? null : JSON.stringify(value);
export const textOf = (value: unknown): string | undefined =>
  value === null || value === undefined ? undefined : String(value);
const errorFrom = (value: unknown): StoredError | undefined =>
  typeof value === 'string' ? (JSON.parse(value) as StoredError) : undefined;

const fieldsFrom = (value: unknown): CrosswalkRow['fields'] =>
  typeof value === 'string' ? (JSON.parse(value) as Record<string, string>) : undefined;

export function stagedFrom(row: Row): StagedRecord {
  return {
    kind: String(row['kind']),
    id: String(row['id']),
    payload: unpackPayload(row['payload'] as Uint8Array),
    hash: String(row['hash']),
    modifiedAt: textOf(row['modified_at']),
    parentId: textOf(row['parent_id']),
  };
}

export function fileFrom(row: Row): FileRow {
  return {
    owner: String(row['owner']),
    source: String(row['source']),
    sha256: textOf(row['sha256']),
    contentType: textOf(row['content_type']),
    error: errorFrom(row['error']),
  };
}

export function crosswalkFrom(row: Row): CrosswalkRow {
  return {
    kind: String(row['kind']),
    sourceId: String(row['source_id']),
    targetId: textOf(row['target_id']),
    targetKey: textOf(row['target_key']),
    state: row['state'] as CrosswalkRow['state'],
    rollback: row['rollback'] as CrosswalkRow['rollback'],
    hash: textOf(row['hash']),
    fields: fieldsFrom(row['fields']),
    reason: textOf(row['reason']),
    error: errorFrom(row['error']),
    attempts: Number(row['attempts']),
    batch: String(row['batch']),
    changedIn: textOf(row['changed_in']),
    at: String(row['at']),
  };
}

export function crosswalkValues(row: CrosswalkRow): ColumnValue[] {
  return [
    row.kind,
    row.sourceId,
    row.targetId ?? null,
    row.targetKey ?? null,
    row.state,
    row.rollback,
    row.hash ?? null,
    toJson(row.fields),
    row.reason ?? null,
    toJson(row.error),
    row.attempts,
    row.batch,
    row.changedIn ?? null,
    row.at,
  ];
}

export function batchFrom(row: Row): Batch {
  return {
    id: String(row['id']),
    purpose: String(row['purpose']),
    state: row['state'] as Batch['state'],
    startedAt: String(row['started_at']),
    endedAt: textOf(row['ended_at']),
    approvedBy: textOf(row['approved_by']),
    approvedAt: textOf(row['approved_at']),
  };
}

export function batchValues(batch: Batch): ColumnValue[] {
  return [
    batch.id,
    batch.purpose,
    batch.state,
    batch.startedAt,
    batch.endedAt ?? null,
    batch.approvedBy ?? null,
    batch.approvedAt ?? null,
  ];
}

export function findingFrom(row: Row): Finding {
  return {
    kind: String(row['kind']),
    sourceId: String(row['source_id']),
    field: String(row['field']),
    expected: String(row['expected']),
    actual: String(row['actual']),
  };
}

export function changeFrom(row: Row): Change {
  return {
    kind: String(row['kind']),
    sourceId: String(row['source_id']),
    field: String(row['field']),
    reason: String(row['reason']),
    detail: String(row['detail']),
  };
}

export function conflictFrom(row: Row): Conflict {
  return { ...changeFrom(row), outcome: row['outcome'] as Conflict['outcome'] };
}
