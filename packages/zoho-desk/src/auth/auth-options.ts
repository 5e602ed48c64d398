import type { Secret } from '@zdjsm/core';
import type { TokenStore } from './token-store.ts';

/** A refresh token of a self client or a web client: access tokens are fetched as needed. */
export interface OAuthCredentials {
  readonly clientId: string;
  readonly clientSecret: string | Secret;
  readonly refreshToken: string | Secret;
  /** Where the access token outlives the process. Default: nowhere. */
  readonly tokenStore?: TokenStore | undefined;
}

/** One access token, good for at most an hour. For trying something out. */
export interface StaticToken {
  readonly accessToken: string | Secret;
}

/** Tokens from elsewhere. `rejected` tells which token Zoho has just refused. */
export interface TokenProvider {
  readonly getAccessToken: (request: {
    readonly rejected?: Secret | undefined;
    readonly signal?: AbortSignal | undefined;
  }) => Promise<string | Secret>;
}

/** How to sign in: a refresh token, an access token, or a function of your own. */
export type ZohoAuth = OAuthCredentials | StaticToken | TokenProvider;
