import type { PagedList } from '@zdjsm/core';
import { offsetList } from '../paging/offset-list.ts';
import { unpagedList } from '../paging/unpaged-list.ts';
import type { Flag, Id, RawRecord, Timestamp } from '../records.ts';
import type { Api, CallOptions, ListOptions } from '../request/api.ts';
import { DEPARTMENT_ROUTES as routes } from '../routes/people.ts';
import type { Agent, AgentStatus } from './agents.ts';
import type { Team } from './teams.ts';

/** Source: Department.json. */
export interface Department extends RawRecord {
  readonly id: Id;
  readonly name: string;
  readonly nameInCustomerPortal?: string | null;
  readonly description?: string | null;
  /** A disabled department can still hold tickets. */
  readonly isEnabled?: Flag;
  readonly isDefault?: Flag;
  readonly isVisibleInCustomerPortal?: Flag;
  readonly associatedAgentIds?: readonly Id[];
  readonly creatorId?: Id;
  readonly createdTime?: Timestamp;
}

/** Which departments a list gives. */
export interface DepartmentQuery {
  readonly isEnabled?: boolean;
  readonly chatStatus?: string;
  readonly searchStr?: string;
}

/** Where tickets belong, and who works there. */
export interface Departments {
  list(query?: DepartmentQuery, options?: ListOptions): PagedList<Department>;
  /** Those that the token's owner belongs to: what is not among them may be missing without a word. */
  mine(options?: CallOptions): PagedList<Department>;
  agents(
    departmentId: Id,
    query?: { readonly status?: AgentStatus },
    options?: ListOptions,
  ): PagedList<Agent>;
  teams(departmentId: Id, options?: ListOptions): PagedList<Team>;
}

export function createDepartments(api: Api): Departments {
  return {
    list: (query, options) => offsetList(api, { route: routes.list, query: { ...query } }, options),
    mine: (options) => unpagedList(api, { route: routes.mine }, options),
    agents: (departmentId, query, options) =>
      offsetList(
        api,
        { route: routes.agents, path: { departmentId }, query: { ...query } },
        options,
      ),
    teams: (departmentId, options) =>
      offsetList(api, { route: routes.teams, path: { departmentId } }, options),
  };
}
