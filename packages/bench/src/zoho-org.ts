import type { TrueTicket, ZohoCloud } from '@zdjsm/sandbox';

/** How much there is of what, and the tickets that stand for all of them. */
export interface Org {
  readonly cloud: ZohoCloud;
  /** Tickets that lists show, archived ones included. */
  readonly tickets: number;
  readonly sample: readonly TrueTicket[];
  readonly contacts: number;
  readonly accounts: number;
  readonly departments: number;
  /** Tasks, calls and events: how many of each. */
  readonly activities: readonly number[];
  /** Tickets that have each tag. */
  readonly tagged: readonly number[];
  /** Small enough for every customer and every tag to be really asked for. */
  readonly isSmall: boolean;
}

const SAMPLE = 2_000;
const SMALL = 20_000;

export function describeOrg(cloud: ZohoCloud, ids: readonly string[]): Org {
  const truth = cloud.truth();
  const step = Math.max(1, ids.length / SAMPLE);
  const sample = Array.from({ length: Math.min(SAMPLE, ids.length) }, (_, i) =>
    truth.ticket(ids[Math.floor(i * step)] ?? ''),
  ).filter((ticket) => ticket !== undefined);
  const perTag = new Map<string, number>();
  for (const ticket of sample) {
    for (const tag of ticket.tags()) perTag.set(tag, (perTag.get(tag) ?? 0) + 1);
  }
  const { contacts, accounts, departments, tasks, calls, events } = truth.counts();
  return {
    cloud,
    tickets: ids.length,
    sample,
    contacts,
    accounts,
    departments,
    activities: [tasks, calls, events],
    tagged: [...perTag.values()].map((count) => Math.round((count * ids.length) / sample.length)),
    isSmall: ids.length <= SMALL,
  };
}
