import type { ResolvedConfig } from '../config/schema.ts';
import type { TicketRow } from '../model/helpdesk.ts';
import type { StagedRecord } from '../store/store.ts';
import type { LoadContext } from './load-context.ts';

type Criterion = ResolvedConfig['load']['order'][number];

/** What is small comes first. */
const RANKS: Readonly<Record<Criterion, (row: TicketRow) => number>> = {
  open: ({ statusType }) => (statusType === 'closed' ? 1 : 0),
  recent: ({ createdAt }) => -Date.parse(createdAt ?? '1970-01-01'),
  long: ({ messageCount }) => -(messageCount ?? 0),
};

/** The staged tickets in the order of the config; without one as they are kept, which costs no memory. */
export async function* ticketsInOrder({
  store,
  source,
  config,
}: LoadContext): AsyncGenerator<StagedRecord> {
  const ranks = config.load.order.map((criterion) => RANKS[criterion]);
  if (ranks.length === 0) return yield* store.staging.iterate('ticket');
  const listed: { readonly id: string; readonly ranks: readonly number[] }[] = [];
  for await (const { id, payload } of store.staging.iterate('ticket-row')) {
    const row = source.parse.ticketRow(payload);
    listed.push({ id, ranks: ranks.map((rank) => rank(row)) });
  }
  listed.sort((a, b) => difference(a.ranks, b.ranks));
  for (const { id } of listed) {
    const staged = await store.staging.get('ticket', id);
    if (staged) yield staged;
  }
  // Read by way of another ticket that they went into: no list has them.
  const known = new Set(listed.map(({ id }) => id));
  for await (const staged of store.staging.iterate('ticket')) {
    if (!known.has(staged.id)) yield staged;
  }
}

function difference(a: readonly number[], b: readonly number[]): number {
  for (const [i, rank] of a.entries()) {
    const other = b[i] ?? 0;
    if (rank !== other) return rank - other;
  }
  return 0;
}
