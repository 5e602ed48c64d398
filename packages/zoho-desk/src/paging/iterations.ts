import type { Checkpoint } from '@zdjsm/core';

/**
 * What each iteration of a list has given so far. One list object may be gone through several times, also
 * at the same time; what one of them has given is no reason to withhold it from another.
 */
export interface Iterations {
  /** The keys that the iteration which stands at this checkpoint has given. */
  givenBefore(checkpoint: Checkpoint | undefined): ReadonlySet<string>;
  /** A page was given: from now on its iteration stands at `next`. */
  advance(
    checkpoint: Checkpoint | undefined,
    keys: Iterable<string>,
    next: Checkpoint | undefined,
  ): void;
}

export function createIterations(): Iterations {
  // A checkpoint of this very iteration is known as an object; one that was kept somewhere begins anew.
  const standing = new WeakMap<Checkpoint, Set<string>>();
  const none: ReadonlySet<string> = new Set();
  return {
    givenBefore: (checkpoint) => (checkpoint && standing.get(checkpoint)) ?? none,
    advance(checkpoint, keys, next) {
      const given = (checkpoint && standing.get(checkpoint)) ?? new Set();
      if (checkpoint) standing.delete(checkpoint);
      for (const key of keys) given.add(key);
      if (next) standing.set(next, given);
    },
  };
}
