import type { PagedList } from '@zdjsm/core';
import { OLDEST_FIRST, offsetList } from '../paging/offset-list.ts';
import { recordScan } from '../paging/record-scan.ts';
import { searchCount } from '../paging/search-count.ts';
import type { TimeBounds } from '../paging/time-range.ts';
import type { Flag, Id, RawRecord, Timestamp } from '../records.ts';
import type { Api, CallOptions, ListOptions } from '../request/api.ts';
import { CONTACT_ROUTES as routes } from '../routes/people.ts';
import type { AccountRow } from './accounts.ts';
import type { ProductRow } from './products.ts';

/** A row of the list. Source: Contact.json. */
export interface ContactRow extends RawRecord {
  readonly id: Id;
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  /** Null for people who only phoned; several contacts can share one. */
  readonly email?: string | null;
  readonly secondaryEmail?: string | null;
  readonly phone?: string | null;
  readonly mobile?: string | null;
  readonly type?: string | null;
  /** The primary account only: see `accounts`. */
  readonly accountId?: Id | null;
  readonly account?: AccountRow | null;
  readonly ownerId?: Id | null;
  readonly photoURL?: string | null;
  readonly webUrl?: string;
  readonly createdTime?: Timestamp;
  readonly isEndUser?: Flag;
  readonly isAnonymous?: Flag;
  readonly isSpam?: Flag;
}

/** A customer, whole. */
export interface Contact extends ContactRow {
  readonly title?: string | null;
  readonly description?: string | null;
  readonly street?: string | null;
  readonly city?: string | null;
  readonly state?: string | null;
  readonly zip?: string | null;
  readonly country?: string | null;
  readonly facebook?: string | null;
  readonly twitter?: string | null;
  readonly modifiedTime?: Timestamp;
  readonly isDeleted?: Flag;
  readonly isTrashed?: Flag;
  /** Custom fields, by API name. */
  readonly cf?: RawRecord;
}

/** An account that a contact belongs to, and how. */
export interface ContactAccount extends AccountRow {
  readonly mappingInfo?: RawRecord & {
    readonly mappingId?: Id;
    /** `PRIMARY` for one of them. */
    readonly mappingType?: string;
    readonly isAccountTicketsViewable?: Flag;
  };
}

/** Which contacts a list gives, and what of them. */
export interface ContactQuery {
  readonly sortBy?: string;
  readonly viewId?: Id;
  /** `accounts` adds the primary account to each row at no further cost. */
  readonly include?: readonly 'accounts'[];
  /** At most 30; replaces the usual keys, and one unknown name fails the call. */
  readonly fields?: readonly string[];
}

/** The customers. */
export interface Contacts {
  /** By index: dear beyond the first 2,000. For all of them, `scan` costs a tenth. */
  list(query?: ContactQuery, options?: ListOptions): PagedList<ContactRow>;
  /**
   * Every contact once and whole, custom fields included, for three credits a hundred, however many there
   * are: there is no need to `get` each of them.
   */
  scan(bounds?: TimeBounds, options?: ListOptions): PagedList<Contact>;
  /** As the search counts them: three credits. */
  count(bounds?: TimeBounds, options?: CallOptions): Promise<number>;
  get(
    id: Id,
    query?: { readonly include?: readonly ('accounts' | 'owner')[] },
    options?: CallOptions,
  ): Promise<Contact>;
  /** Every account that the contact belongs to. */
  accounts(id: Id, options?: ListOptions): PagedList<ContactAccount>;
  products(id: Id, options?: ListOptions): PagedList<ProductRow>;
}

export function createContacts(api: Api): Contacts {
  const path = (contactId: Id) => ({ contactId });
  const get: Contacts['get'] = (id, query, options) =>
    api.get({ route: routes.get, path: path(id), query: { ...query } }, options);
  return {
    list: (query, options) =>
      offsetList(api, { route: routes.list, query: { ...OLDEST_FIRST, ...query } }, options),
    scan: (bounds, options) =>
      recordScan(api, { routes, get: (id, its) => get(id, {}, its) }, bounds, options),
    count: (bounds, options) => searchCount(api, { route: routes.search }, bounds, options),
    get,
    accounts: (id, options) => offsetList(api, { route: routes.accounts, path: path(id) }, options),
    products: (id, options) => offsetList(api, { route: routes.products, path: path(id) }, options),
  };
}
