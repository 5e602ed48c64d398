import type { Clock, Exchange, Random, Transport, Wait } from '@zdjsm/core';
import type { Got } from 'got';
import type { AuthOptions } from '../auth/auth-options.ts';
import type { ImpersonationStrategy } from '../impersonation/strategy.ts';
import type { JsmLimits } from '../pacing/limits.ts';
import type { PacingOptions } from '../pacing/pacing-options.ts';
import type { AddressOptions } from '../request/addresses.ts';
import type { MarkerOptions } from '../writes/marker.ts';
import type { JsmEvent } from './events.ts';
import type { JsmSettings } from './settings.ts';

/** Which site, how to sign in, and how hard the client may work. */
export interface JsmOptions extends AddressOptions {
  readonly auth: AuthOptions;
  /** Ways to act as other accounts, the first that is open to an account wins. */
  readonly impersonation?: readonly ImpersonationStrategy[] | undefined;
  readonly marker?: MarkerOptions | undefined;
  readonly pacing?: PacingOptions | undefined;
  /** Where the limits are kept. Default: in this process. `@zdjsm/jsm/redis` keeps them for many. */
  readonly limits?: JsmLimits | undefined;
  /** Tries of one call, waits for a quota not counted. Default 6. */
  readonly maxAttempts?: number | undefined;
  /** Milliseconds from sending a request to the end of its answer. Uploads get more, by their size. Default 60,000. */
  readonly timeoutMs?: number | undefined;
  /** Hosts that attachments' bytes may be fetched from. Default `api.media.atlassian.com`. */
  readonly mediaHosts?: readonly string[] | undefined;
  /** Behaviour where the documents are not clear. */
  readonly settings?: Partial<JsmSettings> | undefined;
  /** Stops the whole client when it is aborted: what waits is rejected, nothing more is sent. */
  readonly signal?: AbortSignal | undefined;
  /** An instance of your own, for proxies, agents and certificates. */
  readonly got?: Got | undefined;
  /** In the place of HTTP by got: for tests and simulations without sockets. */
  readonly transport?: Transport | undefined;
  readonly clock?: Clock | undefined;
  readonly random?: Random | undefined;
  readonly onEvent?: ((event: JsmEvent) => void) | undefined;
  /** Told of each request and its answer, redacted: the journal. */
  readonly onExchange?: ((exchange: Exchange) => void) | undefined;
  /** Told of each time that a call was held back by a limit: for metrics. */
  readonly onWait?: ((wait: Wait) => void) | undefined;
}
