import type { PagedList } from '@zdjsm/core';
import { OLDEST_FIRST, offsetList } from '../paging/offset-list.ts';
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

export interface CustomRecordQuery {
  readonly viewId?: Id;
  /** At most 30. */
  readonly fields?: readonly string[];
  readonly sortBy?: 'createdTime' | '-createdTime' | 'modifiedTime' | '-modifiedTime';
}

/** Records of the modules that a portal has made itself: `module` is the API name, as in `cm_assets`. */
export interface CustomModules {
  list(module: string, query?: CustomRecordQuery, options?: ListOptions): PagedList<CustomRecord>;
  get(module: string, id: Id, options?: CallOptions): Promise<CustomRecord>;
  count(module: string, options?: CallOptions): Promise<number>;
}

export function createCustomModules(api: Api): CustomModules {
  return {
    list: (module, query, options) =>
      offsetList(
        api,
        { route: routes.list, path: { module }, query: { ...OLDEST_FIRST, ...query } },
        options,
      ),
    get: (module, recordId, options) =>
      api.get({ route: routes.get, path: { module, recordId } }, options),
    count: (module, options) => api.count({ route: routes.count, path: { module } }, options),
  };
}
