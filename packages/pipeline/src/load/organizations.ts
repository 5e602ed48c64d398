import type { TargetProject } from '../catalog/catalog.ts';
import { stagedOrganizations } from '../run/staged-organizations.ts';
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
  desksOf: (accountId: string) => readonly TargetProject[] | undefined,
  before: TargetBefore,
): Promise<void> {
  const { store, jsm, signal, mapping, batch } = context;
  const read = await stagedOrganizations(context);
  await forEachStaged(context, 'account', async ({ id, payload }) => {
    const { intent, changes } = read(payload);
    const fields = {
      [NAME]: fieldHash(intent.name),
      [PROPERTY]: fieldHash(hashOf(intent.property)),
    };
    const property = { ...intent.property };
    const organization = await settle(context, {
      kind: 'account',
      sourceId: id,
      hash: hashOf(fields),
      fields,
      existed: async () => (await before.organizations()).has(intent.name.toLowerCase()),
      async create() {
        const { id: made } = await jsm.organizations.ensure({ name: intent.name }, { signal });
        await jsm.organizations.setProperty(made, ORGANIZATION_PROPERTY, property, {
          signal,
        });
        return { targetId: made, targetKey: intent.name };
      },
      async update({ targetId = '' }, changed) {
        if (changed.includes(PROPERTY)) {
          await jsm.organizations.setProperty(targetId, ORGANIZATION_PROPERTY, property, {
            signal,
          });
        }
      },
      async foreign({ targetId = '' }, changed) {
        if (!changed.includes(NAME)) return [];
        const { name } = await jsm.organizations.get(targetId, { signal });
        if (name === intent.name) return [];
        const detail = `no API renames an organization: rename "${name}" to "${intent.name}" by hand`;
        return [{ field: NAME, reason: 'renamed', detail, isFinal: true }];
      },
    });
    // Without tickets its people may still ask anywhere; one that has lost its tickets stays where it is.
    const isNew = organization.batch === batch;
    for (const { serviceDeskId } of desksOf(id) ?? (isNew ? mapping.projects : [])) {
      await link(context, organization.targetId ?? '', serviceDeskId, before);
    }
    await store.commit({ changes: [{ kind: 'account', sourceId: id, changes }] });
  });
}

const NAME = 'name';
const PROPERTY = 'property';

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
