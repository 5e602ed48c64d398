import { ZdjsmError } from '@zdjsm/core';

/** What a script can branch on. docs/reference/cli.md lists them. */
export const EXIT = {
  complete: 0,
  /** The run ended, and records failed or differ: the report names them. */
  incomplete: 1,
  /** A setting, an argument or the store: nothing was sent. */
  configuration: 2,
  /** Credentials or permissions. */
  access: 3,
  /** An allowance is used up; the same command goes on after its reset. */
  exhausted: 4,
  /** The network or a server; the same command goes on from there. */
  unreachable: 5,
  /** Nothing was loaded: the preflight found what has to be mended, or no confirmed plan holds. */
  blocked: 6,
  /** A defect of zdjsm. */
  defect: 70,
  /** Ctrl-C. */
  interrupted: 130,
} as const;

const BY_CODE: Readonly<Record<string, number>> = {
  NOT_EXTRACTED: EXIT.blocked,
  PLAN_CHANGED: EXIT.blocked,
  PLAN_FOREIGN: EXIT.blocked,
  PLAN_MISSING: EXIT.blocked,
  PLAN_NOT_CONFIRMED: EXIT.blocked,
  PLAN_STALE: EXIT.blocked,
  CONFIGURATION: EXIT.configuration,
  FOREIGN_SOURCE: EXIT.configuration,
  FOREIGN_TARGET: EXIT.configuration,
  BATCH_STATE: EXIT.configuration,
  ROLLBACK_UNFINISHED: EXIT.configuration,
  UNKNOWN_BATCH: EXIT.configuration,
  NOT_LOADED: EXIT.configuration,
  STORE_ACCESS: EXIT.access,
  STORE_CORRUPT: EXIT.configuration,
  STORE_FULL: EXIT.configuration,
  STORE_UNSAFE: EXIT.configuration,
  STORE_IN_USE: EXIT.configuration,
  STORE_TOO_NEW: EXIT.configuration,
  DISK: EXIT.configuration,
  WORKER_DIFFERS: EXIT.configuration,
  AUTHENTICATION: EXIT.access,
  EDITION: EXIT.access,
  FORBIDDEN: EXIT.access,
  REFRESH_REFUSED: EXIT.access,
  SCOPE: EXIT.access,
  TOKEN_REFUSED: EXIT.access,
  UNAUTHENTICATED: EXIT.access,
  WRONG_ORG: EXIT.access,
  CREDITS_EXHAUSTED: EXIT.exhausted,
  QUOTA: EXIT.exhausted,
  TOKEN_THROTTLED: EXIT.exhausted,
};

export function exitCodeOf(error: unknown): number {
  if (!ZdjsmError.is(error)) return EXIT.defect;
  return BY_CODE[error.code] ?? EXIT.unreachable;
}
