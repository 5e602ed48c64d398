import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type TransportAnswer, ZdjsmError } from '@zdjsm/core';
import type { Context } from '../client/context.ts';
import type { CallOptions } from '../request/call.ts';
import { type MediaLocation, openMedia, readMediaLocation } from './media-host.ts';

/** An attachment's bytes, as they come. */
export interface OpenedAttachment {
  readonly body: Readable;
  readonly contentType: string | undefined;
  /** Bytes, when the host tells. */
  readonly size: number | undefined;
}

type StreamedAnswer = TransportAnswer & { readonly body: Readable };

/** What a site answers when it is asked for a file: where the bytes are, or the bytes themselves. */
export type LocatedFile = StreamedAnswer & { readonly location: MediaLocation | undefined };

const DOWNLOAD_TRIES = 3;

export async function locateFile(context: Context, answer: StreamedAnswer): Promise<LocatedFile> {
  if (answer.status < 300) return { ...answer, location: undefined };
  // What a redirect says besides its header is of no use, but the connection is.
  await buffer(answer.body);
  return { ...answer, location: readMediaLocation(answer.headers['location'], context.mediaHosts) };
}

/** Opens the bytes where they are; each further try asks for a fresh address. */
export async function openLocated(
  context: Context,
  locate: () => Promise<LocatedFile>,
  options: CallOptions = {},
): Promise<OpenedAttachment> {
  for (let attempt = 1; ; attempt++) {
    const { location, ...direct } = await locate();
    if (!location) return opened(direct);
    direct.body.destroy();
    try {
      return opened(await openMedia(context, location, { attempt, ...options }));
    } catch (error) {
      const again = ZdjsmError.is(error) && error.retryable && attempt < DOWNLOAD_TRIES;
      if (!again) throw error;
      await context.clock.sleep(1_000 * attempt, options.signal);
    }
  }
}

function opened({ body, headers }: Pick<StreamedAnswer, 'body' | 'headers'>): OpenedAttachment {
  const length = headers['content-length'];
  return {
    body,
    contentType: headers['content-type'],
    size: length === undefined ? undefined : Number(length),
  };
}
