import type { StagedFacts, StatusUse } from './staged-facts.ts';

type UndecidedStatus = Pick<StatusUse, 'status' | 'projectKey' | 'target' | 'missing' | 'tickets'>;

/** Statuses that no setting decides, by project: for a reader it is one decision, whatever the request types. */
export function undecidedStatuses({ statuses }: Pick<StagedFacts, 'statuses'>): UndecidedStatus[] {
  const found = new Map<string, UndecidedStatus>();
  for (const { status, projectKey, target, missing, tickets, byDefault } of statuses) {
    if (!byDefault) continue;
    const key = JSON.stringify([status, projectKey, target, missing]);
    const before = found.get(key)?.tickets ?? 0;
    found.set(key, { status, projectKey, target, missing, tickets: before + tickets });
  }
  return [...found.values()];
}
