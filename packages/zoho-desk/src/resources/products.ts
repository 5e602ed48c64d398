import type { PagedList } from '@zdjsm/core';
import { OLDEST_FIRST, offsetList } from '../paging/offset-list.ts';
import type { Flag, Id, NamedRef, RawRecord, Timestamp } from '../records.ts';
import type { Api, CallOptions, ListOptions } from '../request/api.ts';
import { PRODUCT_ROUTES as routes } from '../routes/people.ts';

/** A row of the list. Source: Product.json@75e1ba57. */
export interface ProductRow extends RawRecord {
  readonly id: Id;
  readonly productName?: string | null;
  readonly productCode?: string | null;
  readonly unitPrice?: string | number | null;
}

/** A product, whole. */
export interface Product extends ProductRow {
  readonly description?: string | null;
  readonly departmentIds?: readonly Id[];
  readonly ownerId?: Id | null;
  readonly productCategory?: string | null;
  readonly manufacturer?: string | null;
  readonly createdTime?: Timestamp;
  readonly modifiedTime?: Timestamp;
  readonly createdBy?: Id;
  readonly modifiedBy?: Id;
  readonly isDeleted?: Flag;
  readonly layoutDetails?: NamedRef | null;
  /** Custom fields, by API name. */
  readonly cf?: RawRecord;
}

/** Which products a list gives. */
export interface ProductQuery {
  /** `0` for all departments that the token's owner may see. */
  readonly departmentId?: Id;
  readonly sortBy?: string;
}

/** What tickets are about. */
export interface Products {
  list(query?: ProductQuery, options?: ListOptions): PagedList<ProductRow>;
  get(id: Id, options?: CallOptions): Promise<Product>;
}

export function createProducts(api: Api): Products {
  return {
    list: (query, options) =>
      offsetList(api, { route: routes.list, query: { ...OLDEST_FIRST, ...query } }, options),
    get: (id, options) => api.get({ route: routes.get, path: { productId: id } }, options),
  };
}
