import { ConfigurationError, Secret } from '@zdjsm/core';
import type { ZohoAuth } from './auth-options.ts';
import {
  createRefreshingTokenSource,
  type RefreshDependencies,
} from './refreshing-token-source.ts';
import type { TokenSource } from './token-source.ts';

export function createTokenSource(auth: ZohoAuth, dependencies: RefreshDependencies): TokenSource {
  if ('accessToken' in auth) {
    const token = secretOf(auth.accessToken, 'auth.accessToken');
    return { get: async () => token, reject: () => false };
  }
  if ('getAccessToken' in auth) {
    let rejected: Secret | undefined;
    return {
      get: async (signal) => {
        const token = await auth.getAccessToken({ rejected, signal });
        return secretOf(token, 'auth.getAccessToken');
      },
      reject(token) {
        rejected = token;
        return true;
      },
    };
  }
  return createRefreshingTokenSource(
    {
      clientId: auth.clientId,
      clientSecret: secretOf(auth.clientSecret, 'auth.clientSecret'),
      refreshToken: secretOf(auth.refreshToken, 'auth.refreshToken'),
      tokenStore: auth.tokenStore,
    },
    dependencies,
  );
}

function secretOf(value: string | Secret, setting: string): Secret {
  // A line break, as at the end of a file, would end the header in the middle.
  const text = (typeof value === 'string' ? value : value.reveal()).trim();
  if (/^[\x21-\x7e]+$/.test(text)) return new Secret(text);
  throw new ConfigurationError({
    setting,
    message: text === '' ? 'is empty' : 'has characters that no token has',
    remedy: 'Copy it again from Zoho’s API console, without spaces or quotes.',
  });
}
