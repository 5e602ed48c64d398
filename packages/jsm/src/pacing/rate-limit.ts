import {
  type Clock,
  parseRetryAfter,
  type Random,
  type RequestSummary,
  type TransportAnswer,
} from '@zdjsm/core';
import { RateLimitError } from '../errors/rate-limit-error.ts';
import { limitHeaders } from './limit-headers.ts';
import { type LimitScope, reactionTo } from './reasons.ts';

type Headers = TransportAnswer['headers'];

// Where the answer does not say when: Atlassian's recipe begins with 2 s and doubles up to 30 s.
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 30_000;

const REMEDIES: Readonly<Record<LimitScope, string>> = {
  endpoint: 'Nothing: the client slows this endpoint down. If it happens often, others use it too.',
  issue: 'Nothing: the client spaces the writes to this issue.',
  concurrency: 'Nothing: the client makes fewer calls at once.',
  everything:
    'Wait until the time that is named; the run can be stopped and resumed. A quota is shared by all that use this account or app.',
};

/** Reads a 429. The body is not looked at: what it holds is not documented, and may be HTML. */
export function rateLimitFrom(
  request: RequestSummary,
  headers: Headers,
  context: { readonly clock: Clock; readonly random: Random },
): RateLimitError {
  const reason = headers['ratelimit-reason'];
  const { scope, spread } = reactionTo(reason);
  const now = context.clock.now();
  const pause = pauseOf(headers, scope, request.attempt, now);
  const resumeAt = Math.ceil(now + pause * (1 + spread * context.random()));
  return new RateLimitError({
    code: scope === 'everything' ? 'QUOTA' : 'RATE_LIMIT',
    message: `${request.method} ${request.url}: 429 ${reason ?? 'without a reason'}, until ${new Date(resumeAt).toISOString()}`,
    remedy: REMEDIES[scope],
    outcome: 'rejected',
    retryable: true,
    status: 429,
    request,
    answer: { messages: [], fields: {}, limits: limitHeaders(headers) },
    reason,
    scope,
    resumeAt,
  });
}

/** Never less than the server asks for; for a quota, until it comes back. */
function pauseOf(headers: Headers, scope: LimitScope, attempt: number, now: number): number {
  const retryAfter = parseRetryAfter(headers['retry-after'], now);
  if (scope !== 'everything' && retryAfter !== undefined) return retryAfter;
  // Also the floor below a reset that has passed already: clocks differ.
  const backoff = Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS);
  // Also seen without seconds: `2026-03-26T16:00Z`.
  const reset = Date.parse(headers['x-ratelimit-reset'] ?? '');
  return Math.max(retryAfter ?? backoff, Number.isNaN(reset) ? 0 : reset - now);
}
