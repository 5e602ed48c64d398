import { PagedList } from '@zdjsm/core';
import type { CursorPage } from '../model/confluence.ts';
import type { ListOptions } from './lists.ts';

/** A list whose pages name the next one by a cursor in a link. */
export function cursorList<T>(
  fetch: (cursor: string | undefined) => Promise<CursorPage<T>>,
  { from }: ListOptions,
): PagedList<T> {
  return new PagedList(async (checkpoint) => {
    const cursor = checkpoint?.['cursor'];
    const page = await fetch(typeof cursor === 'string' ? cursor : undefined);
    const next = page._links?.next;
    // A relative link: its host is of no matter.
    const following = next && URL.parse(next, 'https://x')?.searchParams.get('cursor');
    return {
      items: page.results,
      next: following && following !== cursor ? { cursor: following } : undefined,
    };
  }, from);
}
