import {
  type Clock,
  type Closed,
  createSlotLimiter,
  type TellWait,
  type TransportAnswer,
} from '@zdjsm/core';
import type { JsmEvent } from '../client/events.ts';
import { RateLimitError } from '../errors/rate-limit-error.ts';
import type { RouteFacts, RouteId } from '../routes/route.ts';
import { documentedRate } from './bursts.ts';
import { createConcurrency } from './concurrency.ts';
import type { Endpoint } from './endpoint.ts';
import { createIssueLanes, type IssueLane, type IssueLanes } from './issue-lanes.ts';
import { type JsmLimits, ownLimits } from './limits.ts';
import type { PacingOptions } from './pacing-options.ts';
import { createPointsLedger, type PointsLedger } from './points-ledger.ts';
import { parseRateLimits } from './rate-headers.ts';

/** Keeps the client under every limit of the site, and holds back what has to wait. */
export interface Pacer {
  readonly lanes: IssueLanes;
  readonly ledger: PointsLedger;
  /** Runs the job once its endpoint's rate, the quota and the number of calls at once allow it. */
  run<T>(
    route: RouteId,
    facts: RouteFacts,
    job: () => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T>;
  /** Learns from the headers of any answer. */
  observe(route: RouteId, headers: TransportAnswer['headers']): void;
  succeeded(): void;
  congested(startedAt: number): void;
  /** The endpoint can't serve before then: 503 with Retry-After. */
  unavailable(route: RouteId, until: number): void;
  /** Makes what the 429 is about wait. */
  limited(route: RouteId, error: RateLimitError, startedAt: number, lane?: IssueLane): void;
  readonly usage: Usage;
}

/** How much of the limits is in use. */
export interface Usage {
  /** Points spent in this hour of UTC, by all who share its limits, as far as it is known here. */
  readonly pointsThisHour: number;
  /** Points spent since the client was made. */
  readonly points: number;
  readonly concurrency: number;
  readonly running: number;
  readonly queued: number;
  /** Set while everything waits for a quota. */
  readonly paused: Closed | undefined;
}

// A place in an endpoint's rate that was not used within this time is given up for a new one.
const STALE_MS = 1_000;
const NEAR_LIMIT_EVERY_MS = 60_000;
const AGAIN = Symbol('again');

export function createPacer(
  clock: Clock,
  options: PacingOptions,
  emit: (event: JsmEvent) => void,
  limits: JsmLimits = ownLimits,
  tellWait: TellWait = () => {},
): Pacer {
  const { share = 0.97, startConcurrency = 4, maxConcurrency = 24 } = options;
  const limiter = (options.limiter ?? createSlotLimiter)({
    maxConcurrent: Math.min(startConcurrency, maxConcurrency),
  });
  const { quota: gate, issueWrites, points, endpoint: openEndpoint } = limits(clock);
  const concurrency = createConcurrency(clock, limiter, {
    start: startConcurrency,
    max: maxConcurrency,
  });
  const ledger = createPointsLedger(clock, options.pointsPerHour, points);
  const endpoints = new Map<RouteId, Endpoint>();
  let toldNearLimit = -NEAR_LIMIT_EVERY_MS;
  let toldPaused = 0;

  const endpointOf = (route: RouteId, facts: RouteFacts): Endpoint => {
    const known = endpoints.get(route);
    if (known) return known;
    const method = route.slice(0, route.indexOf(' '));
    const made = openEndpoint(route, { documented: documentedRate(method, facts), share });
    endpoints.set(route, made);
    return made;
  };

  /** Another process may have closed the gate, too; it is told once. */
  const tellPaused = ({ until, reason }: Closed): void => {
    if (until <= toldPaused) return;
    if (toldPaused <= clock.now()) emit({ type: 'paused', scope: 'everything', reason, until });
    toldPaused = until;
  };

  const pauseEverything = (until: number, reason: string): void => {
    if (until <= clock.now()) return;
    gate.closeUntil(until, reason);
    tellPaused({ until, reason });
  };

  return {
    lanes: createIssueLanes(clock, issueWrites, tellWait),
    ledger,

    async run<T>(
      route: RouteId,
      facts: RouteFacts,
      job: () => Promise<T>,
      signal: AbortSignal | undefined,
    ): Promise<T> {
      const endpoint = endpointOf(route, facts);
      for (;;) {
        const begun = clock.now();
        const closed = await gate.look();
        if (closed) {
          tellPaused(closed);
          if (options.onQuota === 'throw') throw quotaError(route, closed);
          await gate.pass(signal);
          tellWait('quota', route, begun);
        }
        const passed = clock.now();
        await endpoint.take(signal);
        tellWait('rate', route, passed);
        const taken = clock.now();
        const result: T | typeof AGAIN = await limiter.run(
          async () => {
            tellWait('slot', route, taken);
            if (gate.closed || clock.now() - taken > STALE_MS) return AGAIN;
            const spentUntil = await ledger.admit();
            pauseEverything(spentUntil, 'points-per-hour');
            return spentUntil > 0 ? AGAIN : await job();
          },
          { signal },
        );
        if (result !== AGAIN) return result;
      }
    },

    observe(route, headers) {
      for (const policy of parseRateLimits(headers['ratelimit-policy'])) {
        if (policy.name !== 'jira-burst-based' || !policy.quota || !policy.window) continue;
        endpoints.get(route)?.learned(policy.quota / policy.window);
      }
      for (const { name, remaining, resetIn } of parseRateLimits(headers['ratelimit'])) {
        // A burst's remainder comes back within the second: the pace takes care of it.
        if (name === 'jira-burst-based' || remaining === undefined) continue;
        ledger.observe(remaining);
        const until = clock.now() + (resetIn ?? 0) * 1_000;
        if (remaining <= 0) pauseEverything(until, 'points-per-hour');
      }
      // A number of calls where it is small; a quota of an hour has five digits or more.
      const limit = Number(headers['x-ratelimit-limit'] ?? 0);
      if (limit >= 1) endpoints.get(route)?.capped(limit);
      const near = headers['x-ratelimit-nearlimit'] === 'true';
      if (near && clock.now() - toldNearLimit > NEAR_LIMIT_EVERY_MS) {
        toldNearLimit = clock.now();
        emit({ type: 'near-limit', remaining: Number(headers['x-ratelimit-remaining']) });
      }
    },

    succeeded: concurrency.succeeded,
    congested: concurrency.congested,

    unavailable(route, until) {
      endpoints.get(route)?.unavailable(until, 'unavailable');
      emit({ type: 'paused', scope: 'endpoint', reason: 'unavailable', until, route });
    },

    limited(route, error, startedAt, lane) {
      const { scope, resumeAt: until, reason = 'unknown' } = error;
      switch (scope) {
        case 'everything':
          pauseEverything(until, reason);
          return;
        case 'concurrency':
          concurrency.congested(startedAt);
          return;
        case 'issue':
          lane?.pauseUntil(until);
          break;
        case 'endpoint':
          endpoints.get(route)?.limited(until, reason);
      }
      emit({ type: 'paused', scope, reason, until, route });
    },

    get usage() {
      const { running, queued } = limiter.load;
      return {
        pointsThisHour: ledger.spent,
        points: ledger.total,
        concurrency: concurrency.limit,
        running,
        queued,
        paused: gate.closed,
      };
    },
  };
}

function quotaError(route: RouteId, closed: Closed): RateLimitError {
  return new RateLimitError({
    code: 'QUOTA',
    message: `${route}: not sent, ${closed.reason} lasts until ${new Date(closed.until).toISOString()}`,
    remedy: 'Run it again after that time: it resumes.',
    outcome: 'not-sent',
    retryable: true,
    reason: closed.reason,
    scope: 'everything',
    resumeAt: closed.until,
  });
}
