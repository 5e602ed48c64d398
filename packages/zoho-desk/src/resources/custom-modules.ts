import type { PagedList } from '@zdjsm/core';
import { OLDEST_FIRST, offsetList } from '../paging/offset-list.ts';
import { recordScan } from '../paging/record-scan.ts';
import { searchCount } from '../paging/search-count.ts';
import type { TimeBounds } from '../paging/time-range.ts';
import type { Id, NamedRef, RawRecord, Timestamp } from '../records.ts';
import type { Api, CallOptions, ListOptions } from '../request/api.ts';
import { CUSTOM_MODULE_ROUTES as routes } from '../routes/records.ts';

/** A record of a custom module. Look-ups are in `cf`: which field refers to what, `settings.fields` tells. */
export interface CustomRecord extends RawRecord {
  readonly id: Id;
  readonly name?: string | null;
  readonly layout?: NamedRef | null;
  readonly department?: NamedRef | null;
  readonly owner?: NamedRef | null;
  readonly createdTime?: Timestamp;
  readonly modifiedTime?: Timestamp;
  /** Custom fields, by API name. */
  readonly cf?: RawRecord;
}

/** Which records of a custom module a list gives, and what of them. */
export interface CustomRecordQuery {
  readonly viewId?: Id;
  /** At most 30. */
  readonly fields?: readonly string[];
  readonly sortBy?: 'createdTime' | '-createdTime' | 'modifiedTime' | '-modifiedTime';
}

/** Records of the modules that a portal has made itself: `module` is the API name, as in `cm_assets`. */
export interface CustomModules {
  /** By index, fifty a page: dear beyond the first 2,000. For all of them, `scan` costs less than half. */
  list(module: string, query?: CustomRecordQuery, options?: ListOptions): PagedList<CustomRecord>;
  /** Every record once and whole, look-ups included, for three credits a hundred, however many there are. */
  scan(module: string, bounds?: TimeBounds, options?: ListOptions): PagedList<CustomRecord>;
  /** With custom fields and look-ups. */
  get(module: string, id: Id, options?: CallOptions): Promise<CustomRecord>;
  /** As the search counts them: three credits. */
  count(module: string, bounds?: TimeBounds, options?: CallOptions): Promise<number>;
}

export function createCustomModules(api: Api): CustomModules {
  const get: CustomModules['get'] = (module, recordId, options) =>
    api.get({ route: routes.get, path: { module, recordId } }, options);
  return {
    list: (module, query, options) =>
      offsetList(
        api,
        { route: routes.list, path: { module }, query: { ...OLDEST_FIRST, ...query } },
        options,
      ),
    scan: (module, bounds, options) =>
      recordScan(
        api,
        { routes, path: { module }, get: (id, its) => get(module, id, its) },
        bounds,
        options,
      ),
    get,
    count: (module, bounds, options) =>
      searchCount(api, { route: routes.search, path: { module } }, bounds, options),
  };
}
