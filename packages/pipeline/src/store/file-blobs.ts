import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ZdjsmError } from '@zdjsm/core';
import type { Blob, BlobStore } from './store.ts';

/** Which blobs there are. */
export interface BlobIndex {
  get(sha256: string): Promise<Blob | undefined>;
  put(blob: Blob): Promise<void>;
}

/** Files named by the SHA-256 of their bytes: never by anything that the source says. */
export function createFileBlobs(folder: string, index: BlobIndex): BlobStore {
  const pathOf = (sha256: string): string => join(folder, sha256.slice(0, 2), sha256);

  return {
    async write(bytes, contentType) {
      const draft = join(folder, 'incoming', randomUUID());
      await mkdir(dirname(draft), { recursive: true });
      try {
        const { sha256, size } = await writeFile(draft, bytes);
        await mkdir(dirname(pathOf(sha256)), { recursive: true });
        await rename(draft, pathOf(sha256));
        const blob = { sha256, size, contentType };
        await index.put(blob);
        return blob;
      } catch (error) {
        await rm(draft, { force: true });
        throw explain(error, folder);
      }
    },
    get: (sha256) => index.get(sha256),
    open: (sha256) => createReadStream(pathOf(sha256)),
  };
}

async function writeFile(path: string, bytes: AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256');
  let size = 0;
  const file = await open(path, 'wx');
  try {
    for await (const chunk of bytes) {
      hash.update(chunk);
      size += chunk.length;
      await file.write(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), size };
}

function explain(error: unknown, folder: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== 'ENOSPC' && code !== 'EROFS' && code !== 'EACCES') return error;
  return new ZdjsmError({
    code: 'DISK',
    message: `${folder} can't be written to (${code})`,
    remedy:
      'Make room on the disk, or allow writing there; then run the command again: it resumes.',
    outcome: 'not-sent',
    cause: error,
  });
}
