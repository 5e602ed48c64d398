import { ZdjsmError } from '@zdjsm/core';
import type { Store } from '../store/store.ts';

/** Kind of the rows that name tickets which an export for Jira's importer holds. */
export const JIM_EXPORT = 'jim-export';

/**
 * Such a ticket may be in Jira already, with internal notes that nobody has hidden yet: it is neither made
 * again nor made a request before it was adopted.
 */
export async function refuseUnadopted({ crosswalk }: Store, ticketId: string): Promise<void> {
  if (!(await crosswalk.get(JIM_EXPORT, ticketId))) return;
  throw new ZdjsmError({
    code: 'NOT_ADOPTED',
    message: `ticket ${ticketId} was exported for Jira's importer, and not adopted`,
    remedy:
      'Import the files, then run `zdjsm adopt`. What was never imported is left to the load by `zdjsm adopt --rest-to-load`.',
    outcome: 'not-sent',
  });
}
