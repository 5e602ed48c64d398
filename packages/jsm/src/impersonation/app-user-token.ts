import { createHmac } from 'node:crypto';
import { Secret } from '@zdjsm/core';
import { expiringToken, refusedToken } from '../auth/expiring-token.ts';
import { requestToken } from '../auth/token-request.ts';
import { AtlassianError } from '../errors/atlassian-error.ts';
import type { ImpersonationStrategy } from './strategy.ts';

/** The credentials of a Connect app that may act as its users. */
export interface AppUserTokenOptions {
  /** The app's OAuth client id, as its installation tells. */
  readonly oauthClientId: string;
  /** The secret that the app shares with this site, as its installation tells. */
  readonly sharedSecret: string;
  /** `https://example.atlassian.net` */
  readonly site: string;
  /** Default `READ WRITE`. */
  readonly scopes?: readonly string[] | undefined;
  /** Default `https://oauth-2-authorization-server.services.atlassian.com`. */
  readonly server?: string | undefined;
}

const SERVER = 'https://oauth-2-authorization-server.services.atlassian.com';
const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const ASSERTION_SECONDS = 60;
const EARLY_MS = 30_000;

/**
 * Acts as any licensed user of the site by an app with the scope ACT_AS_USER: a signed assertion is
 * exchanged for a token of that user (docs of Atlassian Connect, "User impersonation"). Keeps the
 * author natively; not for portal-only customers. Connect is being retired: Forge apps have
 * `asUser()` instead, which works inside Atlassian only.
 */
export function appUserToken(options: AppUserTokenOptions): ImpersonationStrategy {
  const secret = new Secret(options.sharedSecret);
  return {
    name: 'app-user-token',
    async authorizationFor(accountId, { transport, clock }) {
      // Portal-only customers have no user whose token could be had.
      if (accountId.startsWith('qm:')) return undefined;
      return expiringToken({
        clock,
        entrance: 'site',
        earlyMs: EARLY_MS,
        async fetch() {
          const form = new URLSearchParams({
            grant_type: GRANT,
            assertion: assertionFor(accountId, options, secret, clock.now()),
            scope: (options.scopes ?? ['READ', 'WRITE']).join(' '),
          });
          const { accessToken, lifetime } = await requestToken(transport, clock.now(), {
            url: new URL('/oauth2/token', options.server ?? SERVER),
            body: form.toString(),
            contentType: 'application/x-www-form-urlencoded',
          }).catch((error: unknown) => {
            throw error instanceof AtlassianError
              ? refusedToken(error, refusedFor(accountId))
              : error;
          });
          return { token: accessToken, expiresAt: clock.now() + lifetime };
        },
      });
    },
  };
}

/** A JSON Web Token (RFC 7519) signed by HMAC-SHA256. */
function assertionFor(
  accountId: string,
  { oauthClientId, site, server = SERVER }: AppUserTokenOptions,
  secret: Secret,
  now: number,
): string {
  const issuedAt = Math.floor(now / 1_000);
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const claims = {
    iss: `urn:atlassian:connect:clientid:${oauthClientId}`,
    sub: `urn:atlassian:connect:useraccountid:${accountId}`,
    tnt: new URL(site).origin,
    aud: new URL(server).origin,
    iat: issuedAt,
    exp: issuedAt + ASSERTION_SECONDS,
  };
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  const signature = createHmac('sha256', secret.reveal()).update(signed).digest('base64url');
  return `${signed}.${signature}`;
}

const refusedFor = (accountId: string) => ({
  code: 'IMPERSONATION_REFUSED',
  message: `No token is given to act as ${accountId}`,
  remedy:
    'Check that the app has the scope ACT_AS_USER, that oauthClientId and sharedSecret are of this site, and that the user is active.',
});
