import type { Ticket } from '../model/helpdesk.ts';
import type { Slice } from '../report/report.ts';

/** Source against target, counted by kind and by slice. */
export interface Tally {
  source(kind: string, count?: number): void;
  target(kind: string, count?: number): void;
  /** A ticket in scope, by what people slice their tickets by. */
  ticket(ticket: Ticket, department: string, found: boolean): void;
  readonly kinds: Readonly<Record<string, { readonly source: number; readonly target: number }>>;
  readonly slices: readonly Slice[];
}

interface Count {
  source: number;
  target: number;
}

export function createTally(): Tally {
  const kinds: Record<string, Count> = {};
  const slices = new Map<string, Map<string, Count>>();
  const kindOf = (kind: string): Count => {
    kinds[kind] ??= { source: 0, target: 0 };
    return kinds[kind];
  };
  const slice = (name: string, value: string, found: boolean): void => {
    const rows = slices.get(name) ?? new Map<string, Count>();
    slices.set(name, rows);
    const count = rows.get(value) ?? { source: 0, target: 0 };
    rows.set(value, count);
    count.source += 1;
    count.target += found ? 1 : 0;
  };
  return {
    source(kind, count = 1) {
      kindOf(kind).source += count;
    },
    target(kind, count = 1) {
      kindOf(kind).target += count;
    },
    ticket(ticket, department, found) {
      slice('status', ticket.status, found);
      slice('department', department, found);
      slice('month of creation', ticket.createdAt.slice(0, 7), found);
      slice('channel', ticket.channel ?? 'none', found);
    },
    kinds,
    get slices() {
      return [...slices].map(([name, rows]) => ({
        name,
        rows: [...rows]
          .map(([value, count]) => ({ value, ...count }))
          .sort((a, b) => (a.value < b.value ? -1 : 1)),
      }));
    },
  };
}
