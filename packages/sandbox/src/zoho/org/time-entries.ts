import { createDice } from '../../data/dice.ts';
import { childNumber, idOf } from './ids.ts';
import type { Scenarios } from './scenarios.ts';
import { HOUR } from './tables.ts';
import type { TicketPlan } from './ticket-header.ts';

export interface TimeEntry {
  readonly id: string;
  readonly owner: number;
  readonly executedTime: number;
  readonly createdTime: number;
  readonly seconds: number;
  readonly description: string | null;
  readonly isBillable: boolean;
}

export function createTimeEntries(seed: number, plan: TicketPlan, scenarios: Scenarios) {
  const any = createDice(seed, 'time-entry')('any');
  const length = createDice(seed, 'time-entry')('length');

  return (ticket: number): readonly TimeEntry[] => {
    const { header } = plan.shape(ticket);
    const wanted = scenarios.traitsOf(ticket).has('time-entries');
    const count = wanted ? 3 : any(ticket) < 0.05 ? 1 : 0;
    return Array.from({ length: count }, (_, n) => ({
      id: idOf('timeEntry', childNumber(ticket, n)),
      owner: Math.max(header.assignee, 0),
      executedTime: header.created + (n + 1) * HOUR,
      createdTime: header.created + (n + 2) * HOUR,
      seconds: 60 + Math.floor(length(ticket * 10 + n) * 7_200),
      description: n === 0 ? null : 'On the phone & remote session',
      isBillable: n % 2 === 0,
    }));
  };
}
