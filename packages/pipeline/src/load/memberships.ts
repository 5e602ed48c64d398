import { createCounter } from '../run/counter.ts';
import type { CrosswalkRow } from '../store/store.ts';
import { joinGroup, type Member } from './join-group.ts';
import type { LoadContext } from './load-context.ts';
import type { TargetBefore } from './target-before.ts';
import { leaveOut } from './write-protocol.ts';

/** Contacts become members of the organizations of all their accounts. */
export async function loadMemberships(context: LoadContext, before: TargetBefore): Promise<void> {
  const { store, jsm, emit, signal, batch } = context;
  const missing = await missingMemberships(context);
  const total = [...missing.values()].reduce((sum, members) => sum + members.length, 0);
  const counter = createCounter(emit, 'load', 'membership', total);
  for (const [accountId, members] of missing) {
    const organization = await store.crosswalk.get('account', accountId);
    const groupId = organization?.targetId;
    if (!organization || groupId === undefined) continue;
    await joinGroup(context, {
      kind: 'membership',
      groupId,
      members,
      before: async () => (isNew(organization, batch) ? new Set() : await before.members(groupId)),
      add: (accountIds) => jsm.organizations.addMembers(groupId, accountIds, { signal }),
      counter,
    });
  }
}

/** Nobody belonged to what this very batch has created. */
const isNew = (row: CrosswalkRow, batch: string): boolean =>
  row.rollback === 'delete' && row.batch === batch;

/**
 * Memberships that are not noted yet, by account. The source id of one is `<account>/<contact>`; those
 * of failed records wait for these.
 */
async function missingMemberships(context: LoadContext): Promise<Map<string, Member[]>> {
  const { store, source, only } = context;
  const missing = new Map<string, Member[]>();
  for await (const { id, payload } of store.staging.iterate('contact')) {
    const customerId = (await store.crosswalk.get('contact', id))?.targetId;
    for (const accountId of source.parse.contact(payload).accountIds) {
      const sourceId = `${accountId}/${id}`;
      const itself = { kind: 'membership', sourceId };
      const ends = [
        { kind: 'account', sourceId: accountId },
        { kind: 'contact', sourceId: id },
      ];
      if (only && ![itself, ...ends].some(only.has)) continue;
      const organizationId = (await store.crosswalk.get('account', accountId))?.targetId;
      const known = await store.crosswalk.get('membership', sourceId);
      if (organizationId === undefined || customerId === undefined) {
        const reason = `no ${customerId ? 'organization' : 'customer'} stands for its ${customerId ? 'account' : 'contact'}`;
        await leaveOut(context, { kind: 'membership', sourceId, reason });
        continue;
      }
      if (known?.state === 'done' && known.hash === customerId) continue;
      const members = missing.get(accountId) ?? [];
      members.push({ sourceId, accountId: customerId });
      missing.set(accountId, members);
    }
  }
  return missing;
}
