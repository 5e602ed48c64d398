import type { Clock } from '@zdjsm/core';
import { REFRESH_WINDOW_MS } from './refresh-access-token.ts';
import type { TokenStore } from './token-store.ts';

/** Who may ask for an access token, and when: Zoho gives ten in ten minutes for one refresh token. */
export interface TokenRefreshes {
  /** Runs the work while no other process does. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** Books a refresh: 0 when it may be asked for, else how many milliseconds to wait. */
  book(): Promise<number>;
  /** Zoho said that it gives none for so long. */
  throttled(forMs: number): void;
  /** Where the token is kept that all use; undefined when each has its own. */
  readonly store: TokenStore | undefined;
}

/** Zoho allows ten in the window; two are left to other programs with the same refresh token. */
export const REFRESHES_PER_WINDOW = 8;

/** For one process. */
export function createTokenRefreshes(clock: Clock): TokenRefreshes {
  let lockedUntil = 0;
  let recent: number[] = [];
  return {
    alone: (work) => work(),
    async book() {
      const now = clock.now();
      recent = recent.filter((time) => time > now - REFRESH_WINDOW_MS);
      const [oldest] = recent;
      if (oldest !== undefined && recent.length >= REFRESHES_PER_WINDOW) {
        lockedUntil = Math.max(lockedUntil, oldest + REFRESH_WINDOW_MS);
      }
      if (now >= lockedUntil) recent.push(now);
      return Math.max(0, lockedUntil - now);
    },
    throttled(forMs) {
      lockedUntil = clock.now() + forMs;
    },
    store: undefined,
  };
}
