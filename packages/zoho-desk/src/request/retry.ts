import { type Clock, type Random, TransportError, ZdjsmError } from '@zdjsm/core';
import {
  AnswerError,
  CreditsExhaustedError,
  DownloadError,
  ServerError,
  ThrottledError,
  TokenRefreshError,
  ZohoDeskError,
} from '../errors/zoho-desk-error.ts';
import type { ZohoDeskEvent } from '../events.ts';

interface RetryRule {
  /** Tries in all, the first one included. */
  readonly tries: number;
  /** The wait before the second try; it doubles from then on, with jitter. Milliseconds. */
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
}

export type RetryKind = 'network' | 'server' | 'throttled' | 'token';

/** All calls but one read, so repeating them is safe; what is bounded is the patience. */
export const RETRY_RULES: Readonly<Record<RetryKind, RetryRule>> = {
  network: { tries: 6, firstWaitMs: 500, longestWaitMs: 30_000 },
  server: { tries: 5, firstWaitMs: 1_000, longestWaitMs: 30_000 },
  // No Retry-After comes with it; a place is free as soon as another call has ended.
  throttled: { tries: 12, firstWaitMs: 250, longestWaitMs: 15_000 },
  token: { tries: 3, firstWaitMs: 2_000, longestWaitMs: 60_000 },
};

export type RetryRules = Readonly<Record<RetryKind, RetryRule>>;

function kindOf(error: ZdjsmError): RetryKind | undefined {
  if (!error.retryable) return undefined;
  if (error instanceof TransportError) return 'network';
  if (error instanceof ThrottledError) return 'throttled';
  if (error instanceof TokenRefreshError) {
    // A log-in server that is down is a server like any other; a refusal prolongs the lock-out.
    return error.code === 'TOKEN_SERVER' ? 'server' : 'token';
  }
  if (error instanceof ServerError) return 'server';
  if (error instanceof AnswerError || error instanceof DownloadError) return 'network';
  return undefined;
}

/** Runs the work until it succeeds, fails for good, or its kind of failure has used up its tries. */
export async function withRetries<T>(
  work: (attempt: number) => Promise<T>,
  context: {
    readonly clock: Clock;
    readonly random: Random;
    readonly rules: RetryRules;
    readonly emit: (event: ZohoDeskEvent) => void;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<T> {
  const failures = new Map<RetryKind, number>();
  for (let attempt = 1; ; attempt++) {
    try {
      return await work(attempt);
    } catch (error) {
      context.signal?.throwIfAborted();
      if (!(error instanceof ZdjsmError)) throw error;
      // The ledger knows when there are credits again, and lets the next try wait or fail.
      if (error instanceof CreditsExhaustedError && error.retryable) continue;
      const kind = kindOf(error);
      if (!kind) throw error;
      const failed = (failures.get(kind) ?? 0) + 1;
      failures.set(kind, failed);
      const rule = context.rules[kind];
      if (failed >= rule.tries) throw error;
      const waitMs = waitFor(rule, failed, error, context.random);
      context.emit({ type: 'retry', attempt, waitMs, error });
      await context.clock.sleep(waitMs, context.signal);
    }
  }
}

function waitFor(rule: RetryRule, failed: number, error: ZdjsmError, random: Random): number {
  const ceiling = Math.min(rule.longestWaitMs, rule.firstWaitMs * 2 ** (failed - 1));
  // At least half, so that a first retry is not at once; the rest spreads those who fail together.
  const waitMs = ceiling / 2 + random() * (ceiling / 2);
  const asked = error instanceof ZohoDeskError ? (error.retryAfterMs ?? 0) : 0;
  return Math.round(Math.max(waitMs, asked));
}
