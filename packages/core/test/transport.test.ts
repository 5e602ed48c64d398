import { createServer, type RequestListener } from 'node:http';
import { Agent } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import got from 'got';
import { afterEach, expect, test } from 'vitest';
import { createTransport, isPrivateAddress, TransportError } from '../src/index.ts';

const stops: (() => void)[] = [];

afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** A real server: no mock of the wire behaves like it. */
async function serve(listener: RequestListener): Promise<URL> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/path?token=hush`);
}

const transport = createTransport({ userAgent: 'test', timeoutMs: 300 });
const get = (url: URL) => ({ method: 'GET', url, headers: {}, attempt: 1 }) as const;

async function failure(promise: Promise<unknown>): Promise<TransportError> {
  return await promise.then(
    () => expect.fail('it did not fail'),
    (error: unknown) => {
      expect(error).toBeInstanceOf(TransportError);
      return error as TransportError;
    },
  );
}

test('answers of every status come back as they are, and redirects are not followed', async () => {
  const url = await serve((_, answer) => {
    answer.writeHead(303, { location: 'http://elsewhere.invalid/' }).end('see there');
  });
  const answer = await transport.send(get(url));
  expect(answer.status).toBe(303);
  expect(answer.headers.location).toBe('http://elsewhere.invalid/');
  expect(answer.body.toString()).toBe('see there');
});

test('a body is opened again for each attempt', async () => {
  const url = await serve((request, answer) => request.pipe(answer));
  const body = () => Readable.from(['one ', 'two']);
  for (const attempt of [1, 2]) {
    const answer = await transport.send({ ...get(url), method: 'POST', body, attempt });
    expect(answer.body.toString()).toBe('one two');
  }
});

test('a stream carries the answer, and its error when it is cut', async () => {
  const whole = await serve((_, answer) => answer.end('all of it'));
  expect(await text((await transport.open(get(whole))).body)).toBe('all of it');
  const broken = await serve((_, answer) => {
    answer.writeHead(200, { 'content-length': '100' });
    answer.write('some', () => answer.destroy());
  });
  const { body } = await transport.open(get(broken));
  expect((await failure(text(body))).outcome).toBe('unknown');
});

test('a stream may take longer than the time-out, as long as it is not silent', async () => {
  const drip = await serve(async (_, answer) => {
    answer.writeHead(200);
    for (let i = 0; i < 4; i++) {
      answer.write('drop ');
      await new Promise((resolve) => setTimeout(resolve, 120));
    }
    answer.end();
  });
  expect(await text((await transport.open(get(drip))).body)).toBe('drop drop drop drop ');
  const silent = await serve((_, answer) => {
    answer.writeHead(200);
    answer.write('drop ');
  });
  const { body } = await transport.open(get(silent));
  expect((await failure(text(body))).code).toBe('TIMEOUT');
});

test('a stream that is destroyed before it was read lets go of the connection', async () => {
  const left = Promise.withResolvers<void>();
  const url = await serve((request, answer) => {
    request.socket.once('close', () => left.resolve());
    answer.writeHead(200);
    answer.write('some');
  });
  (await transport.open(get(url))).body.destroy();
  await left.promise;
});

test('what was never connected was not sent', async () => {
  const error = await failure(transport.send(get(new URL('http://127.0.0.1:1/'))));
  expect(error).toMatchObject({ code: 'NETWORK', outcome: 'not-sent', retryable: true });
  expect(error.remedy).toContain('Nothing listens');
});

test.each([
  ['a reset', (socket: { destroy(): void }) => socket.destroy()],
  ['silence', () => {}],
])('%s after sending leaves the outcome unknown', async (_, misbehave) => {
  const url = await serve((request) => misbehave(request.socket));
  const error = await failure(transport.send({ ...get(url), method: 'POST', body: '{}' }));
  expect(error.outcome).toBe('unknown');
});

test('behind a proxy that lets nothing through, nothing was sent; its password is in no error', async () => {
  const asked: string[] = [];
  const proxy = createServer();
  proxy.on('connect', ({ url = '' }, socket) => {
    asked.push(url);
    socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  stops.push(() => proxy.close());
  const { port } = proxy.address() as AddressInfo;
  // What NODE_USE_ENV_PROXY=1 makes of the environment's variables.
  const https = new Agent({ proxyEnv: { HTTPS_PROXY: `http://ann:hush@127.0.0.1:${port}` } });
  const behind = createTransport({ userAgent: 'test', got: got.extend({ agent: { https } }) });
  const error = await failure(behind.send(get(new URL('https://desk.zoho.example/'))));
  expect(error).toMatchObject({ code: 'NETWORK', outcome: 'not-sent', retryable: true });
  expect(error.remedy).toContain('HTTPS_PROXY');
  expect(JSON.stringify([error.message, error])).not.toContain('hush');
  expect(asked).toEqual(['desk.zoho.example:443']);
});

test('secrets of the URL are not in the error', async () => {
  const url = await serve((request) => request.socket.destroy());
  url.password = 'hunter2';
  const error = await failure(transport.send(get(url)));
  expect(`${error.message} ${JSON.stringify(error.request)}`).not.toMatch(/hush|hunter2/);
  expect(error.request?.url).toContain('/path');
});

test.each(['send', 'open'] as const)(
  'an aborted %s throws the reason that was given',
  async (how) => {
    const url = await serve(() => {});
    const stop = new AbortController();
    const pending = transport[how]({ ...get(url), signal: stop.signal });
    stop.abort(new Error('the user stopped it'));
    await expect(pending).rejects.toThrow('the user stopped it');
  },
);

test('a name that leads into a private network is refused when it is connected to', async () => {
  let connections = 0;
  const url = await serve((_, answer) => {
    connections += 1;
    answer.end('reached');
  });
  url.hostname = 'localhost';
  for (const ask of [transport.send, transport.open]) {
    const error = await failure(ask({ ...get(url), publicOnly: true }));
    expect(error).toMatchObject({
      code: 'PRIVATE_ADDRESS',
      outcome: 'not-sent',
      retryable: false,
      message: expect.not.stringContaining('hush'),
    });
  }
  expect(connections).toBe(0);
});

test.each([
  ['127.0.0.1', true],
  ['10.255.0.1', true],
  ['172.31.255.255', true],
  ['172.32.0.1', false],
  ['100.64.0.1', true],
  ['169.254.169.254', true],
  ['255.255.255.255', true],
  ['8.8.8.8', false],
  ['[::1]', true],
  ['[::ffff:10.0.0.1]', true],
  ['[64:ff9b::7f00:1]', true],
  ['[fd12::1]', true],
  ['fe80::1', true],
  ['[2606:4700::1111]', false],
  ['a.name', false],
])('%s is private: %s', (host, isPrivate) => {
  expect(isPrivateAddress(host)).toBe(isPrivate);
});
