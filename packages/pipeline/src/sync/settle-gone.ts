import type { GoneTicket } from '../extract/changes/tickets.ts';
import type { LoadContext } from '../load/load-context.ts';
import type { FieldConflict } from '../store/store.ts';

/** What the source has no more: the target's stays, is marked as the config says, and is reported. */
export async function settleGoneTickets(
  context: LoadContext,
  gone: readonly GoneTicket[],
): Promise<void> {
  if (gone.length === 0) return;
  const masters = await mastersOf(context, new Set(gone.map(({ id }) => id)));
  for (const ticket of gone) await settleGone(context, ticket, masters.get(ticket.id));
}

async function settleGone(
  context: LoadContext,
  { id, why }: GoneTicket,
  masterId: string | undefined,
): Promise<void> {
  const { store } = context;
  const row = await store.crosswalk.get('ticket', id);
  const unstage = ['ticket-row', 'ticket'].map((kind) => ({ kind, id }));
  const key = row?.targetKey;
  if (key === undefined) return await store.commit({ unstage });
  const master = masterId === undefined ? undefined : await store.crosswalk.get('ticket', masterId);
  if (master?.targetKey) await linkMerged(context, key, master.targetKey);
  else await labelDeleted(context, key);
  const conflict: FieldConflict = master
    ? { ...STAYS, reason: 'merged', detail: `merged into ${master.targetKey ?? masterId}` }
    : { ...STAYS, reason: 'deleted-in-source', detail: why };
  await store.commit({
    unstage,
    conflicts: [{ kind: 'ticket', sourceId: id, conflicts: [conflict] }],
    // If it comes back, it is looked at again.
    forget: [{ kind: 'settled', sourceId: id }],
  });
}

const STAYS = { field: 'ticket', outcome: 'target-kept' } as const;

async function linkMerged(context: LoadContext, key: string, master: string): Promise<void> {
  const { jsm, config, signal, writes } = context;
  const type = config.sync.mergedLink;
  if (type === null) return;
  await writes.begin();
  await jsm.issueLinks.add({ type, from: key, to: master }, { signal });
  writes.count += 1;
}

async function labelDeleted(context: LoadContext, key: string): Promise<void> {
  const { jsm, config, signal, writes } = context;
  if (config.sync.deleted !== 'label') return;
  const labels = [{ add: `${config.tickets.labelPrefix}deleted` }];
  await writes.begin();
  await jsm.issues.edit(key, { update: { labels } }, { signal });
  writes.count += 1;
}

/** Which tickets the gone ones went into: only the history of those tells. */
async function mastersOf(
  { store, source }: LoadContext,
  gone: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  const masters = new Map<string, string>();
  for await (const { id, payload } of store.staging.iterate('ticket')) {
    for (const { kind, ticketId } of source.parse.ticket(payload).relations) {
      if (kind === 'merged' && gone.has(ticketId)) masters.set(ticketId, id);
    }
  }
  return masters;
}

/** Customers and their companies stay, whatever became of them in the source: issues refer to them. */
export async function settleGoneCustomers(
  { store }: LoadContext,
  gone: readonly { readonly kind: 'account' | 'contact'; readonly id: string }[],
): Promise<void> {
  for (const { kind, id } of gone) {
    const conflict: FieldConflict = {
      field: kind,
      reason: 'deleted-in-source',
      detail: kind === 'account' ? 'its organization stays' : 'its customer stays',
      outcome: 'target-kept',
    };
    await store.commit({
      unstage: [{ kind, id }],
      conflicts: [{ kind, sourceId: id, conflicts: [conflict] }],
    });
  }
}
