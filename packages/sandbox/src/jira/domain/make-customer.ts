import { accountIdFor } from '../model/ids.ts';
import type { Account } from '../model/people.ts';
import type { Site } from '../site.ts';

/** A portal-only account; or the Atlassian account that someone has elsewhere. */
export function makeCustomer(
  site: Site,
  email: string,
  options: { readonly displayName?: string | undefined; readonly elsewhere?: boolean } = {},
): Account {
  const form = options.elsewhere ? 'current' : 'portal';
  const account: Account = {
    accountId: accountIdFor(site.seed, form, email.toLowerCase()),
    accountType: options.elsewhere ? 'atlassian' : 'customer',
    email,
    displayName: options.displayName ?? email,
    active: true,
    role: 'customer',
    emailHidden: false,
  };
  site.store.accounts.set(account.accountId, account);
  return account;
}
