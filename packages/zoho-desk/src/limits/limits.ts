import {
  type Clock,
  createGate,
  createSlotLimiter,
  type Gate,
  type LimiterFactory,
} from '@zdjsm/core';
import type { RefreshGrant } from '../auth/refresh-access-token.ts';
import { createTokenRefreshes, type TokenRefreshes } from '../auth/token-refreshes.ts';
import { type CreditBalance, createCreditBalance } from '../credits/credit-balance.ts';
import type { CreditStore } from '../credits/credit-store.ts';
import type { ZohoDeskEvent } from '../events.ts';
import { type Concurrency, createConcurrency } from '../request/concurrency.ts';

/** What is known of a portal's limits, and of how far they are used. */
export interface Limits {
  /** Closed while the day's credits are used up. */
  readonly exhausted: Gate;
  readonly credits: CreditBalance;
  readonly concurrency: Concurrency;
  /** Of one refresh token. */
  refreshes(grant: RefreshGrant): TokenRefreshes;
}

export interface LimitsInit {
  readonly clock: Clock;
  readonly emit: (event: ZohoDeskEvent) => void;
  /** Simultaneous calls. */
  readonly cap: number;
  readonly creditsADay: number | undefined;
  readonly creditStore: CreditStore | undefined;
  readonly limiter: LimiterFactory | undefined;
}

/**
 * Keeps a portal's limits: in this process by default. Many processes of one portal have to keep them
 * together: `sharedLimits` of `@zdjsm/zoho-desk/redis`.
 */
export type ZohoDeskLimits = (init: LimitsInit) => Limits;

export const ownLimits: ZohoDeskLimits = (init) => {
  const { clock, emit, cap, limiter = createSlotLimiter } = init;
  return {
    exhausted: createGate(clock),
    credits: createCreditBalance(init.creditsADay, init.creditStore),
    concurrency: createConcurrency({ limiter: limiter({ maxConcurrent: cap }), cap, clock, emit }),
    refreshes: () => createTokenRefreshes(clock),
  };
};
