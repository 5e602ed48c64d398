import type { ResolvedConfig } from '../config/schema.ts';
import type { TicketRow } from '../model/helpdesk.ts';
import type { LoadContext } from './load-context.ts';

type Criterion = ResolvedConfig['load']['order'][number];

/** What is small comes first. */
const RANKS: Readonly<Record<Criterion, (row: TicketRow) => number>> = {
  open: ({ statusType }) => (statusType === 'closed' ? 1 : 0),
  recent: ({ createdAt }) => -Date.parse(createdAt ?? '1970-01-01'),
  long: ({ messageCount }) => -(messageCount ?? 0),
};

/** The staged tickets' ids in the order of the config; without one as they are kept, which costs no memory. */
export async function* ticketIdsInOrder({
  store,
  source,
  config,
}: LoadContext): AsyncGenerator<string> {
  const ranks = config.load.order.map((criterion) => RANKS[criterion]);
  if (ranks.length === 0) return yield* store.staging.ids('ticket');
  const listed: { readonly id: string; readonly ranks: readonly number[] }[] = [];
  for await (const { id, payload } of store.staging.iterate('ticket-row')) {
    const row = source.parse.ticketRow(payload);
    listed.push({ id, ranks: ranks.map((rank) => rank(row)) });
  }
  listed.sort((a, b) => difference(a.ranks, b.ranks));
  for (const { id } of listed) {
    if ((await store.staging.hashOf('ticket', id)) !== undefined) yield id;
  }
  // Read by way of another ticket that they went into: no list has them.
  const known = new Set(listed.map(({ id }) => id));
  for await (const id of store.staging.ids('ticket')) {
    if (!known.has(id)) yield id;
  }
}

function difference(a: readonly number[], b: readonly number[]): number {
  for (const [i, rank] of a.entries()) {
    const other = b[i] ?? 0;
    if (rank !== other) return rank - other;
  }
  return 0;
}
