import { isoNow } from '../run/context.ts';
import { createCounter } from '../run/counter.ts';
import type { CrosswalkRow } from '../store/store.ts';
import type { LoadContext } from './load-context.ts';

const MEMBERS_A_CALL = 50;

/**
 * Contacts become members of the organizations of all their accounts. Adding a member twice changes
 * nothing, so the calls need no intent and may be repeated.
 */
export async function loadMemberships(context: LoadContext): Promise<void> {
  const { store, jsm, emit, signal, writes } = context;
  const missing = await missingMemberships(context);
  const total = [...missing.values()].reduce((sum, rows) => sum + rows.length, 0);
  const counter = createCounter(emit, 'load', 'membership', total);
  for (const [organizationId, members] of missing) {
    for (let i = 0; i < members.length; i += MEMBERS_A_CALL) {
      const chunk = members.slice(i, i + MEMBERS_A_CALL);
      const accountIds = [...new Set(chunk.map((member) => member.customerId))];
      await jsm.organizations.addMembers(organizationId, accountIds, { signal });
      writes.count += chunk.length;
      await store.commit({
        crosswalk: chunk.map((member) => rowOf(context, organizationId, member)),
      });
      for (const _ of chunk) counter.done();
    }
  }
}

interface Member {
  /** `<account>/<contact>` of the source. */
  readonly sourceId: string;
  readonly customerId: string;
}

/** Memberships that are not noted yet, by organization; those of failed records wait for these. */
async function missingMemberships(context: LoadContext): Promise<Map<string, Member[]>> {
  const { store, source } = context;
  const missing = new Map<string, Member[]>();
  for await (const { id, payload } of store.staging.iterate('contact')) {
    const customerId = (await store.crosswalk.get('contact', id))?.targetId;
    if (!customerId) continue;
    for (const accountId of source.parse.contact(payload).accountIds) {
      const sourceId = `${accountId}/${id}`;
      const organizationId = (await store.crosswalk.get('account', accountId))?.targetId;
      const known = await store.crosswalk.get('membership', sourceId);
      if (!organizationId || (known?.state === 'done' && known.hash === customerId)) continue;
      const members = missing.get(organizationId) ?? [];
      members.push({ sourceId, customerId });
      missing.set(organizationId, members);
    }
  }
  return missing;
}

function rowOf(
  { batch, clock }: LoadContext,
  organizationId: string,
  { sourceId, customerId }: Member,
): CrosswalkRow {
  return {
    kind: 'membership',
    sourceId,
    targetId: organizationId,
    state: 'done',
    rollback: 'delete',
    hash: customerId,
    attempts: 1,
    batch,
    at: isoNow(clock),
  };
}
