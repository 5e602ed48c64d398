import type { Account } from '../model/people.ts';

/** Who calls, and through which door. */
export interface Caller {
  readonly account: Account;
  /** `token`: an API token, billed by account; `app`: OAuth, billed by points. */
  readonly door: 'token' | 'app';
  /** Undefined: everything that the account may do. */
  readonly scopes: ReadonlySet<string> | undefined;
}
