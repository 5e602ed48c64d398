import { createHash } from 'node:crypto';
import { ZdjsmError } from '@zdjsm/core';
import { htmlToAdf, textToAdf } from '@zdjsm/transform';
import type { FileRef, Message, Ticket } from '../model/helpdesk.ts';
import type { RunContext } from '../run/context.ts';
import { isOfOneRecord } from '../run/stopping-errors.ts';
import { toStoredError } from '../run/stored-error.ts';
import type { FileLocator, OpenedFile } from '../source/source.ts';
import { hashOf } from '../store/hash.ts';
import type { Blob, FileRow } from '../store/store.ts';

const MOST_VERSIONS = 3;
const MOST_TRIES = 3;
const RETRY_AFTER_MS = 2_000;

export const ownerOf = (ticketId: string): string => `ticket:${ticketId}`;

/** How a file row names an image: by its address, or by a hash where the address is the image itself. */
export function imageSource(src: string): string {
  return src.startsWith('data:') ? `data:${sha256Of(src)}` : src;
}

/** How a row names an image that never came: those that did are named by their content. */
export const missingImageId = (source: string): string => hashOf(source);

/**
 * Fetches what a ticket's messages show and carry, but for what an earlier reading has fetched: files
 * never change. One that can't be had is noted, not fatal.
 */
export async function extractFiles(context: RunContext, ticket: Ticket): Promise<FileRow[]> {
  const rows: FileRow[] = [];
  const earlier = await context.store.staging.files(ownerOf(ticket.id));
  const fetched = new Set(earlier.flatMap(({ source, sha256 }) => (sha256 ? [source] : [])));
  for (const { source, locator } of filesOf(ticket, context.source.parse.ownsImage)) {
    if (fetched.has(source)) continue;
    fetched.add(source);
    rows.push(await fetchFile(context, { source, locator }));
  }
  return rows;
}

/** Tries again what could not be had: the source's names of files, by ticket. */
export async function fetchFilesAgain(
  context: RunContext,
  missing: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<void> {
  const { store, source, signal } = context;
  for (const [ticketId, sources] of missing) {
    signal.throwIfAborted();
    const staged = await store.staging.get('ticket', ticketId);
    if (!staged) continue;
    const ticket = source.parse.ticket(staged.payload);
    const again = filesOf(ticket, source.parse.ownsImage).filter((f) => sources.has(f.source));
    const fetched = new Map<string, FileRow>();
    for (const wanted of again) {
      if (fetched.has(wanted.source)) continue;
      fetched.set(wanted.source, await fetchFile(context, wanted));
    }
    await store.commit({ files: [...fetched.values()] });
  }
}

/** The messages that show or carry one of these files; undefined stands for the ticket's own text. */
export function messagesWith(
  ticket: Ticket,
  sources: ReadonlySet<string>,
  ownsImage: (src: string) => boolean,
): ReadonlySet<Message | undefined> {
  const found = filesOf(ticket, ownsImage).filter(({ source }) => sources.has(source));
  return new Set(
    [...found].map(({ locator: { message } }) =>
      message === ticket.opening ? undefined : message,
    ),
  );
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
  return await fetchInto(context, {
    owner: ownerOf(locator.ticketId),
    source,
    file: locator.file,
    image: locator.image,
    open: () => context.source.openFile(locator, { signal: context.signal }),
  });
}

/** A file or an image of any record. */
export interface FileToFetch {
  readonly owner: string;
  readonly source: string;
  readonly file: FileRef | undefined;
  readonly image: string | undefined;
  open(): Promise<OpenedFile>;
}

/** Brings it into the store. What can't be had is noted, not fatal. */
export async function fetchInto(context: RunContext, wanted: FileToFetch): Promise<FileRow> {
  const { owner, source } = wanted;
  const { signal, clock } = context;
  for (let attempt = 1; ; attempt++) {
    try {
      const { sha256, contentType } = await fetchBytes(context, wanted);
      return { owner, source, sha256, contentType, error: undefined };
    } catch (error) {
      if (signal.aborted || !isOfOneRecord(error)) throw error;
      // A page that stands in for the file may be gone in a moment: proxies and log-ins have them.
      const mayPass = ZdjsmError.is(error) && error.code === 'NOT_A_FILE';
      if (!mayPass || attempt >= MOST_TRIES) {
        return { owner, source, sha256: undefined, error: toStoredError(error) };
      }
    }
    await clock.sleep(RETRY_AFTER_MS * attempt, signal);
  }
}

/**
 * The announced size is to be believed only after the download, and so is the download where the sizes
 * differ: what comes twice is the file.
 */
async function fetchBytes(context: RunContext, wanted: FileToFetch): Promise<Blob> {
  const announced = wanted.file?.size;
  const others = new Set<string>();
  for (;;) {
    const blob = await fetchOnce(context, wanted);
    if (announced === undefined || blob.size === announced || others.has(blob.sha256)) return blob;
    others.add(blob.sha256);
    if (others.size >= MOST_VERSIONS) throw neverTheSame(wanted, announced);
  }
}

async function fetchOnce(context: RunContext, { image, open }: FileToFetch): Promise<Blob> {
  const { body, contentType } = image?.startsWith('data:') ? decodeDataUri(image) : await open();
  return await context.store.blobs.write(body, contentType);
}

function neverTheSame({ file }: FileToFetch, announced: number): ZdjsmError {
  return new ZdjsmError({
    code: 'SIZE_DIFFERS',
    message: `${file?.name}: not the announced ${announced} bytes, and others each time`,
    remedy: 'Open it in the helpdesk; run `zdjsm retry` once it opens there.',
  });
}

function decodeDataUri(uri: string): { body: AsyncIterable<Uint8Array>; contentType: string } {
  const [, type = '', base64, data = ''] = /^data:([^;,]*)[^,]*?(;base64)?,(.*)$/s.exec(uri) ?? [];
  const bytes = base64 ? Buffer.from(data, 'base64') : percentDecoded(data);
  return { body: one(bytes), contentType: type || 'application/octet-stream' };
}

function percentDecoded(text: string): Buffer {
  try {
    return Buffer.from(decodeURIComponent(text));
  } catch (cause) {
    throw new ZdjsmError({
      code: 'DATA_URI',
      message: `an image that is part of its own address can't be decoded (${text.length} characters)`,
      remedy: 'Open the message in the helpdesk: it can show no such image either.',
      cause,
    });
  }
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');
