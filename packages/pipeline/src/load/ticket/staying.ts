import { NotFoundError } from '@zdjsm/jsm';
import type { Ticket } from '../../model/helpdesk.ts';
import type { CrosswalkRow, FieldConflict } from '../../store/store.ts';
import type { LoadContext } from '../load-context.ts';

/** A ticket as it is mapped for the project in which its issue is. */
export interface StayingTicket {
  readonly ticket: Ticket;
  readonly moved: FieldConflict | undefined;
}

/**
 * A ticket that has moved to another department keeps its issue where it is, with the request types
 * and statuses of that project: the API moves no request with its history from project to project.
 */
export async function stayingTicket(context: LoadContext, ticket: Ticket): Promise<StayingTicket> {
  const { store, mapping } = context;
  const wanted = mapping.projectOf(ticket.departmentId)?.key;
  const isThere = (row: CrosswalkRow | undefined): boolean =>
    row?.targetKey === undefined || projectKeyOf(row) === wanted;
  const noted = await store.crosswalk.get('ticket', ticket.id);
  const row = isThere(noted) ? noted : await followedByHand(context, noted);
  const here = projectKeyOf(row);
  if (here === undefined || isThere(row)) return { ticket, moved: undefined };
  const settled = await store.crosswalk.get('settled', ticket.id);
  const departmentId = settled?.targetId ?? mapping.departmentIn(here);
  if (departmentId === undefined) return { ticket, moved: undefined };
  return {
    ticket: { ...ticket, departmentId },
    moved: {
      field: 'department',
      reason: 'moved',
      detail: `its department goes to ${wanted ?? 'no project'} now; ${row?.targetKey} stays until somebody moves it by hand`,
      outcome: 'target-kept',
    },
  };
}

/** Somebody may have moved the issue, too: then it goes by another key. */
async function followedByHand(
  { store, jsm, signal }: LoadContext,
  row: CrosswalkRow | undefined,
): Promise<CrosswalkRow | undefined> {
  if (row?.targetId === undefined) return row;
  try {
    const { key } = await jsm.issues.get(row.targetId, { fields: ['project'], signal });
    if (key === row.targetKey) return row;
    const moved = { ...row, targetKey: key };
    await store.commit({ crosswalk: [moved] });
    return moved;
  } catch (error) {
    // Deleted: whoever writes to it next is told.
    if (error instanceof NotFoundError) return row;
    throw error;
  }
}

const projectKeyOf = (row: CrosswalkRow | undefined): string | undefined =>
  row?.targetKey?.replace(/-\d+$/, '');
