import type { TargetProject } from '../catalog/catalog.ts';
import { organizationNames, toOrganization } from '../mapping/organization.ts';
import { hashOf } from '../store/hash.ts';
import { forEachStaged } from './each.ts';
import { fieldHash } from './field-hashes.ts';
import type { LoadContext } from './load-context.ts';
import type { TargetBefore } from './target-before.ts';
import { settle } from './write-protocol.ts';

/** Names the account that an organization stands for; only the API shows it. */
export const ORGANIZATION_PROPERTY = 'zdjsm.source';

/** Accounts → organizations, linked to the service desks that their tickets go to. */
export async function loadOrganizations(
  context: LoadContext,
  desksOf: (accountId: string) => readonly TargetProject[],
  before: TargetBefore,
): Promise<void> {
  const { source, store, jsm, signal } = context;
  const names = organizationNames(await accountNames(context));
  await forEachStaged(context, 'account', async ({ id, payload }) => {
    const { intent, changes } = toOrganization(source.parse.account(payload), names);
    const desks = desksOf(id).map((project) => project.serviceDeskId);
    const fields = {
      [NAME]: fieldHash(intent.name),
      [PROPERTY]: fieldHash(hashOf(intent.property)),
      [DESKS]: fieldHash(desks),
    };
    const property = { ...intent.property };
    await settle(context, {
      kind: 'account',
      sourceId: id,
      hash: hashOf(fields),
      fields,
      existed: async () => (await before.organizations()).has(intent.name.toLowerCase()),
      async create() {
        const organization = await jsm.organizations.ensure({ name: intent.name }, { signal });
        await jsm.organizations.setProperty(organization.id, ORGANIZATION_PROPERTY, property, {
          signal,
        });
        for (const desk of desks) await link(context, organization.id, desk, before);
        return { targetId: organization.id, targetKey: intent.name };
      },
      async update({ targetId = '' }, changed) {
        if (changed.includes(PROPERTY)) {
          await jsm.organizations.setProperty(targetId, ORGANIZATION_PROPERTY, property, {
            signal,
          });
        }
        if (!changed.includes(DESKS)) return;
        for (const desk of desks) await link(context, targetId, desk, before);
      },
      async foreign({ targetId = '' }, changed) {
        if (!changed.includes(NAME)) return [];
        const { name } = await jsm.organizations.get(targetId, { signal });
        if (name === intent.name) return [];
        const detail = `no API renames an organization: rename "${name}" to "${intent.name}" by hand`;
        return [{ field: NAME, reason: 'renamed', detail, isFinal: true }];
      },
    });
    await store.commit({ changes: [{ kind: 'account', sourceId: id, changes }] });
  });
}

const NAME = 'name';
const PROPERTY = 'property';
const DESKS = 'desks';

/** Kind of the rows that note which organization may use which service desk, by their ids in the target. */
const DESK_ORGANIZATION = 'desk-organization';

async function link(
  context: LoadContext,
  organizationId: string,
  deskId: string,
  before: TargetBefore,
): Promise<void> {
  const { jsm, signal } = context;
  await settle(context, {
    kind: DESK_ORGANIZATION,
    sourceId: `${deskId}/${organizationId}`,
    hash: organizationId,
    existed: async () => (await before.linkedOrganizations(deskId)).has(organizationId),
    async create() {
      await jsm.organizations.linkToServiceDesk(organizationId, deskId, { signal });
      return { targetId: organizationId };
    },
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
