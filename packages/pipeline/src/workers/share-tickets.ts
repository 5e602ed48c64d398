import { randomUUID } from 'node:crypto';
import { systemClock } from '@zdjsm/core';
import type { LoadContext } from '../load/load-context.ts';
import { ticketIdsInOrder } from '../load/order.ts';
import type { EventSink } from '../run/events.ts';
import type { Crew, SharedRun } from './crew.ts';
import { loadClaimed } from './load-claimed.ts';

const TELL_EVERY_MS = 1_000;

/**
 * Loads all tickets together with whoever has joined, and returns how much the others have written. They
 * may come and go at any time; without any, this process does all of it.
 */
export async function shareTickets(context: LoadContext, crew: Crew): Promise<number> {
  const { batch, fingerprint, writes, emit, signal } = context;
  const run: SharedRun = { id: randomUUID(), batch, purpose: writes.purpose, fingerprint };
  await crew.open(run);
  try {
    const total = await crew.enqueue(ticketIdsInOrder(context));
    let told = systemClock.now();
    const tell = async (): Promise<void> => {
      told = systemClock.now();
      const { tickets, failed } = (await crew.count(run)).all;
      emit({ type: 'progress', phase: 'load', kind: 'ticket', done: tickets, total, failed });
    };
    // What all have done is told here, not what this process has.
    const quiet: EventSink = (event) => event.type !== 'progress' && emit(event);
    await loadClaimed(
      { ...context, emit: quiet },
      {
        crew,
        run,
        async isOver() {
          if (systemClock.now() - told >= TELL_EVERY_MS) await tell();
          return await crew.isDrained();
        },
      },
    );
    await tell();
    return (await crew.count(run)).others.writes;
  } finally {
    // Before the silence ends: the others are at work in it.
    await crew.close(run, signal.aborted ? undefined : signal);
  }
}
