import { shareTickets } from '../workers/share-tickets.ts';
import { forEachRecord } from './each.ts';
import type { LoadContext } from './load-context.ts';
import { ticketIdsInOrder } from './order.ts';
import { loadTicket } from './ticket/ticket.ts';

/** Loads the tickets in their order, with the help of workers where there are any. Returns what these have written. */
export async function loadTickets(context: LoadContext): Promise<number> {
  const { store, crew, only } = context;
  // What a retry or a sync picks out is little, and known to this process alone.
  if (crew && !only) return await shareTickets(context, await crew());
  const total = await store.staging.count('ticket');
  const records = stagedInOrder(context);
  await forEachRecord(context, { kind: 'ticket', records, total }, async (staged) => {
    await loadTicket(context, staged);
  });
  return 0;
}

async function* stagedInOrder(context: LoadContext) {
  const { staging } = context.store;
  for await (const id of ticketIdsInOrder(context)) {
    const staged = await staging.get('ticket', id);
    if (staged) yield staged;
  }
}
