import { PagedList } from '@zdjsm/core';
import type { RawRecord } from '../records.ts';
import type { Api, CallOptions, Target } from '../request/api.ts';

/** A list that Zoho gives whole: it refuses `from` and `limit` there. */
export function unpagedList<T extends RawRecord>(
  api: Api,
  target: Target,
  options: CallOptions = {},
): PagedList<T> {
  return new PagedList(async () => ({
    items: (await api.rows<T>(target, undefined, options)).rows,
    next: undefined,
  }));
}
