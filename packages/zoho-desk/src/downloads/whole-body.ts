import { createHash, type Hash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { TransportError } from '@zdjsm/core';
import { DownloadError } from '../errors/zoho-desk-error.ts';
import type { StreamedAnswer } from '../request/pipeline.ts';

/** Opens the file, from byte `start` on where the server can do that. */
export type OpenFrom = (start: number) => Promise<StreamedAnswer>;

/** What was read of a file. */
export interface Digest {
  /** Hexadecimal. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

// A connection that breaks so often in one file will not hold for the rest of it.
const MOST_CUTS = 5;

/**
 * The bytes of a file, whole: when the connection breaks, the rest is fetched with another call. A server
 * that knows no ranges begins again; what is known of the file is then skipped, and checked to be
 * the same.
 */
export async function* wholeBody(
  first: StreamedAnswer,
  openFrom: OpenFrom,
  what: string,
): AsyncGenerator<Buffer, Digest> {
  const hash = createHash('sha256');
  let size = 0;
  let answer = first;
  const expected = sizeOf(first, 0);
  for (let cuts = 0; ; ) {
    const skip = size - startOf(answer);
    try {
      for await (const chunk of after(answer.body, skip, hash, what)) {
        hash.update(chunk);
        size += chunk.length;
        yield chunk;
      }
      if (expected === undefined || size === expected) return { sha256: hash.digest('hex'), size };
      if (size > expected)
        throw changed(what, `it has ${size} bytes, not the announced ${expected}`);
    } catch (error) {
      if (!(error instanceof TransportError) || !error.retryable) throw error;
      if (cuts >= MOST_CUTS) throw error;
    }
    cuts += 1;
    if (cuts > MOST_CUTS) throw changed(what, `only ${size} of ${expected} bytes came`);
    answer = await openFrom(size);
    const now = sizeOf(answer, startOf(answer));
    if (expected !== undefined && now !== undefined && now !== expected) {
      answer.body.destroy();
      throw changed(what, `it had ${expected} bytes, and now has ${now}`);
    }
  }
}

/** The body without its first `skip` bytes, which must be those that were hashed already. */
async function* after(
  body: Readable,
  skip: number,
  known: Hash,
  what: string,
): AsyncGenerator<Buffer> {
  const again = createHash('sha256');
  let left = skip;
  for await (const piece of body as AsyncIterable<Buffer>) {
    const head = piece.subarray(0, left);
    left -= head.length;
    if (head.length > 0) again.update(head);
    if (left > 0) continue;
    if (head.length > 0 && again.digest('hex') !== known.copy().digest('hex')) {
      throw changed(what, 'its beginning is not what it was');
    }
    const rest = piece.subarray(head.length);
    if (rest.length > 0) yield rest;
  }
}

/** The byte with which an answer begins: 0 unless it is a part (206). */
function startOf({ status, headers }: StreamedAnswer): number {
  const range = status === 206 ? /^bytes (\d+)-/.exec(headers['content-range'] ?? '') : null;
  return range ? Number(range[1]) : 0;
}

/** Bytes of the whole file, where the answer says so. */
function sizeOf({ headers }: StreamedAnswer, start: number): number | undefined {
  // The length of packed bytes says nothing about the unpacked ones.
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') return undefined;
  const length = headers['content-length'];
  return length !== undefined && /^\d+$/.test(length) ? start + Number(length) : undefined;
}

function changed(what: string, how: string): DownloadError {
  return new DownloadError({
    code: 'DOWNLOAD_BROKEN',
    message: `${what}: ${how}`,
    remedy: 'Fetch it again. If it stays so, open it in Zoho Desk: the file may be damaged there.',
    retryable: true,
  });
}
