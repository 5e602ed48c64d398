import { type Checkpoint, PagedList } from '@zdjsm/core';
import type { PlatformPage, ServiceDeskPage } from '../model/paging.ts';

/** A list's own settings; `from` resumes where a page's checkpoint says. */
export interface ListOptions {
  readonly from?: Checkpoint | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A list by position. The next page begins after what came: servers cap a page's size silently. */
function listByPosition<T>(
  fetch: (start: number) => Promise<{ readonly items: readonly T[]; readonly last: boolean }>,
  from: Checkpoint | undefined,
): PagedList<T> {
  return new PagedList(async (checkpoint) => {
    const start = Number(checkpoint?.['start'] ?? 0);
    const { items, last } = await fetch(start);
    // An empty page that is not the last would be asked for again without end.
    const ended = last || items.length === 0;
    return { items, next: ended ? undefined : { start: start + items.length } };
  }, from);
}

export function serviceDeskList<T>(
  fetch: (start: number) => Promise<ServiceDeskPage<T>>,
  from?: Checkpoint,
): PagedList<T> {
  return listByPosition(async (start) => {
    const page = await fetch(start);
    return { items: page.values, last: page.isLastPage };
  }, from);
}

/** The platform's lists; `itemsOf` where the items are not called `values`. */
export function platformList<P extends Pick<PlatformPage<unknown>, 'isLast' | 'total'>, T>(
  fetch: (startAt: number) => Promise<P>,
  itemsOf: (page: P) => readonly T[],
  from?: Checkpoint,
): PagedList<T> {
  return listByPosition(async (startAt) => {
    const page = await fetch(startAt);
    const items = itemsOf(page);
    const last = page.isLast ?? (page.total !== undefined && startAt + items.length >= page.total);
    return { items, last };
  }, from);
}

/** Lists that tell nothing of where they end: a page that is not full is the last. */
export function bareList<T>(
  fetch: (startAt: number) => Promise<readonly T[]>,
  pageSize: number,
  from?: Checkpoint,
): PagedList<T> {
  return listByPosition(async (startAt) => {
    const items = await fetch(startAt);
    return { items, last: items.length < pageSize };
  }, from);
}
