import type { ZdjsmError } from '@zdjsm/core';

/** What a long run wants to show or log. Nothing here is secret. Times are milliseconds since 1970. */
export type ZohoDeskEvent =
  /** A share of the day's credits has been passed: 50, 75, 90 or 100 per cent. */
  | {
      readonly type: 'credits-used';
      readonly percent: number;
      readonly remaining: number;
      readonly limit: number;
    }
  /** Nothing but the reserve is left; calls wait or fail until `until`. */
  | { readonly type: 'credits-exhausted'; readonly until: number; readonly remaining: number }
  /** A new day: the credits are back. */
  | { readonly type: 'credits-reset'; readonly at: number }
  /** Zoho charged something else than the price table says. Told once a route. */
  | {
      readonly type: 'price-differs';
      readonly route: string;
      readonly expected: number;
      readonly charged: number;
    }
  /** Zoho refused a call because too many ran at once; from now on at most `concurrency` do. */
  | { readonly type: 'throttled'; readonly concurrency: number }
  /** A call failed and is tried again after `waitMs`. */
  | {
      readonly type: 'retry';
      readonly attempt: number;
      readonly waitMs: number;
      readonly error: ZdjsmError;
    }
  | { readonly type: 'token-refreshed'; readonly expiresAt: number }
  /** A scan is over: what it found beside what Zoho counts. */
  | { readonly type: 'scan-verified'; readonly found: number; readonly counted: number };
