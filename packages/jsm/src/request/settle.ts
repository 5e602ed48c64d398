import { ZdjsmError } from '@zdjsm/core';
import { UnresolvedWriteError } from '../errors/client-errors.ts';
import type { KnownRoute } from '../routes/routes.ts';
import type { Probe } from './call.ts';
import type { Runtime } from './runtime.ts';

// The server may still be at work on a request whose answer was lost.
const DEFAULT_WAITS = [500, 5_000];

/** Finds out whether a write of unknown outcome happened: its result, or undefined if it did not. */
export async function settle<Answer>(
  runtime: Runtime,
  probe: Probe<Answer>,
  write: {
    readonly route: KnownRoute;
    readonly error: ZdjsmError;
    readonly signal: AbortSignal | undefined;
  },
): Promise<Answer | undefined> {
  const { route, error, signal } = write;
  for (const wait of probe.waits ?? DEFAULT_WAITS) {
    await runtime.clock.sleep(wait, signal);
    let found: Answer | undefined;
    try {
      found = await probe.look(signal);
    } catch (cause) {
      signal?.throwIfAborted();
      throw new UnresolvedWriteError({
        code: 'UNRESOLVED_WRITE',
        message: `${route}: it may have been carried out (${error.message}), and the site could not be asked: ${ZdjsmError.is(cause) ? cause.message : String(cause)}`,
        remedy:
          'Run it again when the site answers: it is looked for first, and adopted if it is there.',
        outcome: 'unknown',
        retryable: true,
        request: error.request,
        cause,
      });
    }
    if (found === undefined) continue;
    runtime.emit({ type: 'write-resolved', route, happened: true });
    return found;
  }
  runtime.emit({ type: 'write-resolved', route, happened: false });
  return undefined;
}
