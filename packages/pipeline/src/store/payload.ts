import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';

/** Raw records are mostly HTML and repeat themselves: compressed, a large helpdesk fits on a laptop. */
export function packPayload(payload: unknown): Uint8Array {
  return zstdCompressSync(JSON.stringify(payload));
}

export function unpackPayload(bytes: Uint8Array): unknown {
  return JSON.parse(zstdDecompressSync(bytes).toString('utf8'));
}
