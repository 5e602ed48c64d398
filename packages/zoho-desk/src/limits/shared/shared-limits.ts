import { createSharedGate, createSharedState, type SharedStateOptions } from '@zdjsm/core';
import type { ZohoDeskLimits } from '../limits.ts';
import { createSharedConcurrency } from './shared-concurrency.ts';
import { createSharedCredits } from './shared-credits.ts';
import { createSharedRefreshes } from './shared-refreshes.ts';
import { createSharedSlots } from './shared-slots.ts';

/** Which Redis the processes of one portal share, and how long a dead one's slots are kept. */
export interface SharedLimitsOptions extends SharedStateOptions {
  /** How long the slots of a process that died are kept from the others. Milliseconds; default 15,000. */
  readonly leaseMs?: number | undefined;
}

/**
 * The limits of one portal for all processes that name the same tenant, kept in Redis: credits, simultaneous
 * calls, and the access token. `credits.store` and `limiter` are not used then.
 *
 * ```ts
 * createZohoDesk({ …, limits: sharedLimits({ redis: new Redis(url), tenant: orgId }) });
 * ```
 */
export function sharedLimits(options: SharedLimitsOptions): ZohoDeskLimits {
  const state = createSharedState(options, 'zoho-desk');
  return ({ clock, emit, cap, creditsADay }) => ({
    exhausted: createSharedGate(state, clock, 'exhausted'),
    credits: createSharedCredits(state, creditsADay),
    concurrency: createSharedConcurrency({
      slots: createSharedSlots(state, { clock, cap, leaseMs: options.leaseMs ?? 15_000 }),
      clock,
      emit,
    }),
    refreshes: (grant) => createSharedRefreshes(state, clock, grant),
  });
}
