import type { RunContext } from '../run/context.ts';
import type { SyncPass } from './pass.ts';

/**
 * One pass after the other, until one is so short that the source can be closed for another: each has
 * only that to carry over which happened during the one before.
 */
export async function syncUntilCutover(
  { config, clock, emit, signal }: RunContext,
  pass: () => Promise<SyncPass>,
): Promise<SyncPass> {
  const { window, pause } = config.sync;
  for (;;) {
    const done = await pass();
    if (done.seconds <= window * 60 && done.unread === 0) return done;
    const minutes = (done.seconds / 60).toFixed(1);
    const message = `the pass took ${minutes} minutes; the next one begins in ${pause}`;
    emit({ type: 'note', message });
    await clock.sleep(pause * 60_000, signal);
  }
}
