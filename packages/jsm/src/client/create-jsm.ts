import {
  ConfigurationError,
  createTellWait,
  createTransport,
  journalledTransport,
  type PagedList,
  systemClock,
} from '@zdjsm/core';
import type { Authorization } from '../auth/authorization.ts';
import { createAuthorization } from '../auth/create-authorization.ts';
import type { Issue } from '../model/issue.ts';
import { limitHeaders } from '../pacing/limit-headers.ts';
import { createPacer, type Usage } from '../pacing/pacer.ts';
import type { PacingOptions } from '../pacing/pacing-options.ts';
import { createAddresses } from '../request/addresses.ts';
import type { CallOptions } from '../request/call.ts';
import { createRequester } from '../request/requester.ts';
import type { Runtime } from '../request/runtime.ts';
import { createSiteKnowledge } from '../requests/site-knowledge.ts';
import { Assets } from '../resources/assets.ts';
import { Attachments } from '../resources/attachments.ts';
import { Comments } from '../resources/comments.ts';
import { Confluence } from '../resources/confluence.ts';
import { Customers } from '../resources/customers.ts';
import { Fields } from '../resources/fields.ts';
import { Issues } from '../resources/issues.ts';
import { IssueLinks, RemoteLinks } from '../resources/links.ts';
import { Organizations } from '../resources/organizations.ts';
import { Projects } from '../resources/projects.ts';
import { RequestTypes } from '../resources/request-types.ts';
import { Requests } from '../resources/requests.ts';
import { count, type SearchOptions, search } from '../resources/search.ts';
import { ServiceDesks } from '../resources/service-desks.ts';
import { Site } from '../resources/site.ts';
import { Users } from '../resources/users.ts';
import { Watchers } from '../resources/watchers.ts';
import { Workflow } from '../resources/workflow.ts';
import { Worklogs } from '../resources/worklogs.ts';
import { Marker } from '../writes/marker.ts';
import { remember } from '../writes/remember.ts';
import type { Context } from './context.ts';
import type { JsmOptions } from './options.ts';
import { DEFAULT_SETTINGS } from './settings.ts';

/** A client of one site. */
export interface Jsm {
  readonly serviceDesks: ServiceDesks;
  readonly requestTypes: RequestTypes;
  readonly customers: Customers;
  readonly organizations: Organizations;
  readonly requests: Requests;
  readonly issues: Issues;
  readonly comments: Comments;
  readonly attachments: Attachments;
  readonly workflow: Workflow;
  readonly worklogs: Worklogs;
  readonly issueLinks: IssueLinks;
  readonly remoteLinks: RemoteLinks;
  readonly watchers: Watchers;
  readonly users: Users;
  readonly projects: Projects;
  readonly fields: Fields;
  readonly site: Site;
  readonly assets: Assets;
  readonly confluence: Confluence;
  /** Issues by JQL; what was written in the last seconds may be missing. */
  search(jql: string, options?: SearchOptions): PagedList<Issue>;
  /** How many issues match, about. */
  count(jql: string, options?: CallOptions): Promise<number>;
  /** How much of the site's limits is in use. */
  readonly usage: Usage;
  /**
   * A client that acts as another account, by the first strategy that is open to it; undefined when
   * none is. Both share the site's limits.
   */
  as(accountId: string): Promise<Jsm | undefined>;
}

const APP_POINTS_PER_HOUR = 65_000;

/**
 * Makes a client. Nothing is sent until it is used.
 *
 * @throws ConfigurationError when a setting can't be right.
 */
export function createJsm(options: JsmOptions): Jsm {
  const clock = options.clock ?? systemClock;
  const emit = options.onEvent ?? (() => {});
  const timeoutMs = options.timeoutMs ?? 60_000;
  const wire =
    options.transport ??
    createTransport({
      got: options.got,
      timeoutMs,
      userAgent: 'zdjsm (+https://www.npmjs.com/package/@zdjsm/jsm)',
    });
  const transport = journalledTransport(wire, {
    client: 'jsm',
    clock,
    limitsIn: limitHeaders,
    tell: options.onExchange,
  });
  const shared = {
    transport,
    pacer: createPacer(
      clock,
      pacingOf(options),
      emit,
      options.limits,
      createTellWait('jsm', clock, options.onWait),
    ),
    clock,
    random: options.random ?? Math.random,
    emit,
    stop: options.signal,
    maxAttempts: options.maxAttempts ?? 6,
    timeoutMs,
  };
  const marker = new Marker(options.marker);

  const clientFor = (authorization: Authorization): Jsm => {
    const addresses = createAddresses(options, authorization.entrance, shared);
    const runtime: Runtime = { ...shared, authorization, addresses };
    const context: Context = {
      api: createRequester(runtime),
      runtime,
      transport,
      clock,
      marker,
      mediaHosts: options.mediaHosts ?? ['api.media.atlassian.com'],
      settings: { ...DEFAULT_SETTINGS, ...options.settings },
      emit,
    };
    return {
      ...resourcesOf(context),
      as: actAs,
      get usage() {
        return shared.pacer.usage;
      },
    };
  };

  const acting = remember(async (accountId) => {
    for (const strategy of options.impersonation ?? []) {
      const authorization = await strategy.authorizationFor(accountId, { transport, clock });
      if (authorization) return clientFor(authorization);
    }
    return undefined;
  });
  const actAs = (accountId: string): Promise<Jsm | undefined> => acting(accountId);

  return clientFor(createAuthorization(options.auth, { transport, clock }));
}

function resourcesOf(context: Context): Omit<Jsm, 'as' | 'usage'> {
  const serviceDesks = new ServiceDesks(context);
  const requestTypes = new RequestTypes(context);
  const users = new Users(context);
  const issues = new Issues(context);
  const site = createSiteKnowledge(context, serviceDesks, requestTypes);
  return {
    serviceDesks,
    requestTypes,
    customers: new Customers(context, users),
    organizations: new Organizations(context),
    requests: new Requests(context, site, issues),
    issues,
    comments: new Comments(context),
    attachments: new Attachments(context),
    workflow: new Workflow(context),
    worklogs: new Worklogs(context),
    issueLinks: new IssueLinks(context),
    remoteLinks: new RemoteLinks(context),
    watchers: new Watchers(context),
    users,
    projects: new Projects(context),
    fields: new Fields(context),
    site: new Site(context),
    assets: new Assets(context),
    confluence: new Confluence(context),
    search: (jql, options) => search(context, jql, options),
    count: (jql, options) => count(context, jql, options),
  };
}

/** An app has a quota of points an hour; an API token has none that is published. */
function pacingOf({ pacing = {}, auth }: JsmOptions): PacingOptions {
  const { share } = pacing;
  if (share !== undefined && !(share > 0 && share <= 1)) {
    throw new ConfigurationError({
      setting: 'pacing.share',
      message: `${share} is not above 0 and at most 1`,
      remedy: 'Give the part of the documented rates to use: 0.5 leaves half of them to others.',
    });
  }
  const pointsPerHour = pacing.pointsPerHour ?? ('oauth' in auth ? APP_POINTS_PER_HOUR : undefined);
  return { ...pacing, pointsPerHour };
}
