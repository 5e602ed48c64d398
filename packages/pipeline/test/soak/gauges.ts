import { getEventListeners } from 'node:events';
import { readdirSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What must not grow, whatever was done in between. */
export interface Reading {
  /** MB, after a collection. */
  readonly heap: number;
  readonly files: number;
  readonly timers: number;
  readonly sockets: number;
  /** On the signal that lives as long as the process. */
  readonly listeners: number;
}

/** Reads after a collection. */
export async function read(signal: AbortSignal): Promise<Reading> {
  // What ended a moment ago is tidied up in the turns that follow.
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  collect();
  await new Promise((resolve) => setImmediate(resolve));
  collect();
  const resources = process.getActiveResourcesInfo();
  const count = (name: RegExp): number => resources.filter((one) => name.test(one)).length;
  return {
    heap: process.memoryUsage().heapUsed / 2 ** 20,
    files: readdirSync('/proc/self/fd').length,
    timers: count(/^(Timeout|Immediate)$/),
    sockets: count(/^TCPSocketWrap|^TLSWrap/),
    listeners: getEventListeners(signal, 'abort').length,
  };
}

/** Least squares: how much it grows from one reading to the next. */
export function slope(values: readonly number[]): number {
  const n = values.length;
  const meanX = (n - 1) / 2;
  const meanY = values.reduce((sum, value) => sum + value, 0) / n;
  let [above, below] = [0, 0];
  values.forEach((value, x) => {
    above += (x - meanX) * (value - meanY);
    below += (x - meanX) ** 2;
  });
  return above / below;
}
