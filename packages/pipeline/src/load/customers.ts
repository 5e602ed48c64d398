import { toCustomer } from '../mapping/customer.ts';
import { forEachStaged } from './each.ts';
import type { LoadContext } from './load-context.ts';
import { leaveOut, settle } from './write-protocol.ts';

/** Contacts → customers: one for each mailbox, however many contacts share it. */
export async function loadCustomers(context: LoadContext): Promise<void> {
  const { source, store, jsm, signal, config } = context;
  // Two contacts of one mailbox may be worked on at the same time.
  const underWay = new Map<string, Promise<string>>();

  const customerFor = (email: string, displayName: string): Promise<string> => {
    const running = underWay.get(email);
    if (running !== undefined) return running;
    const work = settle(context, {
      kind: 'customer',
      sourceId: email,
      hash: email,
      async create() {
        const customer = await jsm.customers.ensure({ email, displayName }, { signal });
        return { targetId: customer.accountId, created: customer.created };
      },
    }).then((row) => row.targetId ?? '');
    underWay.set(email, work);
    void work.catch(() => {}).then(() => underWay.delete(email));
    return work;
  };

  await forEachStaged(context, 'contact', async ({ id, payload }) => {
    const { intent, changes } = toCustomer(source.parse.contact(payload), config);
    await store.commit({ changes: [{ kind: 'contact', sourceId: id, changes }] });
    if (intent.kind === 'none') {
      return await leaveOut(context, { kind: 'contact', sourceId: id, reason: intent.rule });
    }
    await settle(context, {
      kind: 'contact',
      sourceId: id,
      hash: intent.email,
      create: async () => ({
        targetId: await customerFor(intent.email, intent.displayName),
        // The customer's own row counts and is rolled back; this one only points to it.
        created: false,
      }),
    });
  });
}
