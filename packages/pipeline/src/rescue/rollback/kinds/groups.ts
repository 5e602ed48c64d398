import type { CrosswalkRow } from '../../../store/store.ts';
import { forget, keep, pass, type RollbackKind, takeBack, type Verdict } from '../kind.ts';
import { orGone } from '../touches.ts';
import type { Uses } from '../uses.ts';

const IN_USE = 'issues that stay need it';

/** Who was put into an organization that was there before. The others go with their organization. */
export const MEMBERSHIPS: RollbackKind = {
  kind: 'membership',
  how: 'the customer leaves the organization',
  async judge({ uses }, row) {
    if (row.rollback === 'preserve') return forget;
    const organization = withOrganization(uses, row.targetId ?? '');
    if (organization) return organization;
    return (await uses.people()).has(row.hash ?? '') ? keep(IN_USE) : takeBack(row);
  },
  async takeBack({ jsm, signal }, rows) {
    await orGone(jsm.organizations.removeMembers(groupOf(rows), membersOf(rows), { signal }));
  },
  async stillThere({ jsm, signal }, rows) {
    const members = jsm.organizations.members(groupOf(rows), { signal });
    return (await orGone(listedIn(rows, members))) ?? [];
  },
  groupOf: ({ targetId = '' }) => targetId,
};

/** Who may use a service desk only since the batch. */
export const DESK_CUSTOMERS: RollbackKind = {
  kind: 'desk-customer',
  how: 'the customer leaves the service desk',
  async judge({ uses }, row) {
    if (row.rollback === 'preserve') return forget;
    return (await uses.people()).has(row.hash ?? '') ? keep(IN_USE) : takeBack(row);
  },
  async takeBack({ jsm, signal }, rows) {
    await jsm.customers.removeFromServiceDesk(groupOf(rows), membersOf(rows), { signal });
  },
  async stillThere({ jsm, signal }, rows) {
    return await listedIn(rows, jsm.customers.list(groupOf(rows), { signal }));
  },
  groupOf: ({ targetId = '' }) => targetId,
};

/** Which organization may use a service desk only since the batch. */
export const DESK_ORGANIZATIONS: RollbackKind = {
  kind: 'desk-organization',
  how: 'the organization leaves the service desk',
  async judge({ uses }, row) {
    const [deskId = '', id = ''] = row.sourceId.split('/');
    if (row.rollback === 'preserve') return forget;
    const organization = withOrganization(uses, id);
    if (organization) return organization;
    if (!(await uses.linkedTo(deskId)).has(id)) return forget;
    return (await uses.organizationsSince()).has(id) ? keep(IN_USE) : takeBack(row);
  },
  async takeBack({ jsm, signal }, rows) {
    for (const { sourceId } of rows) {
      const [deskId = '', id = ''] = sourceId.split('/');
      await jsm.organizations.unlinkFromServiceDesk(id, deskId, { signal });
    }
  },
  async stillThere({ jsm, signal }, rows) {
    const serviceDeskId = rows[0]?.sourceId.split('/')[0] ?? '';
    const linked = new Set<string>();
    for await (const { id } of jsm.organizations.list({ serviceDeskId, signal })) linked.add(id);
    return rows.filter(({ sourceId }) => linked.has(sourceId.split('/')[1] ?? ''));
  },
  groupOf: ({ sourceId }) => sourceId.split('/')[0] ?? '',
};

/** It goes with an organization of ours, or stays with one. */
function withOrganization(uses: Uses, id: string): Verdict | undefined {
  if (uses.organizationsGoing.has(id)) return forget;
  return uses.organizationsStaying.has(id) ? pass : undefined;
}

/** Of the target: they are all in one. */
const groupOf = (rows: readonly CrosswalkRow[]): string => rows[0]?.targetId ?? '';

const membersOf = (rows: readonly CrosswalkRow[]): string[] => [
  ...new Set(rows.flatMap(({ hash }) => hash ?? [])),
];

async function listedIn(
  rows: readonly CrosswalkRow[],
  members: AsyncIterable<{ readonly accountId: string }>,
): Promise<CrosswalkRow[]> {
  const listed = new Set<string>();
  for await (const { accountId } of members) listed.add(accountId);
  return rows.filter(({ hash = '' }) => listed.has(hash));
}
