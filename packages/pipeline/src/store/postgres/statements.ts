import { packPayload } from '../payload.ts';
import { batchValues, crosswalkValues, toJson } from '../rows.ts';
import type { RecordName, Writes } from '../store.ts';
import { toText } from './text.ts';

/** A prepared statement that takes any number of rows at once, as one array a column. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly (readonly Cell[])[];
}

type Cell = string | number | Uint8Array | null;

/** Columns and their types, those of the key first. */
interface Table {
  readonly name: string;
  readonly key: number;
  readonly columns: Readonly<Record<string, 'text' | 'bytea' | 'integer'>>;
}

const texts = (...names: string[]): Record<string, 'text'> =>
  Object.fromEntries(names.map((name) => [name, 'text']));

const META: Table = { name: 'meta', key: 1, columns: texts('key', 'value') };
const STAGING: Table = {
  name: 'staging',
  key: 2,
  columns: {
    ...texts('kind', 'id'),
    payload: 'bytea',
    ...texts('hash', 'modified_at', 'parent_id'),
  },
};
const NAMES: Table = { name: 'names', key: 2, columns: texts('kind', 'name', 'id') };
const FILES: Table = {
  name: 'files',
  key: 2,
  columns: texts('owner', 'source', 'sha256', 'error', 'content_type'),
};
const CROSSWALK: Table = {
  name: 'crosswalk',
  key: 2,
  columns: {
    ...texts('kind', 'source_id', 'target_id', 'target_key', 'state', 'rollback', 'hash'),
    ...texts('fields', 'reason', 'error'),
    attempts: 'integer',
    ...texts('batch', 'changed_in', 'at'),
  },
};
const BATCHES: Table = {
  name: 'batches',
  key: 1,
  columns: texts(
    ...['id', 'purpose', 'state', 'started_at', 'ended_at', 'approved_by', 'approved_at'],
  ),
};
const NOTE_TABLES = ['changes', 'findings', 'conflicts'] as const;

/** What a commit has to do, in its order: one statement a table, however many rows. */
export function statementsOf(schema: string, writes: Writes): Statement[] {
  const { meta = {}, staged = [], unstage = [], files = [], forget = [] } = writes;
  const gone = unstage.map(({ kind, id }) => [kind, id]);
  const forgotten = forget.map(nameOf);
  const upsert = upsertInto(schema);
  const remove = removeFrom(schema);
  const metaRows = Object.entries(meta).map(([key, value]) => [key, JSON.stringify(value)]);
  return [
    upsert(META, metaRows),
    upsert(
      STAGING,
      staged.map(({ kind, id, payload, hash, modifiedAt = null, parentId = null }) => [
        ...[kind, id, packPayload(payload), hash, modifiedAt, parentId],
      ]),
    ),
    upsert(
      NAMES,
      staged.flatMap(({ kind, id, names = [] }) => names.map((name) => [kind, name, id])),
    ),
    remove('staging', ['kind', 'id'], gone),
    remove('names', ['kind', 'id'], gone),
    upsert(
      FILES,
      files.map(({ owner, source, sha256 = null, error, contentType = null }) => [
        ...[owner, source, sha256, toJson(error), contentType],
      ]),
    ),
    ...['crosswalk', ...NOTE_TABLES].flatMap((table) => remove(table, RECORD, forgotten)),
    upsert(CROSSWALK, (writes.crosswalk ?? []).map(crosswalkValues)),
    ...notes(schema, 'changes', writes.changes, ({ changes }) => changes),
    ...notes(schema, 'findings', writes.findings, ({ findings }) => findings),
    ...notes(schema, 'conflicts', writes.conflicts, ({ conflicts }) => conflicts),
    upsert(BATCHES, (writes.batches ?? []).map(batchValues)),
  ].flat();
}

const RECORD = ['kind', 'source_id'];
const nameOf = ({ kind, sourceId }: RecordName): string[] => [kind, sourceId];

function notes<T extends RecordName>(
  schema: string,
  table: (typeof NOTE_TABLES)[number],
  list: readonly T[] = [],
  itemsOf: (of: T) => readonly unknown[],
): Statement[] {
  const rows = list.map((of) => [...nameOf(of), JSON.stringify(itemsOf(of))]);
  const filled = lastOfEach(rows, 2).filter(([, , items]) => items !== '[]');
  const columns = texts(...RECORD, 'items');
  return [
    ...removeFrom(schema)(table, RECORD, list.map(nameOf)),
    ...upsertInto(schema)({ name: table, key: 2, columns }, filled),
  ];
}

const upsertInto =
  (schema: string) =>
  ({ name, key, columns }: Table, rows: readonly (readonly Cell[])[]): Statement[] => {
    if (rows.length === 0) return [];
    const names = Object.keys(columns);
    const arrays = Object.values(columns).map((type, i) => `$${i + 1}::${type}[]`);
    const rest = names.slice(key).map((column) => `${column} = excluded.${column}`);
    return [
      {
        name: `upsert ${name}`,
        text: `INSERT INTO "${schema}".${name} (${names.join(', ')})
          SELECT * FROM unnest(${arrays.join(', ')})
          ON CONFLICT (${names.slice(0, key).join(', ')}) DO UPDATE SET ${rest.join(', ')}`,
        values: columnsOf(lastOfEach(rows, key)),
      },
    ];
  };

const removeFrom =
  (schema: string) =>
  (table: string, key: readonly string[], rows: readonly (readonly Cell[])[]): Statement[] => {
    if (rows.length === 0) return [];
    const arrays = key.map((_, i) => `$${i + 1}::text[]`);
    const equal = key.map((column) => `row.${column} = gone.${column}`);
    return [
      {
        name: `remove ${table}`,
        text: `DELETE FROM "${schema}".${table} AS row
          USING unnest(${arrays.join(', ')}) AS gone (${key.join(', ')}) WHERE ${equal.join(' AND ')}`,
        values: columnsOf(rows),
      },
    ];
  };

/** One statement can't write a row twice: the last one stands, as if they came one after the other. */
function lastOfEach(rows: readonly (readonly Cell[])[], key: number): (readonly Cell[])[] {
  const last = new Map(rows.map((row) => [JSON.stringify(row.slice(0, key)), row]));
  // Always in the same order, so that two processes do not wait for each other.
  return [...last].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

function columnsOf(rows: readonly (readonly Cell[])[]): Cell[][] {
  const [first = []] = rows;
  return first.map((_, column) =>
    rows.map((row) => {
      const cell = row[column] ?? null;
      return typeof cell === 'string' ? toText(cell) : cell;
    }),
  );
}
