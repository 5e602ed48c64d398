import { unlessHookFails } from '../mapping/hooks/hook-error.ts';
import { draftOrganization, organizationNames, toOrganization } from '../mapping/organization.ts';
import type { Account } from '../model/helpdesk.ts';
import type { RunContext } from './context.ts';

/** What stands for an account in the target: its name depends on those of all others. */
export type ReadOrganization = (payload: unknown) => ReturnType<typeof toOrganization>;

export async function stagedOrganizations({
  store,
  source,
  config,
}: Pick<RunContext, 'store' | 'source' | 'config'>): Promise<ReadOrganization> {
  const accounts: Pick<Account, 'id' | 'name'>[] = [];
  for await (const { payload } of store.staging.iterate('account')) {
    const account = source.parse.account(payload);
    const organization = unlessHookFails(() => draftOrganization(account, config).draft);
    if (organization) accounts.push({ id: organization.id, name: organization.name });
  }
  const names = organizationNames(accounts);
  return (payload) => toOrganization(source.parse.account(payload), names, config);
}
