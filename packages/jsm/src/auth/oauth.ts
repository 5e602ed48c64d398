import { type Clock, Secret, type Transport } from '@zdjsm/core';
import { AtlassianError } from '../errors/atlassian-error.ts';
import type { Authorization } from './authorization.ts';
import { expiringToken, refusedToken } from './expiring-token.ts';
import { requestToken } from './token-request.ts';

/** The tokens after a refresh: keep them, the ones before are worthless. */
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

const EARLY_MS = 60_000;

export function oauthAuthorization(
  options: OAuthOptions,
  context: { readonly transport: Transport; readonly clock: Clock },
): Authorization {
  const { transport, clock } = context;
  const { clientId, clientSecret, accessToken } = options;
  const url = new URL('/oauth/token', options.server ?? 'https://auth.atlassian.com');
  let refresh = new Secret(options.refreshToken);

  return expiringToken({
    clock,
    entrance: 'gateway',
    earlyMs: EARLY_MS,
    initial: accessToken
      ? { token: accessToken, expiresAt: options.expiresAt ?? Number.POSITIVE_INFINITY }
      : undefined,
    async fetch() {
      const body = JSON.stringify({
        grant_type: 'refresh_token',
        client_id: clientId,
        client_secret: clientSecret,
        refresh_token: refresh.reveal(),
      });
      const issued = await requestToken(transport, clock.now(), {
        url,
        body,
        contentType: 'application/json',
      }).catch((error: unknown) => {
        throw error instanceof AtlassianError ? refusedToken(error, REFUSED) : error;
      });
      const tokens: OAuthTokens = {
        accessToken: issued.accessToken,
        refreshToken: issued.refreshToken ?? refresh.reveal(),
        expiresAt: clock.now() + issued.lifetime,
      };
      // First of all: the token that was used is worthless from now on.
      refresh = new Secret(tokens.refreshToken);
      await options.onTokens?.(tokens);
      return { token: tokens.accessToken, expiresAt: tokens.expiresAt };
    },
  });
}

const REFUSED = {
  code: 'REFRESH_REFUSED',
  message: 'The refresh token is not accepted',
  remedy:
    'Authorize the app again. A refresh token works once: another client may have used it, or its successor was not kept (onTokens).',
};
