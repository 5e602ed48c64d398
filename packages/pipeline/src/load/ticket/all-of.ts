import type { RunContext } from '../../run/context.ts';
import { isOfOneRecord } from '../../run/stopping-errors.ts';

/**
 * Does the work for each item, one after the other. One that fails holds up no other; the first failure
 * is thrown in the end, so that all of them are taken up again.
 */
export async function allOf<T>(
  { signal }: Pick<RunContext, 'signal'>,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = [];
  for (const item of items) {
    try {
      await work(item);
    } catch (error) {
      signal.throwIfAborted();
      if (!isOfOneRecord(error)) throw error;
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
