import type { TicketRelation, TimeEntry } from '../../model/activity.ts';
import type { Author } from '../../model/helpdesk.ts';
import type { PayloadReader } from '../payload.ts';
import { author } from './parse-values.ts';

/** Hours, minutes and seconds are parts of one time, not the same time in three units. */
export function timeEntry(data: PayloadReader): TimeEntry {
  const spent = (unit: string): number => data.number(unit) ?? 0;
  return {
    id: data.required('id'),
    agentId: data.text('ownerId'),
    startedAt: data.time('executedTime') ?? data.time('createdTime') ?? new Date(0).toISOString(),
    seconds: spent('hoursSpent') * 3_600 + spent('minutesSpent') * 60 + spent('secondsSpent'),
    description: data.text('description'),
    billable: data.maybeFlag('isBillable'),
  };
}

/** Whom the resolution is by: its newest version is the one that the ticket shows. */
export function resolver(history: readonly PayloadReader[]): {
  readonly by: Author | undefined;
  readonly at: string | undefined;
} {
  const [newest] = history.toSorted((a, b) =>
    (a.time('modifiedTime') ?? '') < (b.time('modifiedTime') ?? '') ? 1 : -1,
  );
  return { by: newest && author(newest.child('author')), at: newest?.time('modifiedTime') };
}

/** What only the history tells of merges and splits. Source: TicketHistory.json@3f7016e3. */
const RELATION_OF_EVENT: Readonly<Record<string, TicketRelation['kind']>> = {
  TicketMergedMaster: 'merged',
  TicketSplitParent: 'split',
};

/** The tickets that this one has to do with. */
export function relations(
  ticket: PayloadReader,
  history: readonly PayloadReader[],
): TicketRelation[] {
  const found = new Map<string, TicketRelation>();
  const followed = ticket.child('sourceTicket').text('id');
  if (followed) found.set(followed, { kind: 'follow-up', ticketId: followed, number: undefined });
  for (const event of history) {
    const kind = RELATION_OF_EVENT[event.text('eventName') ?? ''];
    if (!kind) continue;
    for (const property of event.children('eventInfo')) {
      const other = property.child('propertyValue');
      const ticketId = property.text('propertyType') === 'Entity' ? other.text('id') : undefined;
      if (!ticketId) continue;
      found.set(ticketId, { kind, ticketId, number: other.text('name')?.replace(/^#/, '') });
    }
  }
  return [...found.values()];
}
