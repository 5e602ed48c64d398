import { Readable } from 'node:stream';
import type { Transport, TransportAnswer, TransportRequest } from '@zdjsm/core';

/** The wire without sockets: a bench of credits counts calls, not milliseconds. */
export function inProcessTransport(handle: (request: Request) => Promise<Response>): Transport {
  const put = async ({ method, url, headers, body }: TransportRequest) => {
    const init = typeof body === 'string' ? { method, headers, body } : { method, headers };
    const response = await handle(new Request(url, init));
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
