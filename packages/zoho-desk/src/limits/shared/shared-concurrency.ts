import type { Clock } from '@zdjsm/core';
import type { ZohoDeskEvent } from '../../events.ts';
import type { Concurrency } from '../../request/concurrency.ts';
import type { SharedSlots, Slot, SlotOutcome } from './shared-slots.ts';

// How soon a slot that was given back is found: little beside a call, and few questions to Redis.
const ASK_AGAIN_MS = 10;

interface Waiter {
  start(slot: Slot): void;
  fail(error: unknown): void;
}

/** Keeps to the portal's cap together with all processes that share the slots. */
export function createSharedConcurrency(init: {
  readonly slots: SharedSlots;
  readonly clock: Clock;
  readonly emit: (event: ZohoDeskEvent) => void;
}): Concurrency {
  const { slots, clock, emit } = init;
  // A set keeps the order of arrival, and lets one leave from the middle.
  const waiting = new Set<Waiter>();
  let asking = false;
  let wake = (): void => {};

  /** Until it is time to ask again, or a slot of this process's own is free. */
  const pause = async (): Promise<void> => {
    const early = new AbortController();
    wake = () => early.abort();
    await clock.sleep(ASK_AGAIN_MS, early.signal).catch((error: unknown) => {
      if (!early.signal.aborted) throw error;
    });
  };

  /** One asks for all who wait in this process, as long as there are any. */
  const ask = async (): Promise<void> => {
    if (asking) return;
    asking = true;
    try {
      while (waiting.size > 0) {
        const slot = await slots.take();
        const [first] = waiting;
        if (slot && first) {
          waiting.delete(first);
          first.start(slot);
        } else if (slot) {
          await slots.give(slot, 'other');
        } else {
          await pause();
        }
      }
    } catch (error) {
      for (const waiter of waiting) waiter.fail(error);
      waiting.clear();
    } finally {
      asking = false;
    }
  };

  const place = (signal: AbortSignal | undefined): Promise<Slot> =>
    new Promise((resolve, reject) => {
      const abort = (): void => waiter.fail(signal?.reason);
      const done = (): void => {
        waiting.delete(waiter);
        signal?.removeEventListener('abort', abort);
      };
      const waiter: Waiter = {
        start(slot) {
          done();
          resolve(slot);
        },
        fail(error) {
          done();
          reject(error);
        },
      };
      signal?.addEventListener('abort', abort, { once: true });
      waiting.add(waiter);
      void ask();
    });

  return {
    async run(job, signal) {
      signal?.throwIfAborted();
      const slot = await place(signal);
      let outcome: SlotOutcome = 'other';
      try {
        return await job({
          throttled() {
            outcome = 'throttled';
          },
          succeeded() {
            outcome = 'succeeded';
          },
        });
      } finally {
        // Where it fails, the lease ends by itself.
        slots.give(slot, outcome).then(
          ({ cut }) => {
            wake();
            if (cut) emit({ type: 'throttled', concurrency: slots.places });
          },
          () => {},
        );
      }
    },
    get current() {
      return slots.places;
    },
  };
}
