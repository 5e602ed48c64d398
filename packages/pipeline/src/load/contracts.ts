import { hashOf } from '../store/hash.ts';
import { forEachStaged } from './each.ts';
import type { LoadContext } from './load-context.ts';
import { leaveOut, settle } from './write-protocol.ts';

/** Begins the key of an organization's property that holds a contract. */
export const CONTRACT_PROPERTY = 'zdjsm.contract.';

/**
 * Contracts have no place of their own in JSM: each is kept whole as a property of its customer's
 * organization, which the API shows; tickets name theirs in a field or a label.
 */
export async function loadContracts(context: LoadContext): Promise<void> {
  const { store, source, jsm, signal } = context;
  await forEachStaged(context, 'contract', async ({ id, payload }) => {
    const contract = source.parse.contract(payload);
    const row = contract.accountId && (await store.crosswalk.get('account', contract.accountId));
    const organizationId = row ? row.targetId : undefined;
    if (organizationId === undefined) {
      const reason = 'no organization stands for its account';
      return await leaveOut(context, { kind: 'contract', sourceId: id, reason });
    }
    const value = { source: id, name: contract.name, fields: contract.fields };
    await settle(context, {
      kind: 'contract',
      sourceId: id,
      hash: hashOf([organizationId, value]),
      async create() {
        const key = `${CONTRACT_PROPERTY}${id}`;
        await jsm.organizations.setProperty(organizationId, key, { ...value }, { signal });
        return { targetId: organizationId, targetKey: key };
      },
    });
  });
}
