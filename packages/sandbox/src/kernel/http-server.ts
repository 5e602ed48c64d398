import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Reply } from './exchange.ts';

export interface HttpServer {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  stop(): Promise<void>;
}

/** Serves on loopback only. Port 0 takes any that is free. */
export async function serveHttp(
  port: number,
  answer: (request: Request) => Promise<Reply>,
): Promise<HttpServer> {
  const server = createServer((incoming, outgoing) => {
    toRequest(incoming)
      .then(answer)
      .then((reply) => send(reply, outgoing))
      .catch((error: unknown) => {
        // A defect of the sandbox, never a vendor's answer: loud, so that no test takes it for one.
        outgoing.writeHead(599, { 'content-type': 'text/plain' });
        outgoing.end(`sandbox defect: ${error instanceof Error ? error.stack : String(error)}`);
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${bound}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function toRequest(incoming: IncomingMessage): Promise<Request> {
  const method = incoming.method ?? 'GET';
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const hasBody = method !== 'GET' && method !== 'HEAD';
  return new Request(`http://${incoming.headers.host}${incoming.url}`, {
    method,
    headers: Object.entries(incoming.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)] as [string, string]],
    ),
    ...(hasBody ? { body: Buffer.concat(chunks) } : {}),
  });
}

async function send(reply: Reply, outgoing: ServerResponse): Promise<void> {
  if (reply.kind === 'hang') return;
  if (reply.kind === 'reset') {
    outgoing.socket?.resetAndDestroy();
    return;
  }
  const { response } = reply;
  const body = Buffer.from(await response.arrayBuffer());
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) outgoing.setHeader(name, value);
  if (reply.kind === 'cut') {
    outgoing.setHeader('content-length', body.length);
    outgoing.write(body.subarray(0, Math.floor(body.length * reply.share)), () => {
      outgoing.socket?.destroy();
    });
    return;
  }
  outgoing.end(response.status === 204 || response.status === 304 ? undefined : body);
}
