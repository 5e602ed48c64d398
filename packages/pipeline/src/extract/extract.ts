import type { RunContext } from '../run/context.ts';
import { extractCustomModules } from './custom-modules.ts';
import { extractChildren, extractMasters } from './records.ts';
import { extractTicketRows, extractTickets } from './tickets.ts';

/** Brings everything in scope from the source into the store; resumes where it was interrupted. */
export async function extract(context: RunContext): Promise<void> {
  await extractMasters(context);
  await extractCustomModules(context);
  await extractTicketRows(context);
  await extractChildren(context);
  await extractTickets(context);
}
