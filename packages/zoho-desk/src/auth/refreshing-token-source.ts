import { type Clock, Secret, singleFlight, type Transport } from '@zdjsm/core';
import { TokenRefreshError } from '../errors/zoho-desk-error.ts';
import type { ZohoDeskEvent } from '../events.ts';
import { abortable } from '../request/abortable.ts';
import { type RefreshGrant, refreshAccessToken } from './refresh-access-token.ts';
import type { TokenRefreshes } from './token-refreshes.ts';
import type { TokenSource } from './token-source.ts';
import type { TokenStore } from './token-store.ts';

export interface RefreshDependencies {
  readonly transport: Transport;
  readonly accounts: string;
  readonly clock: Clock;
  readonly emit: (event: ZohoDeskEvent) => void;
  readonly refreshes: (grant: RefreshGrant) => TokenRefreshes;
}

// Early enough that a request which waits in a queue still arrives with a living token.
const MARGIN_MS = 5 * 60_000;

interface Held {
  readonly token: Secret;
  readonly expiresAt: number;
}

export function createRefreshingTokenSource(
  grant: RefreshGrant & { readonly tokenStore?: TokenStore | undefined },
  { transport, accounts, clock, emit, ...dependencies }: RefreshDependencies,
): TokenSource {
  const refreshes = dependencies.refreshes(grant);
  const store = grant.tokenStore ?? refreshes.store;
  let held: Held | undefined;
  let refused: Secret | undefined;

  const good = (): Held | undefined =>
    held && held.expiresAt - MARGIN_MS > clock.now() ? held : undefined;

  /** Another run may have fetched one since this one last looked. */
  const take = async (): Promise<Held | undefined> => {
    const stored = await store?.load();
    if (stored && stored.accessToken !== refused?.reveal()) {
      held = { token: new Secret(stored.accessToken), expiresAt: stored.expiresAt };
    }
    return good();
  };

  const obtain = singleFlight(
    async (): Promise<Held> =>
      (await take()) ?? (await refreshes.alone(async () => (await take()) ?? (await refresh()))),
  );

  const refresh = async (): Promise<Held> => {
    const wait = await refreshes.book();
    if (wait > 0) throw tooManyRefreshes(wait);
    const now = clock.now();
    try {
      const { accessToken, expiresIn } = await refreshAccessToken(transport, accounts, grant);
      // Counted from before the request: the token may have been made at any time since.
      const fresh = { token: new Secret(accessToken), expiresAt: now + expiresIn * 1000 };
      held = fresh;
      await store?.save({ accessToken, expiresAt: fresh.expiresAt });
      emit({ type: 'token-refreshed', expiresAt: fresh.expiresAt });
      return fresh;
    } catch (error) {
      if (error instanceof TokenRefreshError && error.retryAfterMs !== undefined) {
        refreshes.throttled(error.retryAfterMs);
      }
      throw error;
    }
  };

  return {
    async get(signal) {
      const { token } = good() ?? (await abortable(obtain(), signal));
      return token;
    },
    reject(token) {
      // A token that has been replaced since says nothing about its successor.
      if (held?.token.reveal() === token.reveal()) held = undefined;
      refused = token;
      return true;
    },
  };
}

function tooManyRefreshes(waitMs: number): TokenRefreshError {
  return new TokenRefreshError({
    code: 'TOKEN_THROTTLED',
    message: `no access token for ${Math.ceil(waitMs / 1000)} s: Zoho allows ten in ten minutes`,
    remedy:
      'Wait, or find out why tokens die early: another program may be revoking or crowding them out.',
    outcome: 'not-sent',
    retryable: true,
    retryAfterMs: waitMs,
  });
}
