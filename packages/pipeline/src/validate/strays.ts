import type { LoadContext } from '../load/load-context.ts';
import { labelledIssues } from './labelled-issues.ts';

/**
 * Issues that carry a ticket's label and are not the one that the crosswalk has for it. Where all is well
 * there are none, however many tickets there are.
 */
export interface Strays {
  /** Keys. */
  of(ticketId: string): readonly string[];
}

export async function readStrays(context: LoadContext): Promise<Strays> {
  const strays = new Map<string, string[]>();
  for await (const { ticketId, issue } of labelledIssues(context)) {
    const row = await context.store.crosswalk.get('ticket', ticketId);
    // By its id: somebody may have moved it to another project, where it goes by another key.
    if (row?.targetId === issue.id) continue;
    const known = strays.get(ticketId);
    if (known) known.push(issue.key);
    else strays.set(ticketId, [issue.key]);
  }
  return { of: (ticketId) => strays.get(ticketId) ?? [] };
}
