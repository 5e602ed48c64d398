import type { Fault } from '@zdjsm/sandbox';
import type { World } from '../../support/world.ts';
import type { Call } from '../faults/fault-class.ts';

/** A refusal that said how long to wait, as a fault made it. */
export interface AskedToWait {
  readonly method: string;
  readonly path: string;
  /** Sandbox milliseconds. */
  readonly from: number;
  readonly until: number;
}

/** Undefined for a fault that asks nobody to wait. */
export function askedToWait(call: Call, fault: Fault, now: number): AskedToWait | undefined {
  if (fault.kind !== 'answer' || (fault.status !== 429 && fault.status !== 503)) return undefined;
  const seconds = Number(fault.headers?.['retry-after']);
  if (!(seconds > 0)) return undefined;
  const { method, path } = call;
  return { method, path, from: now, until: now + seconds * 1000 };
}

/**
 * Whoever is asked to wait waits at least so long. Comments tell it best: those of an issue are written
 * one after the other, so that no other call of the same address can have been on its way. A process that
 * was started since knows nothing of it.
 */
export function impatience(
  { sandbox }: World,
  asked: readonly AskedToWait[],
  since: number,
): string[] {
  const calls = sandbox.history.calls.filter(
    ({ seq, method, path }) => seq > since && method === 'POST' && path.endsWith('/comment'),
  );
  return asked.flatMap(({ method, path, from, until }) => {
    const same = calls.filter((call) => call.method === method && call.path === path);
    // It is noted once it is answered, a little after it was refused.
    const refused = same.findIndex(({ at, fault }) => at >= from && fault === 'answer');
    return refused < 0
      ? []
      : same
          .slice(refused + 1)
          .filter(({ at }) => at < until - ROUNDING_MS)
          .map(({ seq, at }) => `call ${seq} came ${until - at} ms before it was asked to`);
  });
}

/** Timers of the machine fire a little early, in a time that goes faster. */
const ROUNDING_MS = 200;
