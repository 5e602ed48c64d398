import {
  type Clock,
  type Exchange,
  redactUrl,
  type TransportAnswer,
  type TransportRequest,
  ZdjsmError,
} from '@zdjsm/core';
import { limitHeaders } from './limit-headers.ts';

/** Runs a request and tells the journal about it, whichever way it ends. */
export async function journalled<T extends TransportAnswer>(
  request: TransportRequest,
  put: (request: TransportRequest) => Promise<T>,
  clock: Clock,
  tell: ((exchange: Exchange) => void) | undefined,
): Promise<T> {
  if (!tell) return await put(request);
  const startedAt = clock.now();
  const facts = {
    at: new Date(startedAt).toISOString(),
    client: 'zoho-desk',
    method: request.method,
    url: redactUrl(request.url),
    attempt: request.attempt,
    requestBytes: typeof request.body === 'string' ? Buffer.byteLength(request.body) : undefined,
  } as const;
  try {
    const answer = await put(request);
    tell({
      ...facts,
      durationMs: clock.now() - startedAt,
      status: answer.status,
      limits: limitHeaders(answer.headers),
      responseBytes: sizeOf(answer),
    });
    return answer;
  } catch (error) {
    const known = ZdjsmError.is(error) ? { code: error.code, outcome: error.outcome } : undefined;
    tell({
      ...facts,
      durationMs: clock.now() - startedAt,
      error: known ?? { code: 'ABORTED', outcome: 'unknown' },
    });
    throw error;
  }
}

function sizeOf(answer: TransportAnswer & { readonly body?: unknown }): number | undefined {
  if (Buffer.isBuffer(answer.body)) return answer.body.length;
  const declared = Number(answer.headers['content-length']);
  return Number.isFinite(declared) ? declared : undefined;
}
