import { countOf } from '../records.ts';
import type { Api, CallOptions, Target } from '../request/api.ts';
import { BEGINNING, END, rangeOf, type TimeBounds } from './time-range.ts';

/**
 * How many records a search finds, from the `count` beside its first row: one call of the first tier,
 * where listing them costs that for each hundred.
 */
export async function searchCount(
  api: Api,
  { route, path }: Target,
  { createdFrom = BEGINNING, createdTo = END, modifiedFrom, modifiedTo }: TimeBounds = {},
  options?: CallOptions,
): Promise<number> {
  const query = {
    createdTimeRange: rangeOf(createdFrom, createdTo),
    modifiedTimeRange: rangeOf(modifiedFrom, modifiedTo),
  };
  const { rows, document } = await api.rows(
    { route, path, query },
    { from: undefined, limit: 1 },
    options,
  );
  // A portal without such records answers with nothing at all.
  return countOf(document['count']) ?? rows.length;
}
