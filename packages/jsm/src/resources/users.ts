import type { PagedList } from '@zdjsm/core';
import type { Context } from '../client/context.ts';
import type { User } from '../model/people.ts';
import { bareList, type ListOptions } from '../paging/lists.ts';
import type { CallOptions } from '../request/call.ts';

const PAGE_SIZE = 50;

/** Accounts of the site. Profiles may hide their e-mail address. */
export class Users {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  /** The account that makes the calls. */
  async myself(options: CallOptions = {}): Promise<User> {
    return await this.#context.api.request('GET /rest/api/3/myself', options);
  }

  async get(accountId: string, options: CallOptions = {}): Promise<User> {
    return await this.#context.api.request('GET /rest/api/3/user', {
      query: { accountId },
      signal: options.signal,
    });
  }

  /**
   * Active accounts whose name or address has a word that begins so. Without the permission "Browse
   * users and groups" the list is empty, not refused.
   */
  search(query: string, options: ListOptions = {}): PagedList<User> {
    return bareList(
      (startAt) =>
        this.#context.api.request('GET /rest/api/3/user/search', {
          query: { query, startAt, maxResults: PAGE_SIZE },
          signal: options.signal,
        }),
      PAGE_SIZE,
      options.from,
    );
  }
}
