import type { ResolvedConfig } from '../config/schema.ts';
import type { Account, FieldValue } from '../model/helpdesk.ts';
import type { FieldChange } from '../store/store.ts';
import { callHook } from './hooks/call-hook.ts';
import { shorten } from './shorten.ts';

/** What should exist in JSM for an account. */
export interface OrganizationIntent {
  readonly accountId: string;
  readonly name: string;
  /** Kept as an entity property: only the API shows it. */
  readonly property: {
    readonly source: string;
    readonly name: string;
    readonly fields: Readonly<Record<string, FieldValue>>;
  };
}

/** JSM finds an organization by its name, so two accounts must never share one. */
export interface OrganizationNames {
  nameOf(account: Account): string;
}

const LONGEST_NAME = 200;

/**
 * Gives each account a name of its own. Among accounts of one name the first (by id) keeps it;
 * the others carry their id.
 */
export function organizationNames(
  accounts: Iterable<Pick<Account, 'id' | 'name'>>,
): OrganizationNames {
  const owners = new Map<string, string>();
  for (const { id, name } of accounts) {
    const key = keyOf(name);
    const owner = owners.get(key);
    if (owner === undefined || id < owner) owners.set(key, id);
  }
  return {
    nameOf({ id, name }) {
      const plain = clean(name) || `Account ${id}`;
      if (owners.get(keyOf(name)) === id && plain.length <= LONGEST_NAME) return plain;
      const mark = ` (${id})`;
      return shorten(plain, LONGEST_NAME - mark.length) + mark;
    },
  };
}

export function toOrganization(
  account: Account,
  names: OrganizationNames,
  config: Pick<ResolvedConfig, 'hooks'>,
): { intent: OrganizationIntent; changes: FieldChange[] } {
  const { draft, changes } = draftOrganization(account, config);
  const name = names.nameOf(draft);
  const intent: OrganizationIntent = {
    accountId: account.id,
    name,
    property: { source: account.id, name: account.name, fields: draft.fields },
  };
  if (name === draft.name) return { intent, changes };
  const reason = clean(draft.name).length > LONGEST_NAME ? 'shortened' : 'renamed';
  return { intent, changes: [...changes, { field: 'name', reason, detail: `now "${name}"` }] };
}

/** The account as the config's author wants it, before its name is made one of its own. */
export function draftOrganization(
  account: Account,
  { hooks }: Pick<ResolvedConfig, 'hooks'>,
): { draft: Account; changes: FieldChange[] } {
  const { name, fields } = account;
  const { patch, changes } = callHook(hooks, 'organization', {
    draft: { name, fields },
    record: account,
    name: `account ${account.id}`,
  });
  return {
    draft: { ...account, name: patch.name ?? name, fields: patch.fields ?? fields },
    changes,
  };
}

const clean = (name: string): string => name.replace(/\s+/gu, ' ').trim();

/** Cut as the name is, so that two long names which only differ at their end do not meet. */
const keyOf = (name: string): string => clean(name).slice(0, LONGEST_NAME).toLowerCase();
