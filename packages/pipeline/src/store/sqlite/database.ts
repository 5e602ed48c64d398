import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from 'node:sqlite';
import { ZdjsmError } from '@zdjsm/core';
import { explain } from './errors.ts';
import { SCHEMA_STEPS } from './schema.ts';

/**
 * Opens the file, takes it to the newest schema and keeps every other process out.
 *
 * WAL with `synchronous = FULL`: what was committed is on disk even when the power fails, which
 * costs a third of a millisecond a commit, against a third of a second for the call it protects.
 */
export function openDatabase(path: string): Database {
  const database = open(path);
  try {
    // In exclusive mode the lock is the file system's own: it dies with the process that held it.
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = FULL');
    database.exec('PRAGMA busy_timeout = 0');
    upgrade(database, path);
    return explained(database, path);
  } catch (error) {
    database.close();
    throw explain(error, path);
  }
}

function upgrade(database: DatabaseSync, path: string): void {
  const row = database.prepare('PRAGMA user_version').get();
  const version = Number(row?.['user_version'] ?? 0);
  if (version > SCHEMA_STEPS.length) {
    throw new ZdjsmError({
      code: 'STORE_TOO_NEW',
      message: `${path} was written by a newer version of zdjsm (schema ${version})`,
      remedy: 'Update zdjsm, or name another folder in the config.',
      outcome: 'not-sent',
    });
  }
  database.exec('BEGIN IMMEDIATE');
  for (const step of SCHEMA_STEPS.slice(version)) database.exec(step);
  database.exec(`PRAGMA user_version = ${SCHEMA_STEPS.length}`);
  // A write even when there is nothing to upgrade: it is what takes the exclusive lock.
  database.exec("INSERT OR REPLACE INTO meta (key, value) VALUES ('opened', 'true')");
  database.exec('COMMIT');
}

function open(path: string): DatabaseSync {
  try {
    return new DatabaseSync(path);
  } catch (error) {
    throw explain(error, path);
  }
}

/** What the store needs of a database; its errors say what happened and what to do. */
export interface Database {
  readonly isOpen: boolean;
  readonly isTransaction: boolean;
  prepare(sql: string): Statement;
  exec(sql: string): void;
  close(): void;
}

type Row = Record<string, SQLOutputValue>;
type Named = Readonly<Record<string, SQLInputValue>>;

export interface Statement {
  get(...values: SQLInputValue[]): Row | undefined;
  /** By position, or one object with the names. */
  all(...values: SQLInputValue[] | [Named]): Row[];
  run(...values: SQLInputValue[]): void;
  iterate(): Iterable<Row>;
}

/** A damaged page or a full disk is met long after the file was opened. */
function explained(database: DatabaseSync, path: string): Database {
  const clearly =
    <A extends unknown[], T>(work: (...values: A) => T) =>
    (...values: A): T => {
      try {
        return work(...values);
      } catch (error) {
        throw explain(error, path);
      }
    };
  return {
    get isOpen() {
      return database.isOpen;
    },
    get isTransaction() {
      return database.isTransaction;
    },
    exec: clearly((sql: string) => database.exec(sql)),
    close: clearly(() => database.close()),
    prepare(sql) {
      const statement = database.prepare(sql);
      return {
        get: clearly((...values: SQLInputValue[]) => statement.get(...values)),
        all: clearly((...values: SQLInputValue[] | [Named]) =>
          isNamed(values) ? statement.all(values[0]) : statement.all(...values),
        ),
        run: clearly((...values: SQLInputValue[]) => {
          statement.run(...values);
        }),
        *iterate() {
          const rows = statement.iterate();
          const next = clearly(() => rows.next());
          for (let row = next(); !row.done; row = next()) yield row.value;
        },
      };
    },
  };
}

const isNamed = (values: SQLInputValue[] | [Named]): values is [Named] =>
  typeof values[0] === 'object' && values[0] !== null && !ArrayBuffer.isView(values[0]);
