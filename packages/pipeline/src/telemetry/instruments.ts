/** What is measured; docs/guides/observability.md has the same table. */
interface Instrument {
  readonly name: string;
  readonly kind: 'counter' | 'histogram' | 'gauge';
  /** UCUM, as OpenTelemetry asks for. */
  readonly unit: string;
  readonly description: string;
  /** Never an id of a person, an address or a text: each value is one of few. */
  readonly attributes: readonly string[];
}

export const INSTRUMENTS = {
  calls: {
    name: 'zdjsm.calls',
    kind: 'counter',
    unit: '{call}',
    description: 'Calls that were sent, by what came of them.',
    attributes: ['side', 'method', 'route', 'status', 'reason'],
  },
  callDuration: {
    name: 'zdjsm.call.seconds',
    kind: 'histogram',
    unit: 's',
    description: 'From sending a call to the end of its answer.',
    attributes: ['side', 'method', 'route'],
  },
  waited: {
    name: 'zdjsm.waited.seconds',
    kind: 'counter',
    unit: 's',
    description:
      'Time that calls were held back before they were sent, by the limit that held them.',
    attributes: ['side', 'cause'],
  },
  creditsSpent: {
    name: 'zdjsm.credits.spent',
    kind: 'counter',
    unit: '{credit}',
    description: 'Credits of Zoho Desk that this process was charged.',
    attributes: [],
  },
  creditsRemaining: {
    name: 'zdjsm.credits.remaining',
    kind: 'gauge',
    unit: '{credit}',
    description: 'Credits that the portal has left today, the reserve included.',
    attributes: [],
  },
  pointsSpent: {
    name: 'zdjsm.points.spent',
    kind: 'counter',
    unit: '{point}',
    description: 'Points of Jira that this process has spent, by its price list.',
    attributes: [],
  },
  targetCalls: {
    name: 'zdjsm.target.calls',
    kind: 'gauge',
    unit: '{call}',
    description: 'Calls to Jira that are under way, and those that wait for a place.',
    attributes: ['state'],
  },
  targetPaused: {
    name: 'zdjsm.target.paused.seconds',
    kind: 'gauge',
    unit: 's',
    description: 'For how much longer a quota of Jira stops everything; 0 when none does.',
    attributes: [],
  },
  processed: {
    name: 'zdjsm.records.processed',
    kind: 'counter',
    unit: '{record}',
    description: 'Records that this process has worked on.',
    attributes: ['phase', 'kind', 'outcome'],
  },
  records: {
    name: 'zdjsm.records',
    kind: 'gauge',
    unit: '{record}',
    description: 'Records by their state in the store, which all processes share.',
    attributes: ['kind', 'state'],
  },
  line: {
    name: 'zdjsm.line',
    kind: 'gauge',
    unit: '{record}',
    description: 'Tickets of a shared run that wait in line, and those that a process works on.',
    attributes: ['state'],
  },
} as const satisfies Readonly<Record<string, Instrument>>;
