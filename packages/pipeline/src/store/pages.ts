import type { Row } from './rows.ts';

export const ROWS_A_PAGE = 500;

/** All rows of a keyset, page by page: a page is read as a whole, so that the caller may write between two records. */
export async function* pages<T>(
  pageAfter: (last: T | undefined) => readonly Row[] | Promise<readonly Row[]>,
  from: (row: Row) => T,
): AsyncGenerator<T> {
  let last: T | undefined;
  for (;;) {
    const rows = await pageAfter(last);
    for (const row of rows) {
      last = from(row);
      yield last;
    }
    if (rows.length < ROWS_A_PAGE) return;
  }
}
