import type { RunContext } from '../run/context.ts';
import type { LoadContext } from './load-context.ts';

/**
 * What the target held before this batch's first write to it: a rollback must leave that alone. Each
 * list is read when it is first asked for, and is on disk before the write that it protects.
 */
export interface TargetBefore {
  /** Names of organizations, in lower case. */
  organizations(): Promise<ReadonlySet<string>>;
  /** Account ids. */
  members(organizationId: string): Promise<ReadonlySet<string>>;
  /** Account ids. */
  customers(serviceDeskId: string): Promise<ReadonlySet<string>>;
  /** Ids of the organizations that may use the service desk. */
  linkedOrganizations(serviceDeskId: string): Promise<ReadonlySet<string>>;
}

export function readTargetBefore(context: LoadContext): TargetBefore {
  const { jsm, signal } = context;
  const lists = new Map<string, Promise<ReadonlySet<string>>>();
  const once = <T>(key: string, list: () => AsyncIterable<T>, name: (item: T) => string) => {
    const known = lists.get(key);
    if (known !== undefined) return known;
    const read = keepList(context, `before:${context.batch}:${key}`, async () =>
      Array.fromAsync(list(), name),
    );
    lists.set(key, read);
    return read;
  };
  return {
    organizations: () =>
      once(
        'organizations',
        () => jsm.organizations.list({ signal }),
        ({ name }) => name.toLowerCase(),
      ),
    members: (organizationId) =>
      once(
        `members:${organizationId}`,
        () => jsm.organizations.members(organizationId, { signal }),
        ({ accountId }) => accountId,
      ),
    customers: (serviceDeskId) =>
      once(
        `customers:${serviceDeskId}`,
        () => jsm.customers.list(serviceDeskId, { signal }),
        ({ accountId }) => accountId,
      ),
    linkedOrganizations: (serviceDeskId) =>
      once(
        `links:${serviceDeskId}`,
        () => jsm.organizations.list({ serviceDeskId, signal }),
        ({ id }) => id,
      ),
  };
}

async function keepList(
  { store }: RunContext,
  key: string,
  read: () => Promise<string[]>,
): Promise<ReadonlySet<string>> {
  const kept = await store.meta.get(key);
  if (Array.isArray(kept)) return new Set(kept.map(String));
  const list = await read();
  await store.commit({ meta: { [key]: list } });
  return new Set(list);
}
