import { PEOPLE } from '../../data/people.ts';
import {
  ADMIN_EMAIL,
  COLLABORATOR_EMAIL,
  KNOWN_CUSTOMER_EMAIL,
  PORTAL_CUSTOMER_EMAIL,
  SECOND_ADMIN_EMAIL,
} from '../seed/accounts.ts';
import type { Site } from '../site.ts';
import {
  ALL_SCOPES,
  apiToken,
  type ConnectApp,
  connectApp,
  type OAuthApp,
  oauthApp,
} from './credentials.ts';
import { issueToken } from './token-endpoints.ts';

/** What a client needs to log in. */
export interface JiraCredentials {
  readonly cloudId: string;
  readonly accountId: string;
  readonly email: string;
  /** Works on the site; `scopedToken` works on the gateway. */
  readonly apiToken: string;
  readonly scopedToken: string;
}

export interface OAuthCredentials extends OAuthApp {
  readonly refreshToken: string;
  readonly accessToken: string;
}

/** The ways into the site. A customer's API token stands for a session on the portal. */
export interface JiraAccess {
  readonly admin: JiraCredentials;
  readonly secondAdmin: JiraCredentials;
  readonly agent: JiraCredentials;
  /** Has no licence for Jira Service Management. */
  readonly collaborator: JiraCredentials;
  /** With an Atlassian account, and portal-only. */
  readonly customer: JiraCredentials;
  readonly portalCustomer: JiraCredentials;
  readonly connectApp: ConnectApp;
  /** Of any account, those made later included. */
  of(email: string): JiraCredentials;
  /** What somebody grants an OAuth app by their consent. */
  grantOAuth(email: string, scopes?: readonly string[]): OAuthCredentials;
}

export function jiraAccess(site: Site): JiraAccess {
  const { seed, cloudId, store } = site;
  const accountOf = (email: string) => {
    const account = store.accountsByEmail.first(email.toLowerCase());
    if (!account) throw new Error(`the site has no account with the address ${email}`);
    return account;
  };
  const of = (email: string): JiraCredentials => ({
    cloudId,
    accountId: accountOf(email).accountId,
    email,
    apiToken: apiToken(seed, email, 'classic'),
    scopedToken: apiToken(seed, email, 'scoped'),
  });
  return {
    admin: of(ADMIN_EMAIL),
    secondAdmin: of(SECOND_ADMIN_EMAIL),
    agent: of(PEOPLE[0]?.email ?? ''),
    collaborator: of(COLLABORATOR_EMAIL),
    customer: of(KNOWN_CUSTOMER_EMAIL),
    portalCustomer: of(PORTAL_CUSTOMER_EMAIL),
    connectApp: connectApp(seed),
    of,
    grantOAuth(email, scopes = ALL_SCOPES) {
      const { accountId } = accountOf(email);
      return {
        ...oauthApp(seed),
        refreshToken: issueToken(site, 'refresh', accountId, scopes),
        accessToken: issueToken(site, 'access', accountId, scopes),
      };
    },
  };
}
