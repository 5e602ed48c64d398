import type { LimiterFactory } from '@zdjsm/core';

/** How much of the limits is used, and what happens at a quota. */
export interface PacingOptions {
  /**
   * Share of the documented rates that is used, above 0 to 1. Default 0.97. The rates hold for the whole site: lower it
   * where other apps are busy.
   */
  readonly share?: number | undefined;
  /** Calls at once at first. Default 4. */
  readonly startConcurrency?: number | undefined;
  /** Calls at once at most. Default 24. */
  readonly maxConcurrency?: number | undefined;
  /**
   * Points an hour that may be spent. Default: 65,000 (an app's pool) with OAuth, no bound with an API
   * token, whose hourly budget is not published.
   */
  readonly pointsPerHour?: number | undefined;
  /** When a quota is used up: wait for it (default), or throw `RateLimitError`. */
  readonly onQuota?: 'wait' | 'throw' | undefined;
  /** Bounds concurrency. Default `createSlotLimiter`; `createBottleneckLimiter` is exported too. */
  readonly limiter?: LimiterFactory | undefined;
}
