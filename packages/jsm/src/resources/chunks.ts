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
