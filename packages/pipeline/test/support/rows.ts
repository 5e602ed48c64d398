import type { KeyedIssue, Trait, TrueTicket } from '@zdjsm/sandbox';
import { expect } from 'vitest';
import type { Report } from '../../src/index.ts';
import type { World } from './world.ts';

/** Both sides of a migrated world as they truly are, past both APIs. */
export interface MigratedRows {
  /** Of the last run. */
  readonly report: Report;
  /** All that are migrated. */
  tickets(): readonly TrueTicket[];
  /** Those of them that have it; a test without any would show nothing. */
  ticketsWith(trait: Trait): readonly TrueTicket[];
  /** The one request of a ticket. */
  requestOf(ticketId: string): KeyedIssue;
  /** The one issue of a task, call or event. */
  childOf(kind: 'task' | 'call' | 'event', id: string): KeyedIssue;
  /** The comment of a record that is written down as one. */
  commentOf(ticketId: string, marker: string): KeyedIssue['comments'][number];
}

export async function migrate(
  world: World,
  over: Parameters<World['open']>[0] = {},
): Promise<MigratedRows> {
  const migration = world.open(over);
  const { report } = await migration.run();
  await migration.close();
  const issues = world.sandbox.jira.issues();
  const labelled = new Map<string, KeyedIssue[]>();
  for (const issue of issues) {
    for (const label of String(issue.fields['Labels'] ?? '').split(' ')) {
      labelled.set(label, [...(labelled.get(label) ?? []), issue]);
    }
  }
  const one = (label: string): KeyedIssue => {
    const found = labelled.get(label) ?? [];
    const [issue] = found;
    if (!issue || found.length > 1) throw new Error(`${found.length} issues have ${label}`);
    return issue;
  };
  const tickets = [...world.sandbox.zoho.truth().tickets()].filter(({ state }) =>
    ['live', 'archived'].includes(state),
  );
  return {
    report,
    tickets: () => tickets,
    ticketsWith(trait) {
      const found = tickets.filter(({ traits }) => traits.includes(trait));
      expect(found, `tickets with ${trait}`).not.toEqual([]);
      return found;
    },
    requestOf: (ticketId) => one(`zoho-${ticketId}`),
    childOf: (kind, id) => one(`zoho-${kind}-${id}`),
    commentOf(ticketId, marker) {
      const { comments } = one(`zoho-${ticketId}`);
      const found = comments.filter(({ properties }) => markerOf(properties) === marker);
      const [comment] = found;
      if (!comment || found.length > 1) throw new Error(`${found.length} comments of ${marker}`);
      return comment;
    },
  };
}

function markerOf(properties: Readonly<Record<string, unknown>>): string | undefined {
  const property = properties['zdjsm'] as { readonly marker?: string } | undefined;
  return property?.marker;
}
