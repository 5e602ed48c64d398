import type { PagedList } from '@zdjsm/core';
import { NotFoundError, ValidationError } from '../errors/zoho-desk-error.ts';
import type { Id } from '../records.ts';
import type { Api, ListOptions } from '../request/api.ts';
import type { PathParameters, Route } from '../request/route.ts';
import { asksForChanges, newestStep, reachesNow, searchStep } from './scan-steps.ts';
import { type ScannedRow, steppedList } from './stepped-list.ts';
import { type TimeBounds, withinCreation } from './time-range.ts';

export interface ScannedModule<T> {
  readonly routes: { readonly search: Route; readonly list: Route };
  readonly path?: PathParameters | undefined;
  /** One record by its id. */
  readonly get: (id: Id, options: ListOptions) => Promise<T>;
}

/**
 * All records of a module that can be searched, at the price of its first pages however many there are.
 * A search gives whole records, where a list gives a few keys of each; so what the index does not know
 * yet and the list does is fetched by id.
 */
export function recordScan<T extends ScannedRow>(
  api: Api,
  { routes, path, get }: ScannedModule<T>,
  bounds: TimeBounds = {},
  options: ListOptions = {},
): PagedList<T> {
  const whole = async (row: T): Promise<T | undefined> => {
    try {
      return await get(row.id, options);
    } catch (error) {
      if (error instanceof NotFoundError) return undefined;
      // What the list says of it is all that can be had.
      if (error instanceof ValidationError && error.code === 'NOT_AN_ID') return row;
      throw error;
    }
  };
  return steppedList<T>(
    api,
    {
      name: ['scan of', routes.list.name, ...Object.values(path ?? {})].join(' '),
      plan: async () => {
        const found = searchStep<T>(api, { route: routes.search, path }, bounds, options);
        if (asksForChanges(bounds) || !reachesNow(api, bounds)) return [found];
        const newest = newestStep<T>(api, { route: routes.list, path }, options);
        return [
          found,
          {
            name: newest.name,
            async page(position, progress) {
              const { rows, next } = await newest.page(position, progress);
              const records = await Promise.all(rows.map(whole));
              return { rows: records.filter((record) => record !== undefined), next };
            },
          },
        ];
      },
      accepts: withinCreation(bounds),
    },
    options,
  );
}
