import { type Exchange, redactUrl, type TransportAnswer, ZdjsmError } from '@zdjsm/core';
import { limitHeaders } from '../pacing/limit-headers.ts';

/** One attempt, as the journal keeps it. */
export function exchangeOf(attempt: {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly method: string;
  readonly url: URL;
  readonly attempt: number;
  readonly requestBytes: number | undefined;
  readonly answer?: (TransportAnswer & { readonly bytes?: number | undefined }) | undefined;
  readonly error?: unknown;
}): Exchange {
  const { answer, error } = attempt;
  const limits = limitHeaders(answer?.headers ?? {});
  return {
    at: new Date(attempt.startedAt).toISOString(),
    client: 'jsm',
    method: attempt.method,
    url: redactUrl(attempt.url),
    attempt: attempt.attempt,
    status: answer?.status,
    durationMs: Math.round(attempt.endedAt - attempt.startedAt),
    limits: Object.keys(limits).length > 0 ? limits : undefined,
    requestBytes: attempt.requestBytes,
    responseBytes: answer?.bytes,
    error: ZdjsmError.is(error) ? { code: error.code, outcome: error.outcome } : undefined,
  };
}
