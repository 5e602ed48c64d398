import type { Collection } from '../../kernel/world.ts';
import { agentName, agentOf } from './agents.ts';
import { idOf } from './ids.ts';
import type { Scenarios } from './scenarios.ts';
import { STATUSES } from './tables.ts';
import { ticketNumberOf } from './ticket-details.ts';
import type { TicketPlan } from './ticket-header.ts';

/** Something that happened to a ticket. Names and sources are those of TicketHistory.json. */
export interface HistoryEvent {
  readonly eventName: string;
  readonly eventTime: number;
  readonly actor: { readonly id: string; readonly name: string; readonly type: 'Agent' | 'System' };
  readonly source: 'Email' | 'Import' | null;
  readonly properties: readonly HistoryProperty[];
}

export interface HistoryProperty {
  readonly propertyName: string;
  readonly propertyType: 'Text' | 'Entity' | 'ValueTransition';
  readonly propertyValue: unknown;
}

export interface TicketHistory {
  /** Oldest first. */
  events(ticket: number): readonly HistoryEvent[];
  add(ticket: number, event: HistoryEvent): void;
}

export function byAgent(number: number): HistoryEvent['actor'] {
  return { id: idOf('agent', number), name: agentName(agentOf(number)), type: 'Agent' };
}

const SYSTEM: HistoryEvent['actor'] = { id: idOf('agent', 0), name: 'System', type: 'System' };

export function transition(
  name: string,
  previousValue: unknown,
  updatedValue: unknown,
): HistoryProperty {
  return {
    propertyName: name,
    propertyType: 'ValueTransition',
    propertyValue: { previousValue, updatedValue },
  };
}

/** The ticket at the other end of a merge or split. */
export function otherTicket(ticket: number): HistoryProperty {
  return {
    propertyName: 'Ticket',
    propertyType: 'Entity',
    propertyValue: {
      id: idOf('ticket', ticket),
      name: `#${ticketNumberOf(ticket)}`,
      // The specification's kinds of entities have no ticket.
      type: null,
    },
  };
}

export function createHistory(options: {
  readonly seeded: number;
  readonly plan: TicketPlan;
  readonly scenarios: Scenarios;
  readonly added: Collection<readonly HistoryEvent[]>;
}): TicketHistory {
  const { plan, scenarios, added } = options;

  const seededEvents = (ticket: number): readonly HistoryEvent[] => {
    if (ticket >= options.seeded) return [];
    const { header, lastThread, closed } = plan.shape(ticket);
    const traits = scenarios.traitsOf(ticket);
    const agent = byAgent(Math.max(0, header.assignee));
    const events: HistoryEvent[] = [
      {
        eventName: 'TicketCreated',
        eventTime: header.created,
        actor: SYSTEM,
        source: 'Email',
        properties: [
          { propertyName: 'Status', propertyType: 'Text', propertyValue: 'Open' },
          {
            propertyName: 'Department',
            propertyType: 'Entity',
            propertyValue: { id: idOf('department', header.department), type: 'Department' },
          },
        ],
      },
    ];
    const add = (eventName: string, eventTime: number, ...properties: HistoryProperty[]): void => {
      events.push({ eventName, eventTime, actor: agent, source: null, properties });
    };
    const child = plan.mergedInto(ticket + 1) === ticket ? ticket + 1 : undefined;
    const master = plan.mergedInto(ticket);
    if (child !== undefined) add('TicketMergedMaster', lastThread, otherTicket(child));
    if (master !== undefined) add('TicketMergedChild', lastThread, otherTicket(master));
    if (traits.has('split-parent')) add('TicketSplitParent', lastThread, otherTicket(ticket + 1));
    if (closed !== null) {
      add('TicketUpdated', closed, transition('Status', 'Open', STATUSES[header.status]?.name));
    }
    return events;
  };

  return {
    events: (ticket) => [...seededEvents(ticket), ...(added.get(String(ticket)) ?? [])],
    add(ticket, event) {
      added.set(String(ticket), [...(added.get(String(ticket)) ?? []), event]);
    },
  };
}
