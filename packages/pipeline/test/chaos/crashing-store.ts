import type { Store } from '../../src/index.ts';

/** When and how a store gives up. */
export interface Crash {
  /** The commit that it happens at, from 1 on. */
  readonly at: number;
  /**
   * `before`: the commit is lost. `after`: it is on disk, and nobody learns of it. `full`: the disk is
   * full for this one commit, and the process lives on.
   */
  readonly how: 'before' | 'after' | 'full';
  /** Called at the moment of death: it takes the network away. */
  onDeath(): void;
  /** Called with the number of each commit. */
  onCommit?(number: number): void;
}

export class Died extends Error {}

/**
 * A store that dies with its process: from then on nothing is read or written any more, as after
 * `kill -9`. The underlying store stays open; whoever made it closes it.
 */
export function crashingStore(store: Store, crash: Crash): Store {
  let commits = 0;
  let dead = false;
  const alive = (): void => {
    if (dead) throw new Died('the process is dead');
  };
  const commit: Store['commit'] = async (writes) => {
    alive();
    commits += 1;
    crash.onCommit?.(commits);
    if (commits !== crash.at) return await store.commit(writes);
    if (crash.how === 'full') throw Object.assign(new Error('disk full'), { code: 'ENOSPC' });
    if (crash.how === 'after') await store.commit(writes);
    dead = true;
    crash.onDeath();
    throw new Died(`killed at commit ${crash.at}`);
  };
  const mortal = <T extends object>(part: T): T =>
    new Proxy(part, {
      get(target, key) {
        const member: unknown = Reflect.get(target, key);
        if (typeof member === 'object' && member !== null) return mortal(member);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]) => {
          alive();
          return Reflect.apply(member, target, args);
        };
      },
    });
  const parts = mortal(store);
  return new Proxy(store, {
    get(_, key) {
      if (key === 'commit') return commit;
      if (key === 'close') return async () => {};
      return Reflect.get(parts, key);
    },
  });
}
