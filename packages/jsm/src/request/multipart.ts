import { Readable } from 'node:stream';
import type { BodySource } from '@zdjsm/core';
import { FormDataEncoder } from 'form-data-encoder';
import type { FileSource } from './call.ts';

/** A multipart body with a part `file` for each file: streamed, its length told beforehand. */
export function multipartOf(
  files: readonly FileSource[],
  others: Readonly<Record<string, string>> = {},
): {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: BodySource;
} {
  const encoder = new FormDataEncoder(formOf(files, others));
  return {
    headers: {
      'content-type': encoder.contentType,
      ...(encoder.contentLength ? { 'content-length': encoder.contentLength } : {}),
      // Without it, Atlassian takes the upload for a forgery (XSRF).
      'x-atlassian-token': 'no-check',
    },
    body: () => Readable.from(encoder),
  };
}

type Form = ConstructorParameters<typeof FormDataEncoder>[0];

/** A form as the encoder reads one; a real FormData would want all bytes in memory. */
function formOf(files: readonly FileSource[], others: Readonly<Record<string, string>>): Form {
  const parts = [
    ...files.map((file) => ['file', partOf(file)] satisfies [string, unknown]),
    ...Object.entries(others),
  ];
  const entries = () => parts.values() as ReturnType<Form['entries']>;
  return {
    append: () => {},
    getAll: () => parts.map(([, part]) => part),
    entries,
    [Symbol.iterator]: entries,
    [Symbol.toStringTag]: 'FormData',
  };
}

function partOf(file: FileSource) {
  return {
    name: file.name,
    type: file.contentType ?? 'application/octet-stream',
    size: file.size,
    lastModified: 0,
    async *stream(): AsyncGenerator<Uint8Array> {
      yield* (await file.open()) as AsyncIterable<Uint8Array>;
    },
    [Symbol.toStringTag]: 'File',
  };
}
