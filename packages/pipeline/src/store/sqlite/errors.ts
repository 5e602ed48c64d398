import { ZdjsmError } from '@zdjsm/core';
import { type Explanation, storeError } from '../explanation.ts';

const IN_USE: Explanation = {
  code: 'STORE_IN_USE',
  what: 'is in use by another process',
  remedy: 'Wait until that run has ended, or stop it; then run the command again.',
};
const DAMAGED: Explanation = {
  code: 'STORE_CORRUPT',
  what: 'is not a store of zdjsm, or it is damaged',
  remedy: 'Name another folder in the config, or restore the folder from a backup.',
};
const DISK: Explanation = {
  code: 'DISK',
  what: "can't be written to",
  remedy: 'Make room on the disk, or allow writing there; then run the command again: it resumes.',
};

/** By SQLite's result codes (sqlite.org/rescode.html): the low byte is the kind. */
const BY_RESULT: Readonly<Record<number, Explanation>> = {
  3: DISK, // PERM
  5: IN_USE, // BUSY
  6: IN_USE, // LOCKED
  8: DISK, // READONLY
  10: DISK, // IOERR
  11: DAMAGED, // CORRUPT
  13: DISK, // FULL
  14: DISK, // CANTOPEN
  26: DAMAGED, // NOTADB
};

// Of the general kind: what the file's own description of itself says makes no sense.
const SCHEMA_GONE = /unsupported file format|malformed|no such (table|column)|incomplete input/;

/** In our words; an error that is none of the disk's or the file's stays what it is. */
export function explain(error: unknown, path: string): unknown {
  if (ZdjsmError.is(error) || !(error instanceof Error)) return error;
  const result = 'errcode' in error ? Number(error.errcode) & 0xff : undefined;
  const known = BY_RESULT[result ?? 0] ?? (SCHEMA_GONE.test(error.message) ? DAMAGED : undefined);
  if (!known) return error;
  return storeError(known, { place: path, detail: error.message, cause: error });
}
