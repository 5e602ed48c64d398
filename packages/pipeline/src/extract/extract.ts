import { isoNow, type RunContext } from '../run/context.ts';
import { extractCustomModules } from './custom-modules.ts';
import { extractKnowledgeBase } from './knowledge-base.ts';
import { extractChildren, extractMasters } from './records.ts';
import { extractTicketRows, extractTickets } from './tickets.ts';

/** Key of the mark that all in scope was read once: a plan that was made before knew less. */
export const EXTRACTED_KEY = 'extract:complete';

/** Brings everything in scope from the source into the store; resumes where it was interrupted. */
export async function extract(context: RunContext): Promise<void> {
  const { store, clock } = context;
  if ((await store.meta.get(READ_UNTIL)) === undefined) {
    await store.commit({ meta: { [READ_UNTIL]: isoNow(clock) } });
  }
  await extractMasters(context);
  await extractCustomModules(context);
  await extractKnowledgeBase(context);
  await extractTicketRows(context);
  await extractChildren(context);
  await extractTickets(context);
  await context.store.commit({ meta: { [EXTRACTED_KEY]: true } });
}

/** Whatever the source changed before this time is staged; a sync reads on from there. ISO 8601. */
export const READ_UNTIL = 'extract:read-until';
