import { invalidField, Refusal } from '../api/refusal.ts';
import { isRecord } from '../model/json.ts';
import type { Account } from '../model/people.ts';
import type { Site } from '../site.ts';
import {
  type FieldKind,
  type FieldRead,
  type FieldWrite,
  storedList,
  storedString,
} from './field-kind.ts';

/** `{"accountId": …}`; on the JSM API `{"name": …}` is documented, with account ids today. */
function accountOf(input: unknown, write: FieldWrite): Account {
  const id = isRecord(input) ? (input.accountId ?? input.id ?? input.name) : undefined;
  const account = typeof id === 'string' ? write.site.store.accounts.get(id) : undefined;
  if (!account) {
    throw invalidField(write.field.id, `User '${String(id)}' is not valid for this field.`);
  }
  return account;
}

function showUser(id: string, read: FieldRead): unknown {
  const account = read.site.store.accounts.get(id);
  return account ? read.user(account) : null;
}

function nameOf(id: string, site: Site): string {
  return site.store.accounts.get(id)?.displayName ?? '';
}

export const user: FieldKind = {
  type: 'user',
  operations: ['set'],
  parse: (input, write) => accountOf(input, write).accountId,
  show: (stored, read) => showUser(storedString(stored), read),
  text: (stored, site) => nameOf(storedString(stored), site),
};

export const reporter: FieldKind = {
  ...user,
  parse(input, write) {
    if (!write.mayModifyReporter) {
      const message =
        "Field 'reporter' cannot be set. It is not on the appropriate screen, or unknown.";
      throw invalidField('reporter', message);
    }
    const account = accountOf(input, write);
    if (!account.active) {
      throw invalidField('reporter', 'The reporter specified is not a user.');
    }
    return account.accountId;
  },
};

export const assignee: FieldKind = {
  ...user,
  parse(input, write) {
    const id = isRecord(input) ? (input.accountId ?? input.id) : undefined;
    if (id === null || id === undefined) return null;
    const account = accountOf(input, write);
    const licensed =
      write.project.desk?.agentIds.includes(account.accountId) ?? account.role !== 'customer';
    if (!account.active || !licensed) {
      throw invalidField('assignee', `User '${account.displayName}' cannot be assigned issues.`);
    }
    return account.accountId;
  },
};

export const users: FieldKind = {
  type: 'array',
  items: 'user',
  operations: ['add', 'set', 'remove'],
  parse(input, write) {
    if (!Array.isArray(input))
      throw new Refusal(400, [], { [write.field.id]: 'data was not an array' });
    return [...new Set(input.map((item: unknown) => accountOf(item, write).accountId))];
  },
  show: (stored, read) => storedList(stored).map((id) => showUser(id, read)),
  text: (stored, site) =>
    storedList(stored)
      .map((id) => nameOf(id, site))
      .join(', '),
};
