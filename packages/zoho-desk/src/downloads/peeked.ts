import { DownloadError } from '../errors/zoho-desk-error.ts';

/** A stream of which the beginning has been read ahead. */
export interface Peeked<R> {
  readonly start: Buffer;
  /** All of it, the beginning included. */
  readonly whole: AsyncGenerator<Buffer, void>;
  /** What the stream returns at its end. Rejects when it breaks or is left before. */
  readonly result: Promise<R>;
  /** Ends it without reading the rest. */
  abandon(): Promise<void>;
}

/** Reads ahead until `bytes` bytes are there or the stream is over. */
export async function peek<R>(
  source: AsyncGenerator<Buffer, R>,
  bytes: number,
): Promise<Peeked<R>> {
  const chunks: Buffer[] = [];
  let size = 0;
  let ended: { readonly value: R } | undefined;
  while (size < bytes && !ended) {
    const step = await source.next();
    if (step.done) ended = { value: step.value };
    else {
      chunks.push(step.value);
      size += step.value.length;
    }
  }

  const { promise: result, resolve, reject } = Promise.withResolvers<R>();
  // Whoever reads the stream learns there that it broke.
  result.catch(() => {});

  async function* replay(): AsyncGenerator<Buffer, void> {
    try {
      yield* chunks;
      resolve(ended ? ended.value : yield* source);
    } catch (error) {
      reject(error);
      throw error;
    } finally {
      reject(abandoned());
    }
  }

  return {
    start: Buffer.concat(chunks),
    whole: replay(),
    result,
    async abandon() {
      reject(abandoned());
      if (!ended) await source.return(undefined as R);
    },
  };
}

function abandoned(): DownloadError {
  return new DownloadError({
    code: 'DOWNLOAD_ABANDONED',
    message: 'the file was not read to its end',
    remedy: 'Read `body` to its end before you ask for its digest.',
  });
}
