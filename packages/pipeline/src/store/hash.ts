import { createHash } from 'node:crypto';
import { ZdjsmError } from '@zdjsm/core';

/** Equal for equal JSON, whatever the order of its keys. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('base64url');
}

function canonicalJson(value: unknown): string {
  try {
    return JSON.stringify(value, (_, part: unknown) =>
      typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    );
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new ZdjsmError({
      code: 'TOO_DEEP',
      message: 'a record is nested too deeply to be read',
      remedy: 'Look at the record in the source. It is parked; all others go on.',
      cause,
    });
  }
}

/** Of a file's bytes, in hexadecimal digits: how blobs are named. */
export const sha256Of = async (bytes: AsyncIterable<Uint8Array>): Promise<string> =>
  (await digestOf(bytes)).sha256;

/** The same, and how many bytes there were. */
export async function digestOf(
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ readonly sha256: string; readonly size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of bytes) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { sha256: hash.digest('hex'), size };
}
