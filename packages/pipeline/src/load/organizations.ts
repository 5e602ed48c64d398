import type { TargetProject } from '../catalog/catalog.ts';
import { organizationNames, toOrganization } from '../mapping/organization.ts';
import { hashOf } from '../store/hash.ts';
import { forEachStaged } from './each.ts';
import type { LoadContext } from './load-context.ts';
import { settle } from './write-protocol.ts';

const PROPERTY = 'zdjsm.source';

/** Accounts → organizations, linked to the service desks that their tickets go to. */
export async function loadOrganizations(
  context: LoadContext,
  desksOf: (accountId: string) => readonly TargetProject[],
): Promise<void> {
  const { source, store, jsm, signal } = context;
  const names = organizationNames(await accountNames(context));
  const existing = await existingNames(context);
  await forEachStaged(context, 'account', async ({ id, payload }) => {
    const { intent, changes } = toOrganization(source.parse.account(payload), names);
    const desks = desksOf(id).map((project) => project.serviceDeskId);
    const write = async (): Promise<string> => {
      const organization = await jsm.organizations.ensure({ name: intent.name }, { signal });
      await jsm.organizations.setProperty(
        organization.id,
        PROPERTY,
        { ...intent.property },
        { signal },
      );
      for (const desk of desks) {
        await jsm.organizations.linkToServiceDesk(organization.id, desk, { signal });
      }
      return organization.id;
    };
    const before = await store.crosswalk.get('account', id);
    await settle(context, {
      kind: 'account',
      sourceId: id,
      hash: hashOf([intent, desks]),
      create: async () => ({
        targetId: await write(),
        targetKey: intent.name,
        // An interrupted attempt may have made what is now found.
        created: before !== undefined || !existing.has(intent.name.toLowerCase()),
      }),
    });
    await store.commit({ changes: [{ kind: 'account', sourceId: id, changes }] });
  });
}

async function accountNames({
  store,
  source,
}: LoadContext): Promise<{ id: string; name: string }[]> {
  const names: { id: string; name: string }[] = [];
  for await (const { payload } of store.staging.iterate('account')) {
    const { id, name } = source.parse.account(payload);
    names.push({ id, name });
  }
  return names;
}

/** The site's organizations as they were before the first write. */
async function existingNames({ store, jsm, signal }: LoadContext): Promise<ReadonlySet<string>> {
  const key = 'organizations-before';
  const kept = await store.meta.get(key);
  if (Array.isArray(kept)) return new Set(kept.map(String));
  const names: string[] = [];
  for await (const { name } of jsm.organizations.list({ signal })) names.push(name.toLowerCase());
  await store.commit({ meta: { [key]: names } });
  return new Set(names);
}
