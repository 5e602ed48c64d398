import type { RunContext } from '../run/context.ts';
import { extractCustomModules } from './custom-modules.ts';
import { extractChildren, extractMasters } from './records.ts';
import { extractTicketRows, extractTickets } from './tickets.ts';

/** Key of the mark that all in scope was read once: a plan that was made before knew less. */
export const EXTRACTED_KEY = 'extract:complete';

/** Brings everything in scope from the source into the store; resumes where it was interrupted. */
export async function extract(context: RunContext): Promise<void> {
  await extractMasters(context);
  await extractCustomModules(context);
  await extractTicketRows(context);
  await extractChildren(context);
  await extractTickets(context);
  await context.store.commit({ meta: { [EXTRACTED_KEY]: true } });
}
