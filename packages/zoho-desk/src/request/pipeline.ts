import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import {
  type Clock,
  type Exchange,
  type Journal,
  journalled,
  type Random,
  type Secret,
  type TellWait,
  type Transport,
  type TransportAnswer,
  TransportError,
} from '@zdjsm/core';
import type { TokenSource } from '../auth/token-source.ts';
import type { CreditLedger, Reservation } from '../credits/ledger.ts';
import { errorFromAnswer } from '../errors/error-from-answer.ts';
import { CreditsExhaustedError, ThrottledError } from '../errors/zoho-desk-error.ts';
import type { ZohoDeskEvent } from '../events.ts';
import type { Call, Wire } from './call.ts';
import type { Concurrency } from './concurrency.ts';
import type { HostGuard } from './host-guard.ts';
import { limitHeaders } from './limit-headers.ts';
import { type RetryRules, withRetries } from './retry.ts';

export type WholeAnswer = TransportAnswer & { readonly body: Buffer };
export type StreamedAnswer = TransportAnswer & { readonly body: Readable };

/**
 * What every call goes through: credits, a place among the simultaneous calls, the token, the wire,
 * the books, and another try where that can help. Answers have a status below 400; others throw.
 */
export interface Pipeline {
  /** What can't be decoded is an answer that can't be used, and is asked for again. */
  send<R>(call: Call, decode: (answer: WholeAnswer) => R): Promise<R>;
  /** The call keeps its place until the body has ended or was destroyed. */
  open(call: Call): Promise<StreamedAnswer>;
}

export interface PipelineDependencies {
  readonly transport: Transport;
  readonly tokens: TokenSource;
  readonly ledger: CreditLedger;
  readonly concurrency: Concurrency;
  readonly guard: HostGuard;
  readonly orgId: string | undefined;
  readonly clock: Clock;
  readonly random: Random;
  readonly retry: RetryRules;
  readonly emit: (event: ZohoDeskEvent) => void;
  readonly onExchange: ((exchange: Exchange) => void) | undefined;
  readonly tellWait: TellWait;
}

// On every answer. Source: "Ratelimit Response Headers" of the Desk API's reference.
const CHARGED = 'x-rate-limit-request-weight-v3';
const REMAINING = 'x-rate-limit-remaining-v3';
// What older notes name, and Zoho CRM sends.
const REMAINING_IN_OLDER_NOTES = 'x-api-credits-remaining';

export function createPipeline(dependencies: PipelineDependencies): Pipeline {
  const { transport, tokens, ledger, concurrency, guard, orgId, clock, emit, tellWait } =
    dependencies;
  const surprises = new Set<string>();
  const journal: Journal = {
    client: 'zoho-desk',
    clock,
    limitsIn: limitHeaders,
    tell: dependencies.onExchange,
  };

  const headersFor = (call: Call, token: Secret | undefined): Record<string, string> => ({
    accept: 'application/json',
    ...call.headers,
    ...(token ? { authorization: `Zoho-oauthtoken ${token.reveal()}` } : {}),
    ...(token && orgId !== undefined && !call.withoutOrg ? { orgId } : {}),
  });

  const book = (call: Call, answer: TransportAnswer, reservation: Reservation): void => {
    const charged = numberIn(answer.headers[CHARGED]);
    reservation.settle({
      // Whether a refused call is charged is not documented; the next answer's balance tells.
      charged: charged ?? (answer.status === 429 ? 0 : call.price),
      remaining: numberIn(answer.headers[REMAINING] ?? answer.headers[REMAINING_IN_OLDER_NOTES]),
    });
    if (charged !== undefined && charged !== call.price && answer.status < 400) {
      if (surprises.has(call.route)) return;
      surprises.add(call.route);
      emit({ type: 'price-differs', route: call.route, expected: call.price, charged });
    }
  };

  /** Sends once, and once more where the token turns out to be stale. */
  const exchange = async <T extends TransportAnswer>(
    call: Call,
    attempt: number,
    wire: Wire<T, unknown>,
    reservation: Reservation,
  ): Promise<T> => {
    const { method, url, body, signal } = call;
    const withToken = guard.owns(url) && !call.anonymous;
    for (let renewed = false; ; renewed = true) {
      const token = withToken ? await tokens.get(signal) : undefined;
      const headers = headersFor(call, token);
      const publicOnly = !guard.owns(url);
      const sent = { method, url, route: call.route, headers, body, attempt, signal };
      const request = { ...sent, publicOnly };
      const answer = await journalled(request, wire.put, journal);
      const stale = answer.status === 401 && token && !renewed && tokens.reject(token);
      if (!stale) book(call, answer, reservation);
      if (answer.status < 400) return answer;
      const document = await wire.read(answer);
      if (!stale) throw errorFromAnswer(answer, document, { ...call, attempt }, clock.now());
    }
  };

  const run = <T extends TransportAnswer, R>(call: Call, wire: Wire<T, R>): Promise<R> =>
    withRetries(
      async (attempt) => {
        const begun = clock.now();
        const reservation = await ledger.reserveFor(call.price, call.signal);
        tellWait('credits', call.route, begun);
        const reserved = clock.now();
        const { promise, resolve, reject } = Promise.withResolvers<R>();
        concurrency
          .run(async (running) => {
            tellWait('slot', call.route, reserved);
            try {
              const answer = await exchange(call, attempt, wire, reservation);
              running.succeeded();
              resolve(wire.decode(answer));
              await wire.done(answer);
            } catch (error) {
              if (error instanceof ThrottledError) running.throttled();
              if (error instanceof CreditsExhaustedError) ledger.exhausted(error.retryAfterMs);
              const unsure = error instanceof TransportError && error.outcome === 'unknown';
              reservation.settle({ charged: unsure ? call.price : 0 });
              reject(error);
            }
          }, call.signal)
          .catch((error: unknown) => {
            reservation.settle({ charged: 0 });
            reject(error);
          });
        return await promise;
      },
      { ...dependencies, rules: dependencies.retry, signal: call.signal },
    );

  return {
    send: (call, decode) =>
      run(call, {
        put: transport.send,
        decode,
        read: async ({ body }) => body,
        done: async () => {},
      }),
    open: (call) =>
      run(call, {
        put: transport.open,
        decode: (answer) => answer,
        read: ({ body }) => readStart(body),
        // How the stream ends is for whoever reads it; here it matters that it has ended.
        done: ({ body }) => finished(body).catch(() => {}),
      }),
  };
}

// An error document is short; what is longer is a page of something else.
const LONGEST_DOCUMENT = 64 * 1024;

async function readStart(body: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= LONGEST_DOCUMENT) break;
  }
  return Buffer.concat(chunks);
}

function numberIn(header: string | undefined): number | undefined {
  return header !== undefined && /^\d+$/.test(header.trim()) ? Number(header) : undefined;
}
