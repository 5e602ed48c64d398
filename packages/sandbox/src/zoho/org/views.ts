import { idOf, numberOf } from './ids.ts';
import { STATUSES } from './tables.ts';
import { NONE } from './ticket-header.ts';
import type { TicketFilter } from './ticket-selection.ts';

export interface View {
  readonly id: string;
  readonly module: string;
  readonly name: string;
  readonly displayLabel: string;
  readonly isCustomView: boolean;
  /** What it shows, of tickets; views of other modules show everything. */
  readonly filter: TicketFilter;
}

const byType = (type: string): TicketFilter => ({
  status: STATUSES.flatMap((status, n) => (status.type === type ? [n] : [])),
});

const DEFINITIONS: readonly (readonly [
  module: string,
  name: string,
  label: string,
  filter?: TicketFilter,
])[] = [
  ['tickets', 'All Cases', 'All Tickets'],
  ['tickets', 'Open Cases', 'Open Tickets', byType('Open')],
  ['tickets', 'Onhold Cases', 'On Hold Tickets', byType('On Hold')],
  ['tickets', 'Closed Cases', 'Closed Tickets', byType('Closed')],
  ['tickets', 'Unassigned Cases', 'Unassigned Tickets', { assignee: [NONE] }],
  ['contacts', 'All Contacts', 'All Contacts'],
  ['accounts', 'All Accounts', 'All Accounts'],
  ['activities', 'All Activities', 'All Activities'],
  ['tasks', 'All Tasks', 'All Tasks'],
  ['calls', 'All Calls', 'All Calls'],
  ['events', 'All Events', 'All Events'],
  ['contracts', 'All Contracts', 'All Contracts'],
];

export const VIEWS: readonly View[] = DEFINITIONS.map(
  ([module, name, displayLabel, filter], n) => ({
    id: idOf('view', n),
    module,
    name,
    displayLabel,
    isCustomView: n === 4,
    filter: filter ?? {},
  }),
);

export function viewOf(module: string, id: string): View | undefined {
  const number = numberOf('view', id);
  const view = number === undefined ? undefined : VIEWS[number];
  return view?.module === module ? view : undefined;
}
