import { Readable } from 'node:stream';
import type { Transport, TransportAnswer, TransportRequest } from '@zdjsm/core';
import { createVirtualClock, type VirtualClock } from '@zdjsm/testing';
import {
  createZohoDesk,
  type ZohoDesk,
  type ZohoDeskEvent,
  type ZohoDeskOptions,
} from '../../src/index.ts';

export type Handler = (request: Request) => Response | Promise<Response>;

/** The wire without sockets: what suits a clock whose time passes only when everyone waits. */
export function inMemoryTransport(handler: Handler): Transport {
  const put = async ({ method, url, headers, body, signal }: TransportRequest) => {
    signal?.throwIfAborted();
    const init = typeof body === 'string' ? { method, headers, body } : { method, headers };
    const response = await handler(new Request(url, init));
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers) as TransportAnswer['headers'],
      body: Buffer.from(await response.arrayBuffer()),
    };
  };
  return {
    send: put,
    async open(request) {
      const answer = await put(request);
      return { ...answer, body: Readable.from([answer.body], { objectMode: false }) };
    },
  };
}

export interface Bench {
  readonly zoho: ZohoDesk;
  readonly clock: VirtualClock;
  readonly events: ZohoDeskEvent[];
  readonly requests: Request[];
}

/** A client whose every request goes to the handler. */
export function clientOf(handler: Handler, options: Partial<ZohoDeskOptions> = {}): Bench {
  const clock = createVirtualClock();
  const events: ZohoDeskEvent[] = [];
  const requests: Request[] = [];
  const zoho = createZohoDesk({
    dataCentre: { desk: 'https://desk.test', accounts: 'https://accounts.test' },
    orgId: '4711',
    auth: { accessToken: 'token-1' },
    clock,
    random: () => 0.5,
    onEvent: (event) => events.push(event),
    transport: inMemoryTransport((request) => {
      requests.push(request.clone());
      return handler(request);
    }),
    ...options,
  });
  return { zoho, clock, events, requests };
}

export function json(body: unknown, init: ResponseInit = {}): Response {
  return Response.json(body, init);
}

export const empty = (): Response => new Response(null, { status: 204 });

export function zohoError(
  status: number,
  errorCode: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return json({ errorCode, message: `about ${errorCode}` }, { status, headers });
}
