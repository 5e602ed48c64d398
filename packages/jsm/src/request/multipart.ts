import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { BodySource } from '@zdjsm/core';
import type { FileSource } from './call.ts';

/**
 * A multipart body with a part `file` for each file: streamed, its length told beforehand.
 *
 * Written here because form-data-encoder 4.1, which got recommends, garbles chunks of more than 64 KiB
 * that are views into a larger buffer, and Node's streams give such chunks.
 */
export function multipartOf(
  files: readonly FileSource[],
  others: Readonly<Record<string, string>> = {},
): { readonly headers: Readonly<Record<string, string>>; readonly body: BodySource } {
  const boundary = `zdjsm-${randomUUID()}`;
  const head = (disposition: string, type?: string): Buffer =>
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n${type ? `Content-Type: ${type}\r\n` : ''}\r\n`,
    );
  const heads = files.map(({ name, contentType = 'application/octet-stream' }) =>
    head(`name="file"; filename="${escapeName(name)}"`, contentType),
  );
  const fields = Object.entries(others).map(([name, value]) =>
    Buffer.concat([head(`name="${escapeName(name)}"`), Buffer.from(`${value}\r\n`)]),
  );
  const end = Buffer.from(`--${boundary}--\r\n`);

  async function* parts(): AsyncGenerator<Uint8Array> {
    for (const [i, file] of files.entries()) {
      yield heads[i] ?? end;
      yield* (await file.open()) as AsyncIterable<Uint8Array>;
      yield LINE_END;
    }
    yield* fields;
    yield end;
  }

  const length =
    [...heads, ...fields, end].reduce((sum, part) => sum + part.length, 0) +
    files.reduce((sum, file) => sum + file.size + LINE_END.length, 0);
  return {
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': String(length),
      // Without it, Atlassian takes the upload for a forgery (XSRF).
      'x-atlassian-token': 'no-check',
    },
    body: () => Readable.from(parts()),
  };
}

const LINE_END = Buffer.from('\r\n');

/** As browsers do it: https://html.spec.whatwg.org/#multipart-form-data */
const escapeName = (name: string): string =>
  name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
