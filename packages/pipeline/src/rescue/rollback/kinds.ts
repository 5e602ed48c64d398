import { ZdjsmError } from '@zdjsm/core';
import type { Store } from '../../store/store.ts';
import { knownKinds } from '../kinds.ts';
import type { RollbackKind } from './kind.ts';
import { CHILDREN } from './kinds/children.ts';
import { DESK_CUSTOMERS, DESK_ORGANIZATIONS, MEMBERSHIPS } from './kinds/groups.ts';
import { ORGANIZATIONS } from './kinds/organizations.ts';
import { PAGES_BACK } from './kinds/pages.ts';
import { CUSTOMERS, POINTERS } from './kinds/people.ts';
import { ASSET_SETTINGS, COMPONENTS, CONTRACTS, CUSTOM_RECORDS } from './kinds/settings.ts';
import { TICKET_PARTS_BACK } from './kinds/ticket-parts.ts';
import { TICKETS } from './kinds/tickets.ts';

/**
 * How each kind of record is taken back, in the order in which that is done: what refers to others
 * goes before them. A kind that the crosswalk knows and this table does not stops every rollback.
 */
export const ROLLBACK_KINDS: readonly RollbackKind[] = [
  TICKETS,
  ...CHILDREN,
  ...TICKET_PARTS_BACK,
  CUSTOM_RECORDS,
  ...ASSET_SETTINGS,
  ...PAGES_BACK,
  COMPONENTS,
  ORGANIZATIONS,
  CONTRACTS,
  MEMBERSHIPS,
  DESK_ORGANIZATIONS,
  DESK_CUSTOMERS,
  CUSTOMERS,
  ...POINTERS,
];

/** @throws ZdjsmError `ROLLBACK_KIND` when there are records that nobody knows how to take back. */
export async function refuseUnknownKinds(store: Store): Promise<void> {
  const known = new Set(ROLLBACK_KINDS.map(({ kind }) => kind));
  const unknown = (await knownKinds(store)).filter((kind) => !known.has(kind));
  if (unknown.length === 0) return;
  throw new ZdjsmError({
    code: 'ROLLBACK_KIND',
    message: `This version of zdjsm can't take back records of the kind ${unknown.join(', ')}`,
    remedy: 'Use the version of zdjsm that has written them.',
    outcome: 'not-sent',
  });
}
