import { ZdjsmError } from '@zdjsm/core';

/** What went wrong with a store, in our words. */
export interface Explanation {
  readonly code: string;
  readonly what: string;
  readonly remedy: string;
}

/** Of the store at that place; `detail` is what its engine says, where that may be told. */
export function storeError(
  { code, what, remedy }: Explanation,
  {
    place,
    detail,
    cause,
  }: {
    readonly place: string;
    readonly detail: string;
    readonly cause: Error;
  },
): ZdjsmError {
  const message = `${place} ${what}${detail && ` (${detail})`}`;
  return new ZdjsmError({ code, message, remedy, outcome: 'not-sent', cause });
}
