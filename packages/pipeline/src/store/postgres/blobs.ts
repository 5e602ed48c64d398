import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import type { BlobIndex } from '../file-blobs.ts';
import type { Blob, BlobStore } from '../store.ts';
import type { Reading } from './reading.ts';
import { toText } from './text.ts';

const CHUNK_BYTES = 1024 * 1024;

/** The list of blobs, for the bytes in the database and for those in a shared folder. */
export function createBlobIndex({ query }: Reading, schema: string): BlobIndex {
  return {
    async get(sha256) {
      const [row] = await query({
        name: 'blob',
        text: `SELECT * FROM "${schema}".blobs WHERE sha256 = $1`,
        values: [sha256],
      });
      return row && { sha256, size: Number(row['size']), contentType: String(row['content_type']) };
    },
    put: async (blob) => void (await query(putBlob(schema, blob))),
  };
}

/**
 * Files in the database itself: what shares the store shares them, and one backup holds all. They go
 * through a temporary file where they are large, so that no transaction waits for a slow download.
 */
export function createPostgresBlobs(reading: Reading, schema: string): BlobStore {
  const index = createBlobIndex(reading, schema);
  return {
    async write(bytes, contentType) {
      const draft = await receive(bytes);
      try {
        const blob = { sha256: draft.sha256, size: draft.size, contentType };
        await reading.transaction(async (client) => {
          // Also when the bytes are there already: the one who came first may have named another type.
          const { rowCount } = await client.query(newBlob(schema, blob));
          if (rowCount === 0) return void (await client.query(putBlob(schema, blob)));
          let position = 0;
          for await (const chunk of draft.chunks()) {
            await client.query({
              name: 'put chunk',
              text: `INSERT INTO "${schema}".blob_chunks VALUES ($1, $2, $3)`,
              values: [blob.sha256, position, chunk],
            });
            position += 1;
          }
        });
        return blob;
      } finally {
        await draft.discard();
      }
    },
    get: index.get,
    async *open(sha256) {
      for (let position = 0; ; position += 1) {
        const [row] = await reading.query({
          name: 'chunk',
          text: `SELECT bytes FROM "${schema}".blob_chunks WHERE sha256 = $1 AND position = $2`,
          values: [sha256, position],
        });
        if (!row) return;
        yield row['bytes'] as Uint8Array;
      }
    },
  };
}

const newBlob = (schema: string, { sha256, size, contentType }: Blob): pg.QueryConfig => ({
  name: 'new blob',
  text: `INSERT INTO "${schema}".blobs VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
  values: [sha256, size, toText(contentType)],
});

const putBlob = (schema: string, { sha256, size, contentType }: Blob): pg.QueryConfig => ({
  name: 'put blob',
  text: `INSERT INTO "${schema}".blobs VALUES ($1, $2, $3)
    ON CONFLICT (sha256) DO UPDATE SET content_type = excluded.content_type`,
  values: [sha256, size, toText(contentType)],
});

interface Draft {
  readonly sha256: string;
  readonly size: number;
  chunks(): AsyncIterable<Uint8Array>;
  discard(): Promise<void>;
}

/** Takes the bytes to their end: most files are one chunk, and stay in memory. */
async function receive(bytes: AsyncIterable<Uint8Array>): Promise<Draft> {
  const hash = createHash('sha256');
  const path = join(tmpdir(), `zdjsm-${randomUUID()}`);
  const file = { handle: undefined as Awaited<ReturnType<typeof open>> | undefined };
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let size = 0;
  const discard = async (): Promise<void> => {
    if (file.handle) await rm(path, { force: true });
  };
  try {
    for await (const chunk of bytes) {
      hash.update(chunk);
      size += chunk.length;
      held.push(chunk);
      heldBytes += chunk.length;
      if (heldBytes <= CHUNK_BYTES) continue;
      file.handle ??= await open(path, 'wx', 0o600);
      await file.handle.writeFile(Buffer.concat(held));
      held = [];
      heldBytes = 0;
    }
    if (file.handle) await file.handle.writeFile(Buffer.concat(held));
  } catch (error) {
    await discard();
    throw error;
  } finally {
    await file.handle?.close();
  }
  const whole = async function* (): AsyncGenerator<Uint8Array> {
    yield Buffer.concat(held);
  };
  return {
    sha256: hash.digest('hex'),
    size,
    chunks: () => (file.handle ? createReadStream(path, { highWaterMark: CHUNK_BYTES }) : whole()),
    discard,
  };
}
