import { ZdjsmError } from '@zdjsm/core';
import {
  AtlassianError,
  AuthenticationError,
  NotFoundError,
  ServerError,
} from '../errors/atlassian-error.ts';
import { RateLimitError } from '../errors/rate-limit-error.ts';
import type { IssueLane } from '../pacing/issue-lanes.ts';
import type { Route } from '../routes/route.ts';
import type { KnownRoute } from '../routes/routes.ts';
import type { Attempt } from './attempt.ts';
import type { Probe } from './call.ts';
import type { Runtime } from './runtime.ts';
import { settle } from './settle.ts';

export interface Work<Answer> {
  readonly route: KnownRoute;
  readonly facts: Route<unknown>;
  readonly once: (attempt: Attempt) => Promise<Answer>;
  readonly probe?: Probe<Answer> | undefined;
  /** What a DELETE gives when it turns out that it had worked already. */
  readonly whenGone?: (() => Answer) | undefined;
  readonly lane?: IssueLane | undefined;
  readonly signal: AbortSignal | undefined;
}

const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 30_000;

/**
 * Sends until there is an answer that counts. What happens after a failure depends on what is known:
 *
 * - refused by a limit: it waits at that limit and goes again; a quota does not count as a try;
 * - refused for another reason: it is thrown, but for a token that can be renewed;
 * - not sent, or not known but harmless to repeat: again, after a pause;
 * - not known and not harmless: the target is asked first, and its answer is adopted.
 */
export async function persist<Answer>(runtime: Runtime, work: Work<Answer>): Promise<Answer> {
  const { pacer, authorization } = runtime;
  const { route, facts, signal } = work;
  let tries = 0;
  let renewed = false;
  let mayHaveHappened = false;

  for (let number = 1; ; number++) {
    await work.lane?.ready(signal, route);
    const attempt: Attempt = { number, signal, sent: false, startedAt: 0, authorization: '' };
    let error: ZdjsmError;
    try {
      const answer = await pacer.run(route, facts, () => work.once(attempt), signal);
      pacer.succeeded();
      return answer;
    } catch (failure) {
      signal?.throwIfAborted();
      if (!isOurs(failure)) throw failure;
      error = failure;
    } finally {
      if (attempt.sent) work.lane?.wrote();
    }

    if (error instanceof RateLimitError) {
      if (!attempt.sent) throw error;
      pacer.limited(route, error, attempt.startedAt, work.lane);
      if (error.scope === 'everything') continue;
    } else if (attempt.sent && error instanceof AuthenticationError && !renewed) {
      renewed = await authorization.renew(attempt.authorization, signal);
      if (!renewed) throw error;
      continue;
    } else {
      const outcome = attempt.sent ? error.outcome : 'not-sent';
      if (mayHaveHappened && work.whenGone && error instanceof NotFoundError) {
        return work.whenGone();
      }
      if (outcome === 'rejected' || (outcome === 'not-sent' && !error.retryable)) throw error;
      if (isCongestion(error)) pacer.congested(attempt.startedAt);
      if (isUnavailable(error)) {
        pacer.unavailable(route, runtime.clock.now() + (error.retryAfterMs ?? 0));
      }
      if (outcome === 'unknown') mayHaveHappened = true;
      if (outcome === 'unknown' && work.probe) {
        const found = await settle(runtime, work.probe, { route, error, signal });
        if (found !== undefined) return found;
      }
    }

    tries += 1;
    if (tries >= runtime.maxAttempts) throw error;
    const pause = pauseAfter(runtime, work, error, tries);
    runtime.emit({ type: 'retry', route, attempt: number, code: error.code, afterMs: pause });
    await runtime.clock.sleep(pause, signal);
  }
}

const isOurs = (error: unknown): error is ZdjsmError => ZdjsmError.is(error);

const isCongestion = (error: ZdjsmError): boolean =>
  error.code === 'TIMEOUT' || (error instanceof ServerError && error.status === 503);

const isUnavailable = (error: ZdjsmError): error is ServerError =>
  error instanceof ServerError && error.status === 503 && (error.retryAfterMs ?? 0) > 0;

function pauseAfter(
  runtime: Runtime,
  { lane }: Pick<Work<unknown>, 'lane'>,
  error: ZdjsmError,
  tries: number,
): number {
  if (!(error instanceof RateLimitError)) return backoff(runtime, error, tries);
  // The endpoint and the issue's lane make it wait themselves.
  const isHeld = error.scope === 'endpoint' || (error.scope === 'issue' && lane !== undefined);
  return isHeld ? 0 : Math.max(0, error.resumeAt - runtime.clock.now());
}

/** Doubles, with jitter, and is never shorter than the server asks for. */
function backoff(runtime: Runtime, error: ZdjsmError, tries: number): number {
  const jitter = 0.7 + 0.6 * runtime.random();
  const doubled = Math.min(FIRST_BACKOFF_MS * 2 ** (tries - 1), LONGEST_BACKOFF_MS) * jitter;
  const asked = error instanceof AtlassianError ? (error.retryAfterMs ?? 0) : 0;
  return Math.max(doubled, asked * (1 + 0.1 * runtime.random()));
}
