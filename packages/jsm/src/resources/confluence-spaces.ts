import type { PagedList } from '@zdjsm/core';
import type { Context } from '../client/context.ts';
import type { Space } from '../model/confluence.ts';
import { cursorList } from '../paging/cursor-list.ts';
import type { ListOptions } from '../paging/lists.ts';
import type { CallOptions } from '../request/call.ts';
import { findOrCreate } from '../writes/find-or-create.ts';

const PAGE_SIZE = 100;

/** Confluence's spaces. */
export class Spaces {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  list(
    options: ListOptions & { readonly keys?: readonly string[] | undefined } = {},
  ): PagedList<Space> {
    return cursorList(
      (cursor) =>
        this.#context.api.request('GET /wiki/api/v2/spaces', {
          query: { keys: options.keys, cursor, limit: PAGE_SIZE },
          signal: options.signal,
        }),
      options,
    );
  }

  /** The space with this key, created where it is missing. To show it on the portal is done by hand. */
  async ensure(
    space: { readonly key: string; readonly name: string },
    options: CallOptions = {},
  ): Promise<Space> {
    return await findOrCreate(
      async (signal) => {
        const page = await this.list({ keys: [space.key], signal });
        return page.items.find(({ key }) => key === space.key);
      },
      (probe) =>
        this.#context.api.write(
          'POST /wiki/api/v2/spaces',
          { json: space, signal: options.signal },
          probe,
        ),
      options.signal,
    );
  }
}
