import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createClock } from '@zdjsm/core';
import { onTestFinished } from 'vitest';
import {
  createJsm,
  type Exchange,
  type Jsm,
  type JsmEvent,
  type JsmOptions,
} from '../src/index.ts';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, or a string that is sent as it is; `reset` breaks the connection. */
  readonly body?: unknown;
  readonly reset?: boolean;
}

export interface ScriptedSite {
  readonly url: string;
  readonly asked: Asked[];
  readonly jsm: Jsm;
  readonly events: JsmEvent[];
  readonly journal: Exchange[];
}

/**
 * A server that answers as the test says, for answers that the sandbox never gives. Time runs a
 * thousand times as fast, so that waits of minutes pass.
 */
export async function scriptedSite(
  answerTo: (asked: Asked, nth: number) => Answer,
  options: Partial<JsmOptions> | ((url: string) => Partial<JsmOptions>) = {},
): Promise<ScriptedSite> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const reply = async (): Promise<void> => {
      const call = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: await text(request),
      };
      asked.push(call);
      const { status = 200, headers = {}, body, reset } = answerTo(call, asked.length);
      if (reset) {
        response.destroy();
        return;
      }
      const isText = typeof body === 'string';
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(body === undefined || isText ? body : JSON.stringify(body));
    };
    void reply();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const events: JsmEvent[] = [];
  const journal: Exchange[] = [];
  const jsm = createJsm({
    site: url,
    gateway: url,
    auth: { email: 'agent@example.com', apiToken: 'hush-token' },
    clock: createClock({ speed: 1_000 }),
    onEvent: (event) => events.push(event),
    onExchange: (exchange) => journal.push(exchange),
    timeoutMs: 500,
    ...(typeof options === 'function' ? options(url) : options),
  });
  return { url, asked, jsm, events, journal };
}
