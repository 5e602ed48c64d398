import type { PagedList } from '@zdjsm/core';
import { offsetList } from '../paging/offset-list.ts';
import type { Id, RawRecord, Timestamp } from '../records.ts';
import type { Api, ListOptions } from '../request/api.ts';
import { RATING_ROUTES as routes } from '../routes/records.ts';

/** A customer's verdict. Zoho documents no more; whether a row names its ticket is not known. */
export interface Rating extends RawRecord {
  readonly id: Id;
  readonly rating?: 'GOOD' | 'OK' | 'BAD';
  readonly ratedTime?: Timestamp;
}

/** What customers thought of the help. */
export interface Ratings {
  /** Oldest first. */
  list(departmentId: Id, options?: ListOptions): PagedList<Rating>;
}

export function createRatings(api: Api): Ratings {
  return {
    list: (department, options) =>
      offsetList(api, { route: routes.list, query: { department, sortBy: 'ratedTime' } }, options),
  };
}
