import type { TargetProject } from '../catalog/catalog.ts';
import { hashOf } from '../store/hash.ts';
import type { LoadContext } from './load-context.ts';

/** Which service desks an account's or a contact's tickets go to. */
export interface Audience {
  /** All mapped desks for an account without tickets: its people may still ask anywhere. */
  desksOfAccount(accountId: string): readonly TargetProject[];
  /** Contacts with tickets on a desk. */
  readonly contactsByDesk: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Learnt from the list of tickets, in one pass. */
export async function readAudience({ store, source, mapping }: LoadContext): Promise<Audience> {
  const accounts = new Map<string, Set<TargetProject>>();
  const contactsByDesk = new Map<string, Set<string>>();
  for await (const { payload } of store.staging.iterate('ticket-row')) {
    const { departmentId, accountId, contactId } = source.parse.ticketRow(payload);
    const project = mapping.projectOf(departmentId);
    if (!project) continue;
    if (accountId) addTo(accounts, accountId, project);
    if (contactId) addTo(contactsByDesk, project.serviceDeskId, contactId);
  }
  return {
    desksOfAccount: (id) => [...(accounts.get(id) ?? mapping.projects)].sort(byKey),
    contactsByDesk,
  };
}

/**
 * Lets the reporters use their service desks: a desk that is not open to all refuses requests on
 * behalf of others. Adding a customer twice changes nothing.
 */
export async function admitCustomers(context: LoadContext, audience: Audience): Promise<void> {
  const { store, jsm, signal, writes } = context;
  for (const [deskId, contacts] of audience.contactsByDesk) {
    const customers = new Set<string>();
    for (const contactId of contacts) {
      const row = await store.crosswalk.get('contact', contactId);
      if (row?.targetId) customers.add(row.targetId);
    }
    const accountIds = [...customers].sort();
    const key = `admitted:${deskId}`;
    const hash = hashOf(accountIds);
    if (accountIds.length === 0 || (await store.meta.get(key)) === hash) continue;
    await jsm.customers.addToServiceDesk(deskId, accountIds, { signal });
    writes.count += 1;
    await store.commit({ meta: { [key]: hash } });
  }
}

function addTo<T>(map: Map<string, Set<T>>, key: string, value: T): void {
  const set = map.get(key);
  if (set) set.add(value);
  else map.set(key, new Set([value]));
}

const byKey = (a: TargetProject, b: TargetProject): number => (a.key < b.key ? -1 : 1);
