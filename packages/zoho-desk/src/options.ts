import type { Clock, Exchange, LimiterFactory, Random, Transport, Wait } from '@zdjsm/core';
import type { Got } from 'got';
import type { ZohoAuth } from './auth/auth-options.ts';
import type { Behaviour } from './behaviour.ts';
import type { CreditOptions } from './credits/ledger.ts';
import type { Plan } from './credits/plans.ts';
import type { DataCentre, DataCentreName } from './data-centres.ts';
import type { ZohoDeskEvent } from './events.ts';
import type { ZohoDeskLimits } from './limits/limits.ts';
import type { RetryRules } from './request/retry.ts';

/** Which portal, how to sign in, and what the client may spend. */
export interface ZohoDeskOptions {
  /** The ending of the address at which you open Zoho Desk, or explicit URLs. */
  readonly dataCentre: DataCentreName | DataCentre;
  /** The Desk organization, a string of digits; only `organizations.list` works without. */
  readonly orgId?: string | undefined;
  readonly auth: ZohoAuth;
  /** What the portal has bought: the credits a day and the simultaneous calls follow from it. */
  readonly plan?: Plan | undefined;
  readonly credits?: CreditOptions | undefined;
  /** Simultaneous calls. Default: what the plan allows, or 5. Other integrations share that. */
  readonly concurrency?: number | undefined;
  /** The portal's own host names, as in `support.example.com`: images in old mails name them. */
  readonly portalDomains?: readonly string[] | undefined;
  readonly behaviour?: Partial<Behaviour> | undefined;
  readonly retry?: Partial<RetryRules> | undefined;
  /** From sending to the end of an answer; for files, the longest silence. Default 60,000. */
  readonly timeoutMs?: number | undefined;
  readonly onEvent?: ((event: ZohoDeskEvent) => void) | undefined;
  /** Each request and its answer, without bodies and secrets. */
  readonly onExchange?: ((exchange: Exchange) => void) | undefined;
  /** Told of each time that a call was held back by a limit: for metrics. */
  readonly onWait?: ((wait: Wait) => void) | undefined;
  /** A got instance of your own: proxies, agents, certificates. */
  readonly got?: Got | undefined;
  readonly transport?: Transport | undefined;
  /** What bounds simultaneous calls. Default: one of slots; `createBottleneckLimiter` is exported too. */
  readonly limiter?: LimiterFactory | undefined;
  /** Where the limits are kept. Default: in this process. `@zdjsm/zoho-desk/redis` keeps them for many. */
  readonly limits?: ZohoDeskLimits | undefined;
  readonly clock?: Clock | undefined;
  readonly random?: Random | undefined;
}
