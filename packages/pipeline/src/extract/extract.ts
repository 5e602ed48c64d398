import type { RunContext } from '../run/context.ts';
import { extractMasters, MASTER_KINDS } from './masters.ts';
import { extractTicketRows, extractTickets } from './tickets.ts';

/** Brings everything in scope from the source into the store; resumes where it was interrupted. */
export async function extract(context: RunContext): Promise<void> {
  for (const kind of MASTER_KINDS) await extractMasters(context, kind);
  await extractTicketRows(context);
  await extractTickets(context);
}
