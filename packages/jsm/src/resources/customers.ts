import { maskEmail, type PagedList } from '@zdjsm/core';
import type { Context } from '../client/context.ts';
import { ConflictError } from '../errors/atlassian-error.ts';
import { HiddenCustomerError } from '../errors/client-errors.ts';
import type { Customer, User } from '../model/people.ts';
import type { ListOptions } from '../paging/lists.ts';
import { deskPages } from '../paging/route-lists.ts';
import type { CallOptions } from '../request/call.ts';
import { inChunks } from './chunks.ts';
import type { Users } from './users.ts';

/** Who a customer is. */
export interface NewCustomer {
  readonly email: string;
  readonly displayName: string;
}

/** A customer's account, and whether it is new. */
export interface EnsuredCustomer {
  readonly accountId: string;
  /** False when the account was there before. */
  readonly created: boolean;
}

// A customer that was created a moment ago may not be found yet.
const FIND_WAITS_MS = [0, 2_000, 8_000];

/** Customers: portal-only accounts, or Atlassian accounts that exist already. */
export class Customers {
  readonly #context: Context;
  readonly #users: Users;

  constructor(context: Context, users: Users) {
    this.#context = context;
    this.#users = users;
  }

  /**
   * The account with this address: created, or found when it exists. No mail is sent. Asks for the
   * global permission of a Jira administrator, and to find also for "Browse users and groups".
   *
   * @throws HiddenCustomerError when it exists but can't be told which one it is.
   */
  async ensure(customer: NewCustomer, options: CallOptions = {}): Promise<EnsuredCustomer> {
    try {
      const { accountId } = await this.#context.api.request('POST /rest/servicedeskapi/customer', {
        query: { strictConflictStatusCode: true },
        json: { email: customer.email, displayName: customer.displayName },
        signal: options.signal,
      });
      return { accountId, created: true };
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      const { accountId } = await this.#findExisting(customer.email, options);
      return { accountId, created: false };
    }
  }

  /** The account with this very address, as far as profiles show it. */
  async find(email: string, options: CallOptions = {}): Promise<User | undefined> {
    const { exact, hidden } = await this.#lookUp(email, options);
    return exact ?? (this.#context.settings.trustHiddenEmail ? only(hidden) : undefined);
  }

  /** Customers of a service desk: an experimental method of five calls a second. */
  list(
    serviceDeskId: string,
    options: ListOptions & { readonly query?: string | undefined } = {},
  ): PagedList<Customer> {
    return deskPages(
      this.#context.api,
      'GET /rest/servicedeskapi/servicedesk/{serviceDeskId}/customer',
      {
        path: { serviceDeskId },
        query: { query: options.query },
      },
      options,
    );
  }

  /** Lets them use a service desk that is not open to all. */
  async addToServiceDesk(
    serviceDeskId: string,
    accountIds: readonly string[],
    options: CallOptions = {},
  ): Promise<void> {
    await inChunks(accountIds, (chunk) =>
      this.#context.api.request('POST /rest/servicedeskapi/servicedesk/{serviceDeskId}/customer', {
        path: { serviceDeskId },
        json: { accountIds: chunk },
        signal: options.signal,
      }),
    );
  }

  async removeFromServiceDesk(
    serviceDeskId: string,
    accountIds: readonly string[],
    options: CallOptions = {},
  ): Promise<void> {
    await inChunks(accountIds, (chunk) =>
      this.#context.api.request(
        'DELETE /rest/servicedeskapi/servicedesk/{serviceDeskId}/customer',
        { path: { serviceDeskId }, json: { accountIds: chunk }, signal: options.signal },
      ),
    );
  }

  async #findExisting(email: string, options: CallOptions): Promise<User> {
    let hidden: readonly User[] = [];
    for (const wait of FIND_WAITS_MS) {
      await this.#context.clock.sleep(wait, options.signal);
      const looked = await this.#lookUp(email, options);
      if (looked.exact) return looked.exact;
      hidden = looked.hidden;
      const trusted = this.#context.settings.trustHiddenEmail ? only(hidden) : undefined;
      if (trusted) return trusted;
    }
    throw new HiddenCustomerError({
      code: 'CUSTOMER_HIDDEN',
      message: `An account with the address ${maskEmail(email)} exists, but no search shows it (${hidden.length} accounts without a visible address come near)`,
      remedy:
        'Map the address to an account id by hand; the candidates are in the error. Or give the account the permission "Browse users and groups".',
      candidates: hidden.map(({ accountId, displayName }) => ({ accountId, displayName })),
    });
  }

  /** There is no look-up by address: a search by words, and then the one whose address is the same. */
  async #lookUp(
    email: string,
    options: CallOptions,
  ): Promise<{ readonly exact: User | undefined; readonly hidden: readonly User[] }> {
    const wanted = email.trim().toLowerCase();
    const page = await this.#users.search(wanted, options);
    return {
      exact: page.items.find(({ emailAddress }) => emailAddress?.toLowerCase() === wanted),
      hidden: page.items.filter(
        ({ emailAddress, accountType }) => !emailAddress && accountType !== 'app',
      ),
    };
  }
}

const only = <T>(items: readonly T[]): T | undefined => (items.length === 1 ? items[0] : undefined);
