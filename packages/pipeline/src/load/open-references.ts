import { createCounter } from '../run/counter.ts';
import { eachOf } from '../run/each-of.ts';
import { isOfOneRecord } from '../run/stopping-errors.ts';
import type { LoadContext } from './load-context.ts';
import { loadTicket, OPEN_REFERENCES } from './ticket/ticket.ts';

/**
 * The second pass: once all tickets have their issues, the texts that were written before are made to
 * lead there. Only what differs is written; what refers to tickets that are left out stays as it is.
 */
export async function settleOpenReferences(context: LoadContext): Promise<void> {
  const { store, emit, signal, config } = context;
  const counter = createCounter(emit, 'load', 'reference', undefined);
  await eachOf(
    store.crosswalk.iterate(OPEN_REFERENCES),
    async ({ sourceId }) => {
      const staged = await store.staging.get('ticket', sourceId);
      try {
        if (staged) await loadTicket(context, staged, { evenIfSettled: true });
        counter.done();
      } catch (error) {
        signal.throwIfAborted();
        if (!isOfOneRecord(error)) throw error;
        // Its rows say what failed.
        counter.failed();
      }
    },
    { concurrency: config.concurrency.load, signal },
  );
}
