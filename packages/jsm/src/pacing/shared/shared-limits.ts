import { createSharedGate, createSharedState, type SharedStateOptions } from '@zdjsm/core';
import type { JsmLimits } from '../limits.ts';
import { createSharedEndpoint } from './shared-endpoint.ts';
import { createSharedIssueWrites } from './shared-issue-writes.ts';
import { createSharedPoints } from './shared-points.ts';

/**
 * The limits of one site for all processes that name the same tenant, kept in Redis. How many calls a process
 * makes at once stays its own: each finds its share as connections of TCP do.
 *
 * ```ts
 * createJsm({ …, limits: sharedLimits({ redis: new Redis(url), tenant: 'acme.atlassian.net' }) });
 * ```
 */
export function sharedLimits(options: SharedStateOptions): JsmLimits {
  const state = createSharedState(options, 'jsm');
  return (clock) => ({
    quota: createSharedGate(state, clock, 'quota'),
    issueWrites: createSharedIssueWrites(state, clock),
    points: createSharedPoints(state),
    endpoint: (route, pace) => createSharedEndpoint(state, clock, `pace:${route}`, pace),
  });
}
