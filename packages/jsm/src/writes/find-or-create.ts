import type { Probe } from '../request/call.ts';

/** Finds it, or creates it; the same search finds it when the answer of its creation is lost. */
export async function findOrCreate<T>(
  find: (signal: AbortSignal | undefined) => Promise<T | undefined>,
  create: (probe: Probe<T>) => Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  return (await find(signal)) ?? (await create({ look: find }));
}
