import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { ZdjsmError } from '@zdjsm/core';

// A damaged page of the disk is noticed when it is read, not in what was migrated.
const WITH_CHECKSUM = { params: { [constants.ZSTD_c_checksumFlag]: 1 } };

/** Raw records are mostly HTML and repeat themselves: compressed, a large helpdesk fits on a laptop. */
export function packPayload(payload: unknown): Uint8Array {
  return zstdCompressSync(JSON.stringify(payload), WITH_CHECKSUM);
}

export function unpackPayload(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(zstdDecompressSync(bytes).toString('utf8'));
  } catch (cause) {
    throw new ZdjsmError({
      code: 'STORE_CORRUPT',
      message: 'a staged record of the store can not be read: the disk has changed it',
      remedy: 'Restore the folder from a backup, or begin a new one and extract again.',
      outcome: 'not-sent',
      cause,
    });
  }
}
