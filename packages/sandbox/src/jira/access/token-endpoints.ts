import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { createPrng } from '../../kernel/random.ts';
import { json } from '../api/answer.ts';
import type { IssuedToken } from '../model/traces.ts';
import type { Site } from '../site.ts';
import { ALL_SCOPES, connectApp, oauthApp } from './credentials.ts';
import { unauthorized } from './unauthorized.ts';

const ACCESS_LIFETIME = 3_600_000;
const REFRESH_LIFETIME = 90 * 86_400_000;
const IMPERSONATION_LIFETIME = 900_000;
const ASSERTION_LIFETIME = 120;

/** Makes a token that the site knows from then on. */
export function issueToken(
  site: Pick<Site, 'store' | 'clock' | 'seed'>,
  kind: IssuedToken['kind'],
  accountId: string,
  scopes: readonly string[],
): string {
  const lifetime = {
    access: ACCESS_LIFETIME,
    refresh: REFRESH_LIFETIME,
    impersonation: IMPERSONATION_LIFETIME,
  };
  const token = `eyJ${createPrng(site.seed, kind, site.store.nextId('token')).hex(60)}`;
  const expires = site.clock.now() + lifetime[kind];
  site.store.tokens.set(token, { token, kind, accountId, scopes, expires });
  return token;
}

const RefreshRequest = z.strictObject({
  grant_type: z.literal('refresh_token'),
  client_id: z.string(),
  client_secret: z.string(),
  refresh_token: z.string(),
});

/**
 * `POST https://auth.atlassian.com/oauth/token`. Refresh tokens rotate: the one that was used is
 * disabled (developer.atlassian.com/cloud/oauth/getting-started/refresh-tokens).
 */
export async function refreshTokens(site: Site, request: Request): Promise<Response> {
  const { store, seed } = site;
  const parsed = RefreshRequest.safeParse(await bodyOf(request));
  if (!parsed.success) return oauthError(400, 'invalid_request', 'Malformed token request.');
  const { client_id, client_secret, refresh_token } = parsed.data;
  const app = oauthApp(seed);
  if (client_id !== app.clientId || client_secret !== app.clientSecret) {
    return oauthError(401, 'access_denied', 'Unauthorized');
  }
  const known = store.tokens.get(refresh_token);
  if (known?.kind !== 'refresh' || known.expires <= site.clock.now()) {
    return oauthError(403, 'invalid_grant', 'Unknown or invalid refresh token.');
  }
  store.tokens.delete(refresh_token);
  return json({
    access_token: issueToken(site, 'access', known.accountId, known.scopes),
    refresh_token: issueToken(site, 'refresh', known.accountId, known.scopes),
    expires_in: ACCESS_LIFETIME / 1000,
    token_type: 'Bearer',
    scope: known.scopes.join(' '),
  });
}

const Claims = z.object({
  iss: z.string(),
  sub: z.string(),
  tnt: z.string(),
  aud: z.string(),
  iat: z.number(),
  exp: z.number(),
});

/** A JWT bearer assertion for a token that acts as a user (facts § 4.10). */
export async function exchangeAssertion(site: Site, request: Request): Promise<Response> {
  const form = new URLSearchParams(await request.text());
  if (form.get('grant_type') !== 'urn:ietf:params:oauth:grant-type:jwt-bearer') {
    return oauthError(400, 'unsupported_grant_type', 'Only jwt-bearer is supported.');
  }
  const claims = verifiedClaims(site, form.get('assertion') ?? '');
  if (!claims) return oauthError(400, 'invalid_grant', 'The assertion is not valid.');
  const accountId = claims.sub.replace('urn:atlassian:connect:useraccountid:', '');
  const account = site.store.accounts.get(accountId);
  if (!account?.active || account.accountType === 'customer') {
    return oauthError(400, 'invalid_grant', 'The user does not exist or cannot be impersonated.');
  }
  return json({
    access_token: issueToken(site, 'impersonation', accountId, ALL_SCOPES),
    expires_in: IMPERSONATION_LIFETIME / 1000,
    token_type: 'Bearer',
  });
}

function verifiedClaims(site: Site, assertion: string): z.infer<typeof Claims> | undefined {
  const [header = '', payload = '', signature = ''] = assertion.split('.');
  const { oauthClientId, sharedSecret } = connectApp(site.seed);
  const expected = createHmac('sha256', sharedSecret).update(`${header}.${payload}`).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const claims = Claims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  if (!claims.success) return undefined;
  const { iss, tnt, aud, iat, exp } = claims.data;
  const now = site.clock.now() / 1000;
  const valid =
    iss === `urn:atlassian:connect:clientid:${oauthClientId}` &&
    tnt === site.urls().site &&
    aud === site.urls().assertions &&
    exp > now &&
    exp - iat <= ASSERTION_LIFETIME;
  return valid ? claims.data : undefined;
}

/** `GET https://api.atlassian.com/oauth/token/accessible-resources`. */
export function accessibleResources(site: Site, request: Request): Response {
  const token = (request.headers.get('authorization') ?? '').replace(/^Bearer /i, '');
  const issued = site.store.tokens.get(token);
  if (issued?.kind !== 'access' || issued.expires <= site.clock.now()) return unauthorized(site);
  const { site: url } = site.urls();
  return json([
    {
      id: site.cloudId,
      url,
      name: 'example',
      scopes: issued.scopes,
      avatarUrl: `${url}/avatar.png`,
    },
  ]);
}

async function bodyOf(request: Request): Promise<unknown> {
  const text = await request.text();
  if (request.headers.get('content-type')?.includes('json')) {
    return JSON.parse(text === '' ? 'null' : text);
  }
  return Object.fromEntries(new URLSearchParams(text));
}

function oauthError(status: number, error: string, description: string): Response {
  return json({ error, error_description: description }, { status });
}
