import { Readable } from 'node:stream';
import { redactUrl } from '@zdjsm/core';
import type { Behaviour } from '../behaviour.ts';
import { FLAT_PRICES } from '../credits/prices.ts';
import { errorDocument } from '../errors/error-from-answer.ts';
import { DownloadError, NotFoundError, ValidationError } from '../errors/zoho-desk-error.ts';
import type { Id } from '../records.ts';
import type { CallOptions } from '../request/api.ts';
import type { HostGuard } from '../request/host-guard.ts';
import type { Pipeline, StreamedAnswer } from '../request/pipeline.ts';
import { pathOf } from '../request/route.ts';
import { MESSAGE_ROUTES as routes } from '../routes/messages.ts';
import { fileNameIn } from './content-disposition.ts';
import { contentTypeOf, SNIFFED_BYTES } from './content-type.ts';
import { type ImageContext, imageAddresses } from './inline-image.ts';
import { peek } from './peeked.ts';
import { type Digest, wholeBody } from './whole-body.ts';

/**
 * What to fetch: an attachment's `href`, its ids where a record has none, or the `src` of an image with
 * where it was found.
 */
export type DownloadSource =
  | { readonly href: string; readonly name?: string | undefined }
  | AttachmentPlace
  | ({ readonly image: string } & ImageContext);

/** An attachment of a ticket, of one of its threads, or of one of its comments. */
export interface AttachmentPlace {
  readonly ticketId: Id;
  readonly threadId?: Id | undefined;
  readonly commentId?: Id | undefined;
  readonly attachmentId: Id;
  readonly name?: string | undefined;
}

/** A file under way. */
export interface Download {
  /** Read it to its end, or destroy it: until then the call keeps its place among the simultaneous ones. */
  readonly body: Readable;
  readonly name: string | undefined;
  /** By the bytes, not by the server's word alone. */
  readonly contentType: string;
  /** Bytes, where the server says so beforehand. */
  readonly size: number | undefined;
  /** Resolves when all bytes have been read; rejects when they can't be. */
  readonly done: Promise<Digest>;
}

/** Attachments and inline images. */
export interface Downloads {
  /**
   * Opens a file. The token goes to the org's own host only, redirects included. Throws
   * ForeignHostError for what is not Zoho's, NotFoundError for what is gone.
   */
  open(source: DownloadSource, options?: CallOptions): Promise<Download>;
  /** Whether `open` would fetch it: `false` for third parties, `data:` and `cid:`. */
  serves(href: string): boolean;
}

const MOST_REDIRECTS = 5;
const ATTACHMENTS = ['Desk.tickets.READ'];

export function createDownloads(init: {
  readonly pipeline: Pipeline;
  readonly guard: HostGuard;
  readonly behaviour: Behaviour;
}): Downloads {
  const { pipeline, guard, behaviour } = init;
  // Which of an image's possible addresses worked last: the others cost a call each.
  let favourite = 0;

  const fetchAt = async (
    start: URL,
    from: number,
    options: CallOptions,
  ): Promise<StreamedAnswer> => {
    let url = start;
    for (let redirects = 0; ; redirects++) {
      const answer = await pipeline.open({
        route: 'downloads.open',
        method: 'GET',
        url,
        price: guard.owns(url) && url.pathname.startsWith('/api/') ? FLAT_PRICES.file : 0,
        scopes: ATTACHMENTS,
        anonymous: !behaviour.imageDisplayAuth && !url.pathname.startsWith('/api/'),
        headers: {
          accept: '*/*',
          // As it is stored, so that its length is the file's and a part of it is a part of the file.
          'accept-encoding': 'identity',
          ...(from > 0 ? { range: `bytes=${from}-` } : {}),
        },
        signal: options.signal,
      });
      if (answer.status < 300) return answer;
      answer.body.destroy();
      url = guard.resolveRedirect(answer.headers['location'], url);
      if (redirects >= MOST_REDIRECTS) throw redirectLoop(start);
    }
  };

  const openAt = async (
    url: URL,
    source: DownloadSource,
    options: CallOptions,
  ): Promise<Download> => {
    const answer = await fetchAt(url, 0, options);
    const again = (from: number) => fetchAt(url, from, options);
    const file = await peek(wholeBody(answer, again, redactUrl(url)), SNIFFED_BYTES);
    const contentType = await contentTypeOf(file.start, answer.headers['content-type']);
    const name = fileNameIn(answer.headers['content-disposition']);
    const pretender = pretenderIn(source, { name, contentType, start: file.start });
    if (pretender) {
      await file.abandon();
      throw notTheFile(url, pretender);
    }
    const body = Readable.from(file.whole, { objectMode: false });
    // Also when nobody ever began to read.
    body.once('close', () => void file.abandon());
    return {
      body,
      name,
      contentType,
      size: Number(answer.headers['content-length']) || undefined,
      done: file.result,
    };
  };

  return {
    async open(source, options = {}) {
      if ('href' in source) return await openAt(guard.resolve(source.href), source, options);
      if ('attachmentId' in source) {
        return await openAt(guard.resolve(pathOfAttachment(source)), source, options);
      }
      const addresses = imageAddresses(source.image, source);
      let refusal: unknown;
      for (const index of [...addresses.keys()].sort((a, b) => rank(a) - rank(b))) {
        try {
          const url = guard.resolve(addresses[index] ?? '');
          const download = await openAt(url, source, options);
          if (addresses.length > 1) favourite = index;
          return download;
        } catch (error) {
          // Not served there, or not in this way: perhaps at the next address.
          if (!(error instanceof NotFoundError || error instanceof ValidationError)) throw error;
          refusal ??= error;
        }
      }
      throw refusal;
    },
    serves(href) {
      try {
        guard.resolve(imageAddresses(href)[0] ?? '');
        return true;
      } catch {
        return false;
      }
    },
  };

  function rank(index: number): number {
    return index === favourite ? -1 : index;
  }
}

function pathOfAttachment({
  ticketId,
  threadId,
  commentId,
  attachmentId,
}: AttachmentPlace): string {
  const at = { ticketId, attachmentId };
  if (threadId !== undefined) return pathOf(routes.threadAttachmentContent, { ...at, threadId });
  if (commentId !== undefined) return pathOf(routes.commentAttachmentContent, { ...at, commentId });
  return pathOf(routes.attachmentContent, at);
}

/** What came in place of the file, with status 200: an error document, or a page to log in at. */
function pretenderIn(
  source: DownloadSource,
  file: { readonly name: string | undefined; readonly contentType: string; readonly start: Buffer },
): string | undefined {
  // A name comes only with a file.
  if (file.name !== undefined) return undefined;
  const { errorCode } = errorDocument(file.start);
  if (errorCode !== undefined) return errorCode;
  if ('image' in source && !mayBeImage(file)) return `${file.contentType}, no picture`;
  const isCalled = (name: RegExp): boolean => 'name' in source && name.test(source.name ?? '');
  if (file.contentType === 'text/html' && !isCalled(/\.x?html?$/i)) return 'a web page';
  // An answer of the API whose body was lost: what is empty and a file comes as what it is.
  const isLost = file.start.length === 0 && /\/json$/.test(file.contentType);
  return isLost && !isCalled(/\.json$/i) ? 'nothing, said to be JSON,' : undefined;
}

/** Formats that nobody knows by their bytes pass by the server's word; text and nothing at all don't. */
function mayBeImage(file: { readonly contentType: string; readonly start: Buffer }): boolean {
  return file.start.length > 0 && !/^text\/|\/json$/.test(file.contentType);
}

function notTheFile(url: URL, what: string): NotFoundError {
  return new NotFoundError({
    code: 'NOT_A_FILE',
    message: `GET ${redactUrl(url)}: 200, but it is ${what} in place of the file`,
    remedy:
      'Open the ticket in Zoho Desk: the file may be gone there. A page to log in at means that the token is not accepted for files.',
    status: 200,
    request: { method: 'GET', url: redactUrl(url), attempt: 1 },
  });
}

function redirectLoop(url: URL): DownloadError {
  return new DownloadError({
    code: 'REDIRECT_LOOP',
    message: `GET ${redactUrl(url)}: redirected more than ${MOST_REDIRECTS} times`,
    remedy: 'Open it in Zoho Desk; if it opens there, report this.',
  });
}
