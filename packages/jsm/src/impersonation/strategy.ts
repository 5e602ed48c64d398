import type { Clock, Transport } from '@zdjsm/core';
import type { Authorization } from '../auth/authorization.ts';

/** A way to act as another account: a table of tokens, an app's permission, or one of your own. */
export interface ImpersonationStrategy {
  readonly name: string;
  /** What signs calls as this account; undefined where this way is not open to it. */
  authorizationFor(
    accountId: string,
    context: { readonly transport: Transport; readonly clock: Clock },
  ): Promise<Authorization | undefined>;
}
