import type { SandboxClock } from '../kernel/clock.ts';
import type { Cloud } from '../kernel/cloud.ts';
import type { World } from '../kernel/world.ts';
import { type JiraAccess, type JiraCredentials, jiraAccess } from './access/jira-access.ts';
import { jiraActions } from './act/actions.ts';
import { createFrontDoor } from './api/front-door.ts';
import type { JiraOptions } from './options.ts';
import { createSite } from './site.ts';
import { type JiraState, jiraState, type KeyedIssue, keyedIssues } from './truth/state.ts';
import { type CustomerView, visibleToCustomer } from './truth/visible-to-customer.ts';

export type { JiraOptions } from './options.ts';
export type { CustomerView } from './truth/visible-to-customer.ts';

/** Where Atlassian is, without a trailing slash. Asked for at each use: a port is known late. */
export interface JiraUrls {
  /** The site: `https://example.atlassian.net`. */
  readonly site: string;
  /** `https://api.atlassian.com`: OAuth and scoped tokens, Assets. */
  readonly gateway: string;
  /** `https://api.media.atlassian.com`: another host on purpose; no credentials belong there. */
  readonly media: string;
  /** `https://auth.atlassian.com`: `POST /oauth/token` refreshes OAuth tokens. */
  readonly auth: string;
  /** `https://oauth-2-authorization-server.services.atlassian.com`: `POST /oauth2/token`. */
  readonly assertions: string;
}

export interface JiraCloud extends Cloud {
  readonly name: 'jira';
  /** The migration's administrator. */
  readonly credentials: JiraCredentials;
  /** Other accounts, and the other ways to log in. */
  readonly access: JiraAccess;
  /** What the site holds, without anything that differs between two equal runs. */
  inspect(): JiraState;
  /** What `inspect` says of the issues, with their keys: to find one again. */
  issues(): KeyedIssue[];
  /** What a customer can see of an issue on the portal. */
  visibleToCustomer(issueKey: string, accountId: string): CustomerView;
}

export function createJiraCloud(context: {
  readonly world: World;
  readonly clock: SandboxClock;
  readonly seed: number;
  readonly urls: () => JiraUrls;
  readonly options: JiraOptions;
}): JiraCloud {
  const site = createSite(context);
  const access = jiraAccess(site);
  return {
    name: 'jira',
    credentials: access.admin,
    access,
    handle: createFrontDoor(site),
    act: jiraActions(site),
    inspect: () => jiraState(site),
    issues: () => keyedIssues(site),
    visibleToCustomer: (issueKey, accountId) => visibleToCustomer(site, issueKey, accountId),
  };
}
