import type { Clock, Transport } from '@zdjsm/core';
import type { AuthOptions } from './auth-options.ts';
import type { Authorization } from './authorization.ts';
import { basicAuthorization } from './basic.ts';
import { customAuthorization } from './custom.ts';
import { oauthAuthorization } from './oauth.ts';

export function createAuthorization(
  auth: AuthOptions,
  context: { readonly transport: Transport; readonly clock: Clock },
): Authorization {
  if ('oauth' in auth) return oauthAuthorization(auth.oauth, context);
  if ('getAuthorization' in auth) return customAuthorization(auth);
  return basicAuthorization(auth);
}
