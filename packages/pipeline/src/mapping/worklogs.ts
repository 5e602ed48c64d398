import type { AdfDoc } from '@zdjsm/transform';
import type { Ticket } from '../model/helpdesk.ts';
import type { FieldChange } from '../store/store.ts';
import type { Mapping } from './mapping.ts';
import { inWords, toNote } from './note.ts';

/** Time worked on a ticket. Jira takes the one who writes it for its author: the text says whose it was. */
export interface WorklogIntent {
  readonly id: string;
  /** ISO 8601: Jira keeps this time. */
  readonly startedAt: string;
  /** Whole minutes, as Jira keeps them; at least one. */
  readonly seconds: number;
  readonly text: AdfDoc;
}

const MINUTE = 60;

export function toWorklogs(
  { timeEntries }: Ticket,
  { directory }: Mapping,
): { worklogs: WorklogIntent[]; changes: FieldChange[] } {
  const changes: FieldChange[] = [];
  const worklogs = timeEntries.map(
    ({ id, agentId, startedAt, seconds: exact, description, billable }): WorklogIntent => {
      const seconds = Math.max(MINUTE, exact - (exact % MINUTE));
      if (seconds !== exact) {
        const detail = `Jira keeps whole minutes: ${inWords(exact)} are now ${inWords(seconds)}`;
        changes.push({ field: `time-entry ${id}`, reason: 'rounded', detail });
      }
      const what = ['Time entry', inWords(exact), billable === false ? 'not billable' : undefined];
      const text = toNote({
        author: directory.nameOf('agent', agentId),
        at: startedAt,
        what: what.filter((part) => part !== undefined).join(', '),
        text: description,
      });
      return { id, startedAt, seconds, text };
    },
  );
  return { worklogs, changes };
}
