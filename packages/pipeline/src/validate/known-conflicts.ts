import type { Conflict, FieldFinding, Store } from '../store/store.ts';

/** What agents of the target have changed since, and a sync has left to them. */
export interface KnownConflicts {
  /** The differences that are not theirs. */
  unexplained(ticketId: string, findings: readonly FieldFinding[]): FieldFinding[];
}

/** How a difference begins that a conflict of this kind of record explains; `''` explains all. */
const EXPLAINS: Readonly<Record<string, (conflict: Conflict) => string>> = {
  ticket: ({ field }) => TICKET_FIELDS[field] ?? field,
  description: () => 'description:',
  status: () => 'status',
};

const TICKET_FIELDS: Readonly<Record<string, string>> = {
  issue: '',
  duedate: 'due date',
  requestType: 'request type',
};

export async function readKnownConflicts({ conflicts }: Store): Promise<KnownConflicts> {
  const known = new Map<string, string[]>();
  for await (const conflict of conflicts.iterate()) {
    if (conflict.outcome !== 'target-kept') continue;
    const { kind, sourceId } = conflict;
    const [ticketId = '', partId] = sourceId.split('/');
    const start = partId === undefined ? EXPLAINS[kind]?.(conflict) : `${kind} ${partId}`;
    if (start === undefined) continue;
    const starts = known.get(ticketId);
    if (starts) starts.push(start);
    else known.set(ticketId, [start]);
  }
  return {
    unexplained(ticketId, findings) {
      const starts = known.get(ticketId) ?? [];
      return findings.filter(({ field }) => !starts.some((start) => field.startsWith(start)));
    },
  };
}
