import { ZdjsmError } from '@zdjsm/core';

/**
 * What no other record would fare better with: the run ends, and goes on when it is started again.
 * Everything else parks the one record that it befell.
 */
const STOPPING: ReadonlySet<string> = new Set([
  // The machine and the settings.
  'CONFIGURATION',
  'DISK',
  'LIMITS_UNREACHABLE',
  'STORE_ACCESS',
  'STORE_BUSY',
  'STORE_CORRUPT',
  'STORE_FAILED',
  'STORE_FULL',
  'STORE_IN_USE',
  'STORE_LOST',
  'STORE_TOO_NEW',
  'STORE_UNREACHABLE',
  'STORE_UNSAFE',
  // Either side's log-in.
  'AUTHENTICATION',
  'REFRESH_REFUSED',
  'SCOPE',
  'TOKEN_REFUSED',
  'TOKEN_THROTTLED',
  'UNAUTHENTICATED',
  'WRONG_ORG',
  // Either side's allowance, used up until its reset.
  'CREDITS_EXHAUSTED',
  'QUOTA',
  'TOO_MANY_FAILURES',
  // Its work is another's by now.
  'WORKER_LOST',
]);

// Of the operating system and of SQLite: the machine is out of something.
const MACHINE = /^(ERR_SQLITE|ENOSPC|EROFS|EACCES|EPERM|EIO|EMFILE|ENFILE|ENOMEM)/;

/** Whether an error befell one record, so that the others can go on. */
export function isOfOneRecord(error: unknown): boolean {
  if (ZdjsmError.is(error)) return !STOPPING.has(error.code);
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return error.name !== 'AbortError' && !MACHINE.test(code);
}

/** So many failures in a row are no accident of single records. */
const MOST_IN_A_ROW = 25;

/** Ends a run in which nothing works any more, before it has parked a whole helpdesk. */
export interface Breaker {
  success(): void;
  failure(error: unknown): void;
}

export function createBreaker(): Breaker {
  let inARow = 0;
  return {
    success() {
      inARow = 0;
    },
    failure(cause) {
      inARow += 1;
      if (inARow < MOST_IN_A_ROW) return;
      throw new ZdjsmError({
        code: 'TOO_MANY_FAILURES',
        message: `${inARow} records in a row failed; the last: ${cause instanceof Error ? cause.message : 'unknown'}`,
        remedy:
          'Mend what the message names, then run the command again: it goes on with what failed.',
        cause,
      });
    },
  };
}
