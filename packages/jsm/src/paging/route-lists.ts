import type { PagedList } from '@zdjsm/core';
import type { PlatformPage, ServiceDeskPage } from '../model/paging.ts';
import type { Call } from '../request/call.ts';
import type { Requester } from '../request/requester.ts';
import type { AmbiguousRoute, AnswerOf, KnownRoute } from '../routes/routes.ts';
import { type ListOptions, platformList, serviceDeskList } from './lists.ts';

type ReadRoute = Exclude<KnownRoute, AmbiguousRoute>;

/** Routes whose answer is a page of this kind. */
type RouteOf<Page> = {
  [R in ReadRoute]: [AnswerOf<R>] extends [Page]
    ? [AnswerOf<R>] extends [never]
      ? never
      : R
    : never;
}[ReadRoute];

type ItemOf<Answer> = Answer extends { readonly values: readonly (infer Item)[] } ? Item : never;

// Lists of servicedeskapi cap what is asked for, each at its own number; fifty is what most give.
const DESK_PAGE = 50;

/** All pages of a list of servicedeskapi. */
export function deskPages<R extends RouteOf<ServiceDeskPage<unknown>>>(
  api: Requester,
  route: R,
  call: Call<R>,
  options: ListOptions,
): PagedList<ItemOf<AnswerOf<R>>> {
  return serviceDeskList(async (start) => {
    const query = { ...call.query, start, limit: DESK_PAGE };
    const page = await api.request(route, { ...call, query, signal: options.signal });
    return page as ServiceDeskPage<ItemOf<AnswerOf<R>>>;
  }, options.from);
}

/** All pages of a list of the platform whose items are called `values`. */
export function platformPages<R extends RouteOf<PlatformPage<unknown>>>(
  api: Requester,
  route: R,
  call: Call<R>,
  options: ListOptions & { readonly pageSize?: number | undefined },
): PagedList<ItemOf<AnswerOf<R>>> {
  return platformList(
    async (startAt) => {
      const query = { ...call.query, startAt, maxResults: options.pageSize ?? 50 };
      const page = await api.request(route, { ...call, query, signal: options.signal });
      return page as PlatformPage<ItemOf<AnswerOf<R>>>;
    },
    (page) => page.values,
    options.from,
  );
}
