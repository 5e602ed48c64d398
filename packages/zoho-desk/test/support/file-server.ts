import type { IncomingMessage, ServerResponse } from 'node:http';

/** Serves bytes; `cutAt` names after how many bytes each of the first connections breaks. */
export function fileServer(bytes: Buffer, init: { cutAt?: number[]; ranges?: boolean } = {}) {
  const cuts = [...(init.cutAt ?? [])];
  const asked: (string | undefined)[] = [];
  const listener = ({ headers }: IncomingMessage, answer: ServerResponse): void => {
    asked.push(headers.range);
    const start = init.ranges ? Number(/bytes=(\d+)-/.exec(headers.range ?? '')?.[1] ?? 0) : 0;
    const part = bytes.subarray(start);
    answer.writeHead(start > 0 ? 206 : 200, {
      'content-length': part.length,
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment; filename="a.bin"',
      ...(start > 0
        ? { 'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` }
        : {}),
    });
    const cut = cuts.shift();
    if (cut === undefined) answer.end(part);
    else answer.write(part.subarray(0, Math.max(0, cut - start)), () => answer.destroy());
  };
  return { listener, asked };
}
