import { DatabaseSync } from 'node:sqlite';
import { ZdjsmError } from '@zdjsm/core';
import { SCHEMA_STEPS } from './schema.ts';

/**
 * Opens the file, takes it to the newest schema and keeps every other process out.
 *
 * WAL with `synchronous = FULL`: what was committed is on disk even when the power fails, which
 * costs a third of a millisecond a commit, against a third of a second for the call it protects.
 */
export function openDatabase(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  try {
    // In exclusive mode the lock is the file system's own: it dies with the process that held it.
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = FULL');
    database.exec('PRAGMA busy_timeout = 0');
    upgrade(database, path);
    return database;
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

function explain(error: unknown, path: string): unknown {
  const message = error instanceof Error ? error.message : String(error);
  if (/locked|busy/i.test(message)) {
    return new ZdjsmError({
      code: 'STORE_IN_USE',
      message: `${path} is in use by another process`,
      remedy: 'Wait until that run has ended, or stop it; then run the command again.',
      outcome: 'not-sent',
      cause: error,
    });
  }
  if (/not a database|malformed/i.test(message)) {
    return new ZdjsmError({
      code: 'STORE_CORRUPT',
      message: `${path} is not a store of zdjsm, or it is damaged: ${message}`,
      remedy: 'Name another folder in the config, or restore the folder from a backup.',
      outcome: 'not-sent',
      cause: error,
    });
  }
  return error;
}
