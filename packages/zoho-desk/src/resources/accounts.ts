import type { PagedList } from '@zdjsm/core';
import { OLDEST_FIRST, offsetList } from '../paging/offset-list.ts';
import { recordScan } from '../paging/record-scan.ts';
import { searchCount } from '../paging/search-count.ts';
import type { TimeBounds } from '../paging/time-range.ts';
import type { Flag, Id, NamedRef, RawRecord, Timestamp } from '../records.ts';
import type { Api, CallOptions, ListOptions } from '../request/api.ts';
import { ACCOUNT_ROUTES as routes } from '../routes/people.ts';
import type { ContactRow } from './contacts.ts';
import type { ProductRow } from './products.ts';

/** A row of the list. Source: Account.json. */
export interface AccountRow extends RawRecord {
  readonly id: Id;
  /** At most 200 characters. */
  readonly accountName: string;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly website?: string | null;
  readonly webUrl?: string;
  readonly createdTime?: Timestamp;
  readonly zohoCRMAccount?: RawRecord | null;
}

/** A customer's company, whole. */
export interface Account extends AccountRow {
  readonly description?: string | null;
  readonly industry?: string | null;
  readonly street?: string | null;
  readonly city?: string | null;
  readonly state?: string | null;
  readonly country?: string | null;
  readonly code?: string | null;
  readonly fax?: string | null;
  readonly annualrevenue?: string | null;
  readonly ownerId?: Id | null;
  readonly associatedSLAIds?: readonly Id[];
  readonly modifiedTime?: Timestamp;
  readonly isDeleted?: Flag;
  readonly isTrashed?: Flag;
  /** Custom fields, by API name. */
  readonly cf?: RawRecord;
}

/** A service-level agreement of an account. */
export interface AccountSla extends NamedRef {
  readonly isActive?: Flag;
  readonly department?: NamedRef;
}

/** Which accounts a list gives, and what of them. */
export interface AccountQuery {
  readonly sortBy?: string;
  readonly viewId?: Id;
  /** At most 30; replaces the usual keys, and one unknown name fails the call. */
  readonly fields?: readonly string[];
}

/** The companies of the customers. */
export interface Accounts {
  /** By index: dear beyond the first 2,000. For all of them, `scan` costs a tenth. */
  list(query?: AccountQuery, options?: ListOptions): PagedList<AccountRow>;
  /**
   * Every account once and whole, custom fields included, for three credits a hundred, however many there
   * are: there is no need to `get` each of them.
   */
  scan(bounds?: TimeBounds, options?: ListOptions): PagedList<Account>;
  /** As the search counts them: three credits. */
  count(bounds?: TimeBounds, options?: CallOptions): Promise<number>;
  get(id: Id, options?: CallOptions): Promise<Account>;
  /**
   * Everyone who belongs to the account, with it as primary account or not: a hundred for three
   * credits, where asking contact by contact costs three each.
   */
  contacts(id: Id, options?: ListOptions): PagedList<ContactRow>;
  products(id: Id, options?: ListOptions): PagedList<ProductRow>;
  slas(id: Id, options?: ListOptions): PagedList<AccountSla>;
}

export function createAccounts(api: Api): Accounts {
  const path = (accountId: Id) => ({ accountId });
  const get: Accounts['get'] = (id, options) =>
    api.get({ route: routes.get, path: path(id) }, options);
  return {
    list: (query, options) =>
      offsetList(api, { route: routes.list, query: { ...OLDEST_FIRST, ...query } }, options),
    scan: (bounds, options) => recordScan(api, { routes, get }, bounds, options),
    count: (bounds, options) => searchCount(api, { route: routes.search }, bounds, options),
    get,
    contacts: (id, options) => offsetList(api, { route: routes.contacts, path: path(id) }, options),
    products: (id, options) => offsetList(api, { route: routes.products, path: path(id) }, options),
    slas: (id, options) => offsetList(api, { route: routes.slas, path: path(id) }, options),
  };
}
