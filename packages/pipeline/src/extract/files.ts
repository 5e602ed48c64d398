import { createHash } from 'node:crypto';
import { htmlToAdf, textToAdf } from '@zdjsm/transform';
import type { FileRef, Message, Ticket } from '../model/helpdesk.ts';
import type { RunContext } from '../run/context.ts';
import { isOfOneRecord } from '../run/stopping-errors.ts';
import { toStoredError } from '../run/stored-error.ts';
import type { FileLocator } from '../source/source.ts';
import type { FileRow } from '../store/store.ts';

export const ownerOf = (ticketId: string): string => `ticket:${ticketId}`;

/** How a file row names an image: by its address, or by a hash where the address is the image itself. */
export function imageSource(src: string): string {
  return src.startsWith('data:') ? `data:${sha256Of(src)}` : src;
}

/** Fetches what a ticket's messages show and carry. A file that can't be had is noted, not fatal. */
export async function extractFiles(context: RunContext, ticket: Ticket): Promise<FileRow[]> {
  const rows: FileRow[] = [];
  const fetched = new Set<string>();
  for (const { source, locator } of filesOf(ticket, context.source.parse.ownsImage)) {
    if (fetched.has(source)) continue;
    fetched.add(source);
    rows.push(await fetchFile(context, { source, locator }));
  }
  return rows;
}

interface Wanted {
  readonly source: string;
  readonly locator: FileLocator;
}

function* filesOf(ticket: Ticket, ownsImage: (src: string) => boolean): Generator<Wanted> {
  const attached = (file: FileRef, message: Message | undefined): Wanted => ({
    source: file.id,
    locator: { ticketId: ticket.id, message, file },
  });
  for (const file of ticket.files) yield attached(file, undefined);
  for (const message of [ticket.opening, ...ticket.messages]) {
    for (const file of message.files) yield attached(file, message);
    for (const image of imagesIn(message)) {
      if (!image.startsWith('data:') && !ownsImage(image)) continue;
      yield { source: imageSource(image), locator: { ticketId: ticket.id, message, image } };
    }
  }
}

/** Asked of the document that will be written, so that nothing is fetched that nobody would see. */
function imagesIn({ body }: Message): string[] {
  const { doc: _, ...found } =
    body.format === 'text' ? { ...textToAdf(body.content), images: [] } : htmlToAdf(body.content);
  return found.images.map((image) => image.src);
}

async function fetchFile(context: RunContext, { source, locator }: Wanted): Promise<FileRow> {
  const { store, signal } = context;
  const owner = ownerOf(locator.ticketId);
  try {
    const { body, contentType } = locator.image?.startsWith('data:')
      ? decodeDataUri(locator.image)
      : await context.source.openFile(locator, { signal });
    const { sha256 } = await store.blobs.write(body, contentType);
    return { owner, source, sha256, error: undefined };
  } catch (error) {
    if (signal.aborted || !isOfOneRecord(error)) throw error;
    return { owner, source, sha256: undefined, error: toStoredError(error) };
  }
}

function decodeDataUri(uri: string): { body: AsyncIterable<Uint8Array>; contentType: string } {
  const [, type = '', base64, data = ''] = /^data:([^;,]*)[^,]*?(;base64)?,(.*)$/s.exec(uri) ?? [];
  const bytes = base64 ? Buffer.from(data, 'base64') : Buffer.from(decodeURIComponent(data));
  return { body: one(bytes), contentType: type || 'application/octet-stream' };
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');
