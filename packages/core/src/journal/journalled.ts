import { createHash } from 'node:crypto';
import { ZdjsmError } from '../errors/zdjsm-error.ts';
import type { Transport, TransportAnswer, TransportRequest } from '../http/transport.ts';
import { redactUrl } from '../safety/redact.ts';
import type { Clock } from '../time/clock.ts';
import type { Exchange } from './exchange.ts';

/** Who keeps a journal of what. */
export interface Journal {
  readonly client: Exchange['client'];
  readonly clock: Clock;
  /** Headers of an answer that tell of limits, as sent. */
  readonly limitsIn: (headers: TransportAnswer['headers']) => Readonly<Record<string, string>>;
  readonly tell: ((exchange: Exchange) => void) | undefined;
}

/** Runs a request and tells the journal about it, whichever way it ends. */
export async function journalled<T extends TransportAnswer>(
  request: TransportRequest,
  put: (request: TransportRequest) => Promise<T>,
  { client, clock, limitsIn, tell }: Journal,
): Promise<T> {
  if (!tell) return await put(request);
  const startedAt = clock.now();
  const facts = {
    at: new Date(startedAt).toISOString(),
    client,
    method: request.method,
    route: request.route,
    url: redactUrl(request.url),
    attempt: request.attempt,
    requestBytes: bytesSent(request),
    requestSha256: hashOf(request.body),
  } as const;
  try {
    const answer = await put(request);
    const limits = limitsIn(answer.headers);
    tell({
      ...facts,
      status: answer.status,
      durationMs: Math.round(clock.now() - startedAt),
      limits: Object.keys(limits).length > 0 ? limits : undefined,
      traceId: answer.headers['atl-traceid'] ?? answer.headers['x-arequestid'],
      ...bodyReceived(answer),
    });
    return answer;
  } catch (error) {
    const known = ZdjsmError.is(error) ? { code: error.code, outcome: error.outcome } : undefined;
    tell({
      ...facts,
      durationMs: Math.round(clock.now() - startedAt),
      error: known ?? { code: 'ABORTED', outcome: 'unknown' },
    });
    throw error;
  }
}

/** The transport, with a journal of all that it carries; itself where nobody listens. */
export function journalledTransport(transport: Transport, journal: Journal): Transport {
  if (!journal.tell) return transport;
  return {
    send: (request) => journalled(request, (one) => transport.send(one), journal),
    open: (request) => journalled(request, (one) => transport.open(one), journal),
  };
}

function bytesSent({ body, headers }: TransportRequest): number | undefined {
  if (typeof body === 'string') return Buffer.byteLength(body);
  if (body instanceof Uint8Array) return body.length;
  return numberIn(headers['content-length']);
}

function bodyReceived(answer: TransportAnswer & { readonly body?: unknown }) {
  const { body, headers } = answer;
  return Buffer.isBuffer(body)
    ? { responseBytes: body.length, responseSha256: hashOf(body) }
    : { responseBytes: numberIn(headers['content-length']) };
}

function numberIn(header: string | undefined): number | undefined {
  const number = Number(header ?? Number.NaN);
  return Number.isFinite(number) ? number : undefined;
}

function hashOf(body: unknown): string | undefined {
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) return undefined;
  return body.length === 0 ? undefined : createHash('sha256').update(body).digest('hex');
}
