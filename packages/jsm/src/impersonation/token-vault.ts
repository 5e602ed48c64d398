import type { AuthOptions } from '../auth/auth-options.ts';
import { createAuthorization } from '../auth/create-authorization.ts';
import type { ImpersonationStrategy } from './strategy.ts';

/**
 * Acts with the tokens that people gave for themselves: an API token each, or each one's consent by
 * OAuth. Keeps the author natively. Asks for nothing but the permissions of that person.
 */
export function tokenVault(options: {
  /** The person's own credentials; undefined for who has given none. */
  readonly credentialsOf: (
    accountId: string,
  ) => AuthOptions | undefined | Promise<AuthOptions | undefined>;
}): ImpersonationStrategy {
  return {
    name: 'token-vault',
    async authorizationFor(accountId, context) {
      const credentials = await options.credentialsOf(accountId);
      return credentials && createAuthorization(credentials, context);
    },
  };
}
