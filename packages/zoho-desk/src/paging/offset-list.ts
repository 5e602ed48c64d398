import { hash } from 'node:crypto';
import { type Checkpoint, ConfigurationError, type Page, PagedList } from '@zdjsm/core';
import { ScanIncompleteError } from '../errors/zoho-desk-error.ts';
import type { RawRecord } from '../records.ts';
import type { Api, ListOptions, Target } from '../request/api.ts';
import type { Paging } from '../request/route.ts';
import { eachOnce } from './each-once.ts';
import { createIterations } from './iterations.ts';

/**
 * Pages through a list by index, while people work on what it lists.
 *
 * Each page after the first begins with the last row of the one before: when that row is not there any
 * more (records before it were deleted, so that everything moved up) the page is asked for further
 * back, until a known row turns up. So nothing slips through between two pages. Rows that are known are
 * dropped, so nothing comes twice when records were added before.
 *
 * The first page is asked for without an index: whether a list begins at 0 or 1, which Zoho's documents
 * tell in two ways, it begins at its first record.
 */
export function offsetList<T extends RawRecord>(
  api: Api,
  target: Target,
  options: ListOptions = {},
): PagedList<T> {
  const list = target.route.name;
  const { limit: most, base, maxFrom, nested } = target.route.paging ?? UNPAGED;
  const limit = Math.min(options.pageSize ?? most, most);
  const lastIndex = maxFrom === undefined ? Number.POSITIVE_INFINITY : maxFrom - base;

  const fetchRows = async (index: number | undefined): Promise<Rows<T>> => {
    const from = index === undefined ? undefined : base + index;
    const { rows } = await api.rows<T>(target, { from, limit }, options);
    return {
      rows: eachOnce(rows),
      end: (index ?? 0) + rows.length,
      isFull: rows.length === limit,
    };
  };

  /** The rows after the known ones, wherever these have moved to. */
  const rowsAfter = async ({ position, known }: State): Promise<Rows<T>> => {
    const isKnown = new Set(known);
    for (let back = 1; ; back = back === 1 ? limit : back + limit) {
      const start = Math.min(Math.max(0, position - back), lastIndex);
      const page = await fetchRows(start);
      const { rows, end, isFull } = page;
      const first = rows.findIndex((row) => isKnown.has(keyOf(row)));
      // A whole page was deleted behind our back: once more from the start loses nothing.
      if (first < 0 && start === 0) return page;
      if (first < 0) continue;
      // What stands before a known row was given long ago; unless the page begins with the last row
      // given, for then it only comes in disorder.
      const since = back === 1 ? rows : rows.slice(first);
      const news = since.filter((row) => !isKnown.has(keyOf(row)));
      if (news.length === 0 && isFull && start === lastIndex) {
        throw outOfReach(list, end);
      }
      // So much was deleted before it that the known rows fill a page: what is new comes after them.
      if (news.length === 0 && isFull && back > 1) return await rowsAfter({ position: end, known });
      return { rows: news, end, isFull };
    }
  };

  const iterations = createIterations();

  return new PagedList<T>(
    async (checkpoint): Promise<Page<T>> => {
      const state = stateOf(checkpoint, list);
      const { rows, end, isFull } = state ? await rowsAfter(state) : await fetchRows(undefined);
      const over = nested ? !isFull : rows.length === 0;
      const keys = rows.map(keyOf);
      const known = [...(state?.known ?? []), ...keys].slice(-limit);
      const next = over ? undefined : { list, position: end, known };
      // Where a list had to begin anew, most of it has been given already.
      const given = iterations.givenBefore(checkpoint);
      const items = rows.filter((_, index) => !given.has(keys[index] ?? ''));
      iterations.advance(checkpoint, keys, next);
      return { items, next };
    },
    options.from,
    { prefetch: options.prefetch },
  );
}

/** By a time that never changes: new records come last, and no edit moves one while one pages. */
export const OLDEST_FIRST = { sortBy: 'createdTime' } as const;

const UNPAGED: Paging = { limit: 1, base: 0, nested: true };

interface Rows<T> {
  readonly rows: readonly T[];
  /** The index after the last row that was seen, from 0. */
  readonly end: number;
  /** Whether Zoho gave as many rows as it was asked for, known ones included. */
  readonly isFull: boolean;
}

interface State {
  /** The index after the last row that was seen, from 0. */
  readonly position: number;
  /** Keys of the last rows, at most a page of them. */
  readonly known: readonly string[];
}

function stateOf(checkpoint: Checkpoint | undefined, list: string): State | undefined {
  if (!checkpoint) return undefined;
  const { list: of, position, known } = checkpoint;
  if (of === list && typeof position === 'number' && Array.isArray(known)) {
    return { position, known };
  }
  throw new ConfigurationError({
    setting: 'from',
    message: `the checkpoint is not one of ${list}`,
    remedy: 'Pass the `next` of a page of this very list.',
  });
}

/** Ids where there are any; history and metrics have none. */
export function keyOf(row: RawRecord): string {
  const { id } = row;
  if (typeof id === 'string' || typeof id === 'number') return String(id);
  return hash('sha1', JSON.stringify(row), 'base64');
}

function outOfReach(list: string, shown: number): ScanIncompleteError {
  return new ScanIncompleteError({
    code: 'LIST_BOUND',
    message: `${list}: Zoho shows the first ${shown} records, and there may be more`,
    remedy:
      'Narrow the list with a filter, or take the rest from a search or from Zoho’s data backup.',
  });
}
