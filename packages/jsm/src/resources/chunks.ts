// No maximum is documented for lists of account ids; fifty is what Atlassian's own pages hold.
const CHUNK = 50;

/** Calls once for each fifty items, one after the other; not at all for none. */
export async function inChunks<T>(
  items: readonly T[],
  call: (chunk: readonly T[]) => Promise<unknown>,
): Promise<void> {
  for (let from = 0; from < items.length; from += CHUNK) {
    await call(items.slice(from, from + CHUNK));
  }
}

/** The items in arrays of at most so many, as they come. */
export async function* inBatches<T>(
  items: Iterable<T> | AsyncIterable<T>,
  size: number,
): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
