import type { Secret } from '@zdjsm/core';
import type { OAuthOptions } from './oauth.ts';

/** How to sign in: an API token, OAuth 2.0, or a function of your own. */
export type AuthOptions =
  | {
      /** The account's e-mail address. */
      readonly email: string;
      readonly apiToken: string | Secret;
      /** The token has scopes: it works only through the gateway. Default false. */
      readonly scoped?: boolean | undefined;
    }
  | { readonly oauth: OAuthOptions }
  | {
      /**
       * Gives the value of the header `Authorization`. After a 401 it is asked again, with what was
       * refused; giving the same value again means that there is no other.
       */
      readonly getAuthorization: (request: {
        readonly refused?: string | undefined;
        readonly signal?: AbortSignal | undefined;
      }) => Promise<string>;
      /** Default `gateway`. */
      readonly entrance?: 'site' | 'gateway' | undefined;
    };
