import type { PagedList } from '@zdjsm/core';
import { unpagedList } from '../paging/unpaged-list.ts';
import type { Flag, Id, RawRecord } from '../records.ts';
import type { Api, CallOptions } from '../request/api.ts';
import { ORGANIZATION_ROUTES as routes } from '../routes/people.ts';

/** A portal. Source: Organization.json@3f7016e3. */
export interface Organization extends RawRecord {
  /** What `orgId` wants. */
  readonly id: Id;
  readonly companyName?: string | null;
  readonly portalName?: string;
  readonly portalURL?: string;
  readonly alias?: string | null;
  /** `ENTERPRISE`, `PROFESSIONAL`, `ZOHOONE`, … */
  readonly edition?: string;
  /** IANA name. */
  readonly timeZone?: string;
  readonly primaryContact?: string;
  readonly isAdminInOrg?: Flag;
  readonly isDefault?: Flag;
  readonly isSandboxPortal?: Flag;
  readonly currencyCode?: string;
  /** Only with `includeCustomDomain`: a host for `portalDomains`. */
  readonly customDomain?: string | null;
}

/** The portals that a token reaches. */
export interface Organizations {
  /** All portals that the token can reach. The one call that works without an orgId. */
  list(options?: CallOptions): PagedList<Organization>;
  accessible(options?: CallOptions): PagedList<Organization>;
  get(
    id: Id,
    query?: { readonly includeCustomDomain?: boolean },
    options?: CallOptions,
  ): Promise<Organization>;
}

export function createOrganizations(api: Api): Organizations {
  return {
    list: (options) => unpagedList(api, { route: routes.list }, options),
    accessible: (options) => unpagedList(api, { route: routes.accessible }, options),
    get: (id, query, options) =>
      api.get({ route: routes.get, path: { organizationId: id }, query }, options),
  };
}
