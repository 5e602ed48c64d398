import { Readable } from 'node:stream';
import got, { type Got, type Method, RequestError } from 'got';
import { publicLookup } from './public-lookup.ts';
import { TransportError, transportErrorFrom } from './transport-error.ts';

/** A body that can be opened again for each attempt; a stream that was half read can't be resent. */
export type BodySource = () => Readable | Promise<Readable>;

/** One try of a call, before it is sent. */
export interface TransportRequest {
  readonly method: Method;
  readonly url: URL;
  /** The endpoint by the name that its client has for it, without any id: for the journal. */
  readonly route?: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | BodySource | undefined;
  readonly attempt: number;
  /** Instead of the transport's own. */
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Never connects into a private network, whatever the host's name resolves to. Default false. */
  readonly publicOnly?: boolean | undefined;
}

/** What came back: status, headers, and the body as a stream. */
export interface TransportAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** Puts a request on the wire once. No retries, no redirects, no throwing on a status. */
export interface Transport {
  /** The whole answer in memory: for JSON. */
  send(request: TransportRequest): Promise<TransportAnswer & { readonly body: Buffer }>;
  /** The answer as a stream: for files. It must be read to its end or destroyed. */
  open(request: TransportRequest): Promise<TransportAnswer & { readonly body: Readable }>;
}

export interface TransportOptions {
  /** An instance of the caller's own: proxies, agents, certificates. */
  readonly got?: Got | undefined;
  readonly userAgent: string;
  /**
   * From sending to the end of the answer; for an answer that is a stream, the longest silence, as
   * a big file takes as long as it takes. Default 60,000.
   */
  readonly timeoutMs?: number | undefined;
}

const CONNECT_TIMEOUT_MS = 10_000;
const DEFAULT_TIMEOUT_MS = 60_000;

export function createTransport(options: TransportOptions): Transport {
  const instance = (options.got ?? got).extend({
    headers: { 'user-agent': options.userAgent },
    retry: { limit: 0 },
    followRedirect: false,
    throwHttpErrors: false,
  });

  const optionsOf = async (request: TransportRequest, answered: 'whole' | 'streamed') => {
    const { body } = request;
    const limit = request.timeoutMs ?? options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    return {
      method: request.method,
      headers: request.headers,
      timeout: {
        lookup: CONNECT_TIMEOUT_MS,
        connect: CONNECT_TIMEOUT_MS,
        secureConnect: CONNECT_TIMEOUT_MS,
        socket: limit,
        ...(answered === 'whole' ? { request: limit } : { response: limit }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'function' ? await body() : body }),
      ...(request.signal ? { signal: request.signal } : {}),
      ...(request.publicOnly ? { dnsLookup: publicLookup } : {}),
    };
  };

  return {
    async send(request) {
      try {
        const answer = await instance(request.url, {
          ...(await optionsOf(request, 'whole')),
          responseType: 'buffer',
          resolveBodyOnly: false,
        });
        return {
          status: answer.statusCode,
          headers: answer.headers as TransportAnswer['headers'],
          body: Buffer.from(answer.body.buffer, answer.body.byteOffset, answer.body.byteLength),
        };
      } catch (error) {
        throw asTransportError(error, request);
      }
    },

    async open(request) {
      const stream = instance.stream(request.url, await optionsOf(request, 'streamed'));
      return await new Promise((resolve, reject) => {
        stream.once('error', (error) => reject(asTransportError(error, request)));
        stream.once('response', (answer) => {
          const body = Readable.from(readAll(stream, request));
          // A generator that was never started does not clean up after itself.
          body.once('close', () => stream.destroy());
          resolve({
            status: answer.statusCode,
            headers: answer.headers as TransportAnswer['headers'],
            body,
          });
        });
      });
    },
  };
}

async function* readAll(stream: Readable, request: TransportRequest): AsyncGenerator<Buffer> {
  try {
    yield* stream as AsyncIterable<Buffer>;
  } catch (error) {
    throw asTransportError(error, request);
  }
}

function asTransportError(error: unknown, request: TransportRequest): unknown {
  // Returned, not thrown: an error event has nobody who would catch it.
  if (request.signal?.aborted) return request.signal.reason;
  return error instanceof RequestError ? transportErrorFrom(error, request) : error;
}

export { TransportError };
