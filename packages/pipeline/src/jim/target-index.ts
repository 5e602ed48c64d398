import type { LoadContext } from '../load/load-context.ts';
import { labelledIssues } from '../validate/labelled-issues.ts';

/** Which issues carry which ticket's label. */
export interface TargetIndex {
  keysOf(ticketId: string): readonly string[];
}

export async function readTargetIndex(context: LoadContext): Promise<TargetIndex> {
  const keys = new Map<string, string[]>();
  for await (const { ticketId, issue } of labelledIssues(context)) {
    const known = keys.get(ticketId);
    if (known) known.push(issue.key);
    else keys.set(ticketId, [issue.key]);
  }
  return { keysOf: (ticketId) => keys.get(ticketId) ?? [] };
}
