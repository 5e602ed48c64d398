import type { PagedList } from '@zdjsm/core';
import { OLDEST_FIRST, offsetList } from '../paging/offset-list.ts';
import type { Id, RawRecord, Timestamp } from '../records.ts';
import type { Api, CallOptions, ListOptions } from '../request/api.ts';
import { CONTRACT_ROUTES as routes } from '../routes/records.ts';

/** A row of the list. Source: Contract.json@3f7016e3. */
export interface ContractRow extends RawRecord {
  readonly id: Id;
  readonly contractName?: string | null;
  readonly contractStatus?: 'ACTIVE' | 'EXPIRED' | 'FUTURE';
  readonly accountId?: Id | null;
  readonly departmentId?: Id;
  readonly ownerId?: Id | null;
  readonly productId?: Id | null;
  /** `2026-03-24` */
  readonly startDate?: string | null;
  readonly endDate?: string | null;
  readonly supportPlan?: RawRecord | null;
}

/** A contract, whole. */
export interface Contract extends ContractRow {
  readonly contractNumber?: string | null;
  readonly description?: string | null;
  readonly createdTime?: Timestamp;
  readonly modifiedTime?: Timestamp;
  /** Custom fields, by API name. */
  readonly cf?: RawRecord;
}

/** What comes with contracts, in which order. */
export interface ContractQuery {
  readonly include?: readonly ('accounts' | 'products' | 'slas' | 'owner' | 'departments')[];
  readonly sortBy?: string;
}

/** What was agreed with accounts. */
export interface Contracts {
  list(query?: ContractQuery, options?: ListOptions): PagedList<ContractRow>;
  get(id: Id, query?: Pick<ContractQuery, 'include'>, options?: CallOptions): Promise<Contract>;
}

export function createContracts(api: Api): Contracts {
  return {
    list: (query, options) =>
      offsetList(api, { route: routes.list, query: { ...OLDEST_FIRST, ...query } }, options),
    get: (id, query, options) =>
      api.get({ route: routes.get, path: { contractId: id }, query: { ...query } }, options),
  };
}
