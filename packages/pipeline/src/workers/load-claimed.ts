import { systemClock } from '@zdjsm/core';
import { forEachRecord } from '../load/each.ts';
import type { LoadContext } from '../load/load-context.ts';
import { loadTicket } from '../load/ticket/ticket.ts';
import { isOfOneRecord } from '../run/stopping-errors.ts';
import type { Claim, Crew, SharedRun } from './crew.ts';

// By the machine's time: the line is a real one, however fast the run's clock goes.
const LOOK_AGAIN_MS = 250;

export interface SharedWork {
  readonly crew: Crew;
  readonly run: SharedRun;
  /** Asked before each ticket: whether there will be no more for this process. */
  isOver(): Promise<boolean>;
}

/** Loads one ticket of the run after the other, as many at a time as the config says. */
export async function loadClaimed(whole: LoadContext, work: SharedWork): Promise<void> {
  const { crew } = work;
  const context = { ...whole, signal: AbortSignal.any([whole.signal, crew.lost]) };
  const { store, signal, writes } = context;
  let counted = writes.count;
  const newWrites = (): number => {
    const count = writes.count - counted;
    counted = writes.count;
    return count;
  };
  const records = claims(context, work);
  await forEachRecord(context, { kind: 'ticket', records }, async ({ id, claim }) => {
    try {
      const staged = await store.staging.get('ticket', id);
      if (staged) await loadTicket(context, staged);
    } catch (error) {
      // What ends the process leaves its claims to the others.
      if (!signal.aborted && isOfOneRecord(error)) {
        await claim.end({ writes: newWrites(), failed: true });
      }
      throw error;
    }
    await claim.end({ writes: newWrites(), failed: false });
  });
}

async function* claims(
  { signal }: LoadContext,
  { crew, run, isOver }: SharedWork,
): AsyncGenerator<{ readonly id: string; readonly claim: Claim }> {
  while (!(await isOver())) {
    signal.throwIfAborted();
    const claim = await crew.claim(run);
    if (claim) yield { id: claim.id, claim };
    else await systemClock.sleep(LOOK_AGAIN_MS, signal);
  }
}
