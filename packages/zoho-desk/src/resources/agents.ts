import { type Checkpoint, type Page, PagedList } from '@zdjsm/core';
import { createIterations } from '../paging/iterations.ts';
import { offsetList } from '../paging/offset-list.ts';
import type { Flag, Id, RawRecord } from '../records.ts';
import type { Api, CallOptions, ListOptions } from '../request/api.ts';
import { AGENT_ROUTES as routes } from '../routes/people.ts';

/** Whether an agent works there still. */
export type AgentStatus = 'ACTIVE' | 'DISABLED' | 'DELETED' | 'IMPORTED';

/** Source: Agent.json@3f7016e3. The address is `emailId` here, `email` everywhere else. */
export interface Agent extends RawRecord {
  readonly id: Id;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly name?: string;
  readonly emailId?: string;
  readonly status?: string;
  readonly isConfirmed?: Flag;
  /** The Zoho account: what a comment’s `zsu[@user:…]zsu` names. */
  readonly zuid?: string;
  readonly roleId?: Id;
  readonly profileId?: Id;
  readonly rolePermissionType?: string;
  readonly photoURL?: string | null;
  readonly phone?: string;
  readonly mobile?: string;
  readonly timeZone?: string;
  readonly langCode?: string;
  readonly countryCode?: string;
  readonly associatedDepartmentIds?: readonly Id[];
}

/** No address: a name is all that is left. */
export interface DeletedAgent extends RawRecord {
  readonly id: Id;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly name?: string;
  readonly status?: string;
}

/** Which agents a list gives. */
export interface AgentQuery {
  readonly status?: AgentStatus;
  readonly departmentIds?: readonly Id[];
  readonly isLightAgent?: boolean;
  readonly isConfirmed?: boolean;
  readonly searchStr?: string;
  readonly include?: readonly ('profile' | 'role')[];
}

/** Who works in the helpdesk, and who did. */
export interface Agents {
  /** One status; which ones come without it, Zoho does not say. */
  list(query?: AgentQuery, options?: ListOptions): PagedList<Agent>;
  /** Every status in turn, each agent once: old messages are by people who are long gone. */
  listEveryStatus(options?: ListOptions): PagedList<Agent>;
  deleted(options?: ListOptions): PagedList<DeletedAgent>;
  get(id: Id, options?: CallOptions): Promise<Agent>;
  /** Who a mention means; undefined when nobody has that zuid. */
  byZuid(zuid: string, options?: CallOptions): Promise<Agent | undefined>;
  byEmail(email: string, options?: CallOptions): Promise<Agent | undefined>;
  /** The owner of the token. */
  me(options?: CallOptions): Promise<Agent>;
  count(
    query?: { readonly status?: 'ACTIVE' | 'DISABLED' },
    options?: CallOptions,
  ): Promise<number>;
}

const STATUSES: readonly AgentStatus[] = ['ACTIVE', 'DISABLED', 'DELETED', 'IMPORTED'];

export function createAgents(api: Api): Agents {
  const list: Agents['list'] = (query, options) =>
    offsetList(api, { route: routes.list, query: { ...query } }, options);

  return {
    list,
    listEveryStatus(options = {}) {
      const iterations = createIterations();
      return new PagedList(
        async (checkpoint): Promise<Page<Agent>> => {
          const turn = Number(checkpoint?.['turn'] ?? 0);
          const status = STATUSES[turn];
          if (!status) return { items: [], next: undefined };
          const { turn: _, ...inner } = checkpoint ?? {};
          const from: Checkpoint | undefined = 'list' in inner ? inner : undefined;
          const page = await list({ status }, { ...options, from });
          const next: Checkpoint | undefined = page.next
            ? { ...page.next, turn }
            : turn + 1 < STATUSES.length
              ? { turn: turn + 1 }
              : undefined;
          // Someone may be disabled while the active ones are being listed.
          const given = iterations.givenBefore(checkpoint);
          const items = page.items.filter(({ id }) => !given.has(id));
          iterations.advance(
            checkpoint,
            items.map(({ id }) => id),
            next,
          );
          return { items, next };
        },
        options.from,
        { prefetch: options.prefetch },
      );
    },
    deleted: (options) => offsetList(api, { route: routes.deleted }, options),
    get: (id, options) => api.get({ route: routes.get, path: { agentId: id } }, options),
    byZuid: (zuid, options) => api.find({ route: routes.byZuid, path: { zuid } }, options),
    byEmail: (emailId, options) => api.find({ route: routes.byEmail, path: { emailId } }, options),
    me: (options) => api.get({ route: routes.me }, options),
    count: (query, options) => api.count({ route: routes.count, query: { ...query } }, options),
  };
}
