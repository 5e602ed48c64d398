import { Secret } from '@zdjsm/core';
import type { AuthOptions } from './auth-options.ts';
import type { Authorization } from './authorization.ts';

type Provider = Extract<AuthOptions, { getAuthorization: unknown }>;

/** The caller's own provider; it is asked once, and again when its value is refused. */
export function customAuthorization({ getAuthorization, entrance }: Provider): Authorization {
  let current: Promise<Secret> | undefined;

  const ask = (refused?: string, signal?: AbortSignal): Promise<Secret> => {
    const asked = getAuthorization({ refused, signal }).then((value) => new Secret(value));
    current = asked;
    asked.catch(() => {
      if (current === asked) current = undefined;
    });
    return asked;
  };

  return {
    entrance: entrance ?? 'gateway',
    header: async (signal) => (await (current ?? ask(undefined, signal))).reveal(),
    async renew(refused, signal) {
      // Another call may have renewed it already.
      if (current && (await current).reveal() !== refused) return true;
      return (await ask(refused, signal)).reveal() !== refused;
    },
  };
}
