import type { PagedList } from '@zdjsm/core';
import { OLDEST_FIRST, offsetList } from '../paging/offset-list.ts';
import type { Id, RawRecord, Timestamp } from '../records.ts';
import type { Api, CallOptions, ListOptions } from '../request/api.ts';
import { CONTRACT_ROUTES as routes } from '../routes/records.ts';

/** Source: Contract.json. */
export interface Contract extends RawRecord {
  readonly id: Id;
  readonly contractName?: string | null;
  readonly contractNumber?: string | null;
  readonly contractStatus?: 'ACTIVE' | 'EXPIRED' | 'FUTURE';
  readonly accountId?: Id | null;
  readonly departmentId?: Id;
  readonly ownerId?: Id | null;
  readonly startDate?: string | null;
  readonly endDate?: string | null;
  readonly createdTime?: Timestamp;
  readonly modifiedTime?: Timestamp;
}

export interface ContractQuery {
  readonly include?: readonly ('accounts' | 'products' | 'slas' | 'owner' | 'departments')[];
  readonly sortBy?: string;
}

export interface Contracts {
  list(query?: ContractQuery, options?: ListOptions): PagedList<Contract>;
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
