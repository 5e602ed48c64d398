import type { PagedList } from '@zdjsm/core';
import type { Api, ListOptions } from '../request/api.ts';
import type { Route } from '../request/route.ts';
import { asksForChanges, newestStep, reachesNow, searchStep } from './scan-steps.ts';
import { type ScannedRow, steppedList } from './stepped-list.ts';
import { type TimeBounds, withinCreation } from './time-range.ts';

/** All records of a module that can be searched, at the price of its first pages however many there are. */
export function recordScan<T extends ScannedRow>(
  api: Api,
  routes: { readonly search: Route; readonly list: Route },
  bounds: TimeBounds = {},
  options: ListOptions = {},
): PagedList<T> {
  return steppedList<T>(
    api,
    {
      name: `scan of ${routes.list.name}`,
      plan: async () => {
        const search = searchStep<T>(api, routes.search, bounds, {}, options);
        if (asksForChanges(bounds) || !reachesNow(api, bounds)) return [search];
        return [search, newestStep<T>(api, routes.list, {}, options)];
      },
      accepts: withinCreation(bounds),
    },
    options,
  );
}
