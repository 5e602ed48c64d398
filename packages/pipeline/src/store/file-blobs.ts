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
        const made = await mkdir(dirname(pathOf(sha256)), { recursive: true });
        await rename(draft, pathOf(sha256));
        // The name is on disk before a row speaks of it, not only the bytes.
        await syncFolder(dirname(pathOf(sha256)));
        if (made !== undefined) await syncFolder(folder);
        const blob = { sha256, size, contentType };
        await index.put(blob);
        return blob;
      } catch (error) {
        await rm(draft, { force: true });
        throw explain(error, folder);
      }
    },
    get: (sha256) => index.get(sha256),
    open: (sha256) => readChecked(pathOf(sha256), sha256),
  };
}

/** The bytes as they were written, or an error at the end: a disk may have changed them since. */
async function* readChecked(path: string, sha256: string): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      yield chunk;
    }
  } catch (error) {
    throw isMissing(error) ? unusableBlob('BLOB_LOST', `the store has no file ${sha256}`) : error;
  }
  if (hash.digest('hex') === sha256) return;
  throw unusableBlob('BLOB_DAMAGED', `${path} is not what was staged: its SHA-256 differs`);
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

export function unusableBlob(code: 'BLOB_LOST' | 'BLOB_DAMAGED', message: string): ZdjsmError {
  return new ZdjsmError({
    code,
    message,
    remedy: 'Restore the folder of the store from a backup, or extract the ticket again.',
    outcome: 'not-sent',
  });
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
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
