import { createPrng } from '../../kernel/random.ts';
import { uuidFor } from '../model/ids.ts';

/** Secrets of the fictitious site: from the seed, so that a second process knows them too. */

export type TokenForm = 'classic' | 'scoped';

/** An API token of one account. Scoped ones work on the gateway only (facts § 2). */
export function apiToken(seed: number, email: string, form: TokenForm): string {
  const mark = form === 'classic' ? 'ATATT3xFfGF0' : 'ATATT3xSc0pe';
  return `${mark}${createPrng(seed, form, email.toLowerCase()).hex(48)}`;
}

export interface OAuthApp {
  readonly clientId: string;
  readonly clientSecret: string;
}

export function oauthApp(seed: number): OAuthApp {
  const prng = createPrng(seed, 'oauth-app');
  return { clientId: prng.hex(32), clientSecret: `ATOA${prng.hex(60)}` };
}

/** A Connect app that may act as a user (facts § 4.10). */
export interface ConnectApp {
  readonly oauthClientId: string;
  readonly sharedSecret: string;
}

export function connectApp(seed: number): ConnectApp {
  return {
    oauthClientId: uuidFor(seed, 'connect-app'),
    sharedSecret: createPrng(seed, 'connect-secret').hex(64),
  };
}

/** Every scope that the route tables name. */
export const ALL_SCOPES: readonly string[] = [
  'read:jira-work',
  'write:jira-work',
  'read:jira-user',
  'manage:jira-project',
  'manage:jira-configuration',
  'read:servicedesk-request',
  'write:servicedesk-request',
  'manage:servicedesk-customer',
  'read:confluence-user',
  'search:confluence',
  'write:confluence-content',
  'write:confluence-file',
  'write:confluence-space',
  'readonly:content.attachment:confluence',
  'read:content.metadata:confluence',
  'read:hierarchical-content:confluence',
  'read:page:confluence',
  'write:page:confluence',
  'delete:page:confluence',
  'read:attachment:confluence',
  'delete:attachment:confluence',
  'read:space:confluence',
  'write:space:confluence',
  'offline_access',
];
