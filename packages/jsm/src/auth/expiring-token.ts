import { type Clock, Secret, singleFlight } from '@zdjsm/core';
import { type AtlassianError, AuthenticationError } from '../errors/atlassian-error.ts';
import type { Authorization } from './authorization.ts';

/** A bearer token that is fetched anew before it expires, or when it is refused: once for all callers. */
export function expiringToken(options: {
  readonly clock: Clock;
  readonly entrance: Authorization['entrance'];
  /** A token that is about to expire would be refused on its way. */
  readonly earlyMs: number;
  /** One that is known from before. */
  readonly initial?: { readonly token: string; readonly expiresAt: number } | undefined;
  readonly fetch: () => Promise<{ readonly token: string; readonly expiresAt: number }>;
}): Authorization {
  const { clock, entrance, earlyMs, initial } = options;
  let token = new Secret(initial?.token ?? '');
  let expiresAt = initial?.expiresAt ?? 0;

  const renew = singleFlight(async () => {
    const next = await options.fetch();
    token = new Secret(next.token);
    expiresAt = next.expiresAt;
  });
  const header = (): string => `Bearer ${token.reveal()}`;

  return {
    entrance,
    async header() {
      if (expiresAt - earlyMs <= clock.now()) await renew();
      return header();
    },
    async renew(refused) {
      // Another call may have renewed it already.
      if (header() === refused) await renew();
      return header() !== refused;
    },
  };
}

/** What a token endpoint refuses for good, in words for people; anything else as it is. */
export function refusedToken(
  error: AtlassianError,
  told: { readonly code: string; readonly message: string; readonly remedy: string },
): AtlassianError {
  if (error.retryable || error.status === undefined) return error;
  const message = `${told.message} (${error.status})`;
  return new AuthenticationError({ ...told, message, status: error.status, cause: error });
}
