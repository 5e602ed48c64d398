import type { TargetProject } from '../catalog/catalog.ts';
import { joinGroup, type Member } from './join-group.ts';
import type { LoadContext } from './load-context.ts';
import type { TargetBefore } from './target-before.ts';

/** Which service desks an account's or a contact's tickets go to. */
export interface Audience {
  /** Undefined for an account without tickets. */
  desksOfAccount(accountId: string): readonly TargetProject[] | undefined;
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
    desksOfAccount(id) {
      const desks = accounts.get(id);
      return desks && [...desks].sort(byKey);
    },
    contactsByDesk,
  };
}

/**
 * Lets the reporters use their service desks: a desk that is not open to all refuses requests on
 * behalf of others.
 */
export async function admitCustomers(
  context: LoadContext,
  audience: Audience,
  before: TargetBefore,
): Promise<void> {
  const { store, jsm, signal, only } = context;
  for (const [deskId, contacts] of audience.contactsByDesk) {
    const members = new Map<string, Member>();
    for (const contactId of contacts) {
      const accountId = (await store.crosswalk.get('contact', contactId))?.targetId;
      if (accountId === undefined) continue;
      const sourceId = `${deskId}/${accountId}`;
      const itself = { kind: DESK_CUSTOMER, sourceId };
      if (only && ![itself, { kind: 'contact', sourceId: contactId }].some(only.has)) continue;
      const known = await store.crosswalk.get(DESK_CUSTOMER, sourceId);
      if (known?.state !== 'done') members.set(accountId, { sourceId, accountId });
    }
    await joinGroup(context, {
      kind: DESK_CUSTOMER,
      groupId: deskId,
      members: [...members.values()],
      before: () => before.customers(deskId),
      add: (accountIds) => jsm.customers.addToServiceDesk(deskId, accountIds, { signal }),
    });
  }
}

/** Kind of the rows that note who may use a service desk: `<service desk>/<customer>`, both of the target. */
const DESK_CUSTOMER = 'desk-customer';

function addTo<T>(map: Map<string, Set<T>>, key: string, value: T): void {
  const set = map.get(key);
  if (set) set.add(value);
  else map.set(key, new Set([value]));
}

const byKey = (a: TargetProject, b: TargetProject): number => (a.key < b.key ? -1 : 1);
