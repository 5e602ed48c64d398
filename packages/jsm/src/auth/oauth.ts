import { type Clock, Secret, singleFlight, type Transport } from '@zdjsm/core';
import { type AtlassianError, AuthenticationError } from '../errors/atlassian-error.ts';
import { errorFromAnswer } from '../errors/error-from-answer.ts';
import { isRecord, stringIn } from '../model/json.ts';
import type { Authorization } from './authorization.ts';

export interface OAuthTokens {
  readonly accessToken: string;
  /** Atlassian rotates it: each refresh gives a new one, and the old one stops working. */
  readonly refreshToken: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** OAuth 2.0 (3LO): docs of Atlassian, "OAuth 2.0 (3LO) apps". */
export interface OAuthOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
  /** When they are known from before; otherwise the first call refreshes. */
  readonly accessToken?: string | undefined;
  readonly expiresAt?: number | undefined;
  /**
   * Keeps the new tokens: awaited before they are used, because the old refresh token is worthless
   * from then on. Two clients with one refresh token lock each other out.
   */
  readonly onTokens?: ((tokens: OAuthTokens) => void | Promise<void>) | undefined;
  /** Default `https://auth.atlassian.com`. */
  readonly server?: string | undefined;
}

// A token that is about to expire would be refused on its way.
const EARLY_MS = 60_000;

export function oauthAuthorization(
  options: OAuthOptions,
  context: { readonly transport: Transport; readonly clock: Clock },
): Authorization {
  const { transport, clock } = context;
  const url = new URL('/oauth/token', options.server ?? 'https://auth.atlassian.com');
  let access = new Secret(options.accessToken ?? '');
  let refresh = new Secret(options.refreshToken);
  let expiresAt = options.accessToken ? (options.expiresAt ?? Number.POSITIVE_INFINITY) : 0;

  const renewTokens = singleFlight(async () => {
    const request = { method: 'POST', url: url.href, attempt: 1 } as const;
    const answer = await transport.send({
      ...request,
      url,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify({
        grant_type: 'refresh_token',
        client_id: options.clientId,
        client_secret: options.clientSecret,
        refresh_token: refresh.reveal(),
      }),
    });
    if (answer.status !== 200)
      throw refused(errorFromAnswer(request, answer, answer.body, clock.now()));
    const tokens = readTokens(answer.body, clock.now(), refresh.reveal());
    await options.onTokens?.(tokens);
    access = new Secret(tokens.accessToken);
    refresh = new Secret(tokens.refreshToken);
    expiresAt = tokens.expiresAt;
  });

  const header = (): string => `Bearer ${access.reveal()}`;

  return {
    entrance: 'gateway',
    async header() {
      if (expiresAt - EARLY_MS <= clock.now()) await renewTokens();
      return header();
    },
    async renew(rejected) {
      if (header() === rejected) await renewTokens();
      return header() !== rejected;
    },
  };
}

function readTokens(body: Buffer, now: number, oldRefreshToken: string): OAuthTokens {
  const parsed: unknown = JSON.parse(body.toString('utf8'));
  const accessToken = stringIn(parsed, 'access_token');
  const seconds = isRecord(parsed) ? parsed['expires_in'] : undefined;
  if (!accessToken || typeof seconds !== 'number') {
    throw new AuthenticationError({
      code: 'UNAUTHENTICATED',
      message: 'The authorization server gave no access token.',
      remedy: 'Check clientId and clientSecret, and authorize the app again.',
    });
  }
  return {
    accessToken,
    refreshToken: stringIn(parsed, 'refresh_token') ?? oldRefreshToken,
    expiresAt: now + seconds * 1_000,
  };
}

function refused(cause: AtlassianError): AtlassianError {
  if (cause.status === undefined || cause.status >= 500 || cause.status === 429) return cause;
  return new AuthenticationError({
    code: 'REFRESH_REFUSED',
    message: `The refresh token is not accepted (${cause.status}).`,
    remedy:
      'Authorize the app again. A refresh token works once: another client may have used it, or its successor was not kept (onTokens).',
    status: cause.status,
    cause,
  });
}
