import pMap from 'p-map';

/**
 * Does the work for each item, several at a time. An error ends it, and so does the signal; but what is
 * under way is brought to its end first. Whoever calls this may rely on it that nothing is written any
 * more once it has returned: the silence of the target ends then, and the store is closed.
 */
export async function eachOf<T>(
  items: AsyncIterable<T> | Iterable<T>,
  work: (item: T) => Promise<unknown>,
  { concurrency, signal }: { readonly concurrency: number; readonly signal: AbortSignal },
): Promise<void> {
  const failures: unknown[] = [];
  const isOver = (): boolean => failures.length > 0 || signal.aborted;
  await pMap(
    until(isOver, items),
    async (item) => {
      try {
        await work(item);
      } catch (error) {
        failures.push(error);
      }
    },
    { concurrency },
  );
  signal.throwIfAborted();
  if (failures.length > 0) throw failures[0];
}

async function* until<T>(
  isOver: () => boolean,
  items: AsyncIterable<T> | Iterable<T>,
): AsyncGenerator<T> {
  for await (const item of items) {
    if (isOver()) return;
    yield item;
  }
}
