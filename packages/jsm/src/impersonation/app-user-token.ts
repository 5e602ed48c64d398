import { createHmac } from 'node:crypto';
import { Secret, singleFlight } from '@zdjsm/core';
import type { Authorization } from '../auth/authorization.ts';
import { type AtlassianError, AuthenticationError } from '../errors/atlassian-error.ts';
import { errorFromAnswer } from '../errors/error-from-answer.ts';
import { isRecord, stringIn } from '../model/json.ts';
import type { ImpersonationStrategy } from './strategy.ts';

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
      let token = new Secret('');
      let expiresAt = 0;

      const exchange = singleFlight(async () => {
        const url = new URL('/oauth2/token', options.server ?? SERVER);
        const request = { method: 'POST', url: url.href, attempt: 1 } as const;
        const answer = await transport.send({
          ...request,
          url,
          headers: {
            accept: 'application/json',
            'content-type': 'application/x-www-form-urlencoded',
          },
          body: new URLSearchParams({
            grant_type: GRANT,
            assertion: assertionFor(accountId, options, secret, clock.now()),
            scope: (options.scopes ?? ['READ', 'WRITE']).join(' '),
          }).toString(),
        });
        if (answer.status !== 200) {
          throw refused(accountId, errorFromAnswer(request, answer, answer.body, clock.now()));
        }
        const parsed: unknown = JSON.parse(answer.body.toString('utf8'));
        const seconds = isRecord(parsed) ? Number(parsed['expires_in']) : 0;
        token = new Secret(stringIn(parsed, 'access_token') ?? '');
        expiresAt = clock.now() + seconds * 1_000;
      });

      const header = (): string => `Bearer ${token.reveal()}`;
      const authorization: Authorization = {
        entrance: 'site',
        async header() {
          if (expiresAt - EARLY_MS <= clock.now()) await exchange();
          return header();
        },
        async renew(rejected) {
          if (header() === rejected) await exchange();
          return header() !== rejected;
        },
      };
      return authorization;
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

function refused(accountId: string, cause: AtlassianError): AtlassianError {
  if (cause.status === undefined || cause.status >= 500 || cause.status === 429) return cause;
  return new AuthenticationError({
    code: 'IMPERSONATION_REFUSED',
    message: `No token is given to act as ${accountId} (${cause.status})`,
    remedy:
      'Check that the app has the scope ACT_AS_USER, that oauthClientId and sharedSecret are of this site, and that the user is active.',
    status: cause.status,
    cause,
  });
}
