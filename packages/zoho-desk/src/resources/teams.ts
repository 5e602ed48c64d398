import type { PagedList } from '@zdjsm/core';
import { offsetList } from '../paging/offset-list.ts';
import { unpagedList } from '../paging/unpaged-list.ts';
import type { Id, RawRecord } from '../records.ts';
import type { Api, CallOptions, ListOptions } from '../request/api.ts';
import { TEAM_ROUTES as routes } from '../routes/people.ts';
import type { Agent } from './agents.ts';

/** Source: Team.json@75e1ba57. */
export interface Team extends RawRecord {
  readonly id: Id;
  readonly name: string;
  readonly description?: string | null;
  readonly departmentId?: Id;
  /** Direct members. */
  readonly agents?: readonly Id[];
  /** Everyone, once roles and sub-teams are resolved. */
  readonly derivedAgents?: readonly Id[];
  readonly roles?: readonly Id[];
  readonly rolesWithSubordinates?: readonly Id[];
  readonly subTeams?: readonly Id[];
  readonly logoUrl?: string | null;
}

/** Teams, and who is in them. */
export interface Teams {
  list(options?: ListOptions): PagedList<Team>;
  get(id: Id, options?: CallOptions): Promise<Team>;
  members(id: Id, options?: CallOptions): PagedList<Agent>;
}

export function createTeams(api: Api): Teams {
  return {
    list: (options) => offsetList(api, { route: routes.list }, options),
    get: (id, options) => api.get({ route: routes.get, path: { teamId: id } }, options),
    members: (id, options) =>
      unpagedList(api, { route: routes.members, path: { teamId: id } }, options),
  };
}
