import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { redactUrl, type TransportAnswer, ZdjsmError } from '@zdjsm/core';
import type { Context } from '../client/context.ts';
import { UnexpectedAnswerError } from '../errors/atlassian-error.ts';

/** Where the bytes of an attachment are. The URL holds a credential for ten minutes: never log it. */
export interface MediaLocation {
  readonly url: URL;
  /** What ADF media nodes name a file by. */
  readonly mediaId: string;
}

const MEDIA_ID = /\/file\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\//;

/** Reads the redirect of an attachment's content: `…/file/{uuid}/binary?token=…`. */
export function readMediaLocation(
  location: string | undefined,
  allowedHosts: readonly string[],
): MediaLocation {
  const url = URL.parse(location ?? '');
  const mediaId = url?.pathname.match(MEDIA_ID)?.[1];
  if (!url || !mediaId) {
    throw new UnexpectedAnswerError({
      code: 'UNEXPECTED_ANSWER',
      message: `The redirect to an attachment's bytes names no media id (${redactUrl(location ?? '')})`,
      remedy: 'Atlassian may have changed its media addresses. Please report it.',
    });
  }
  if (!allowedHosts.includes(url.host)) {
    throw new ZdjsmError({
      code: 'FOREIGN_MEDIA_HOST',
      message: `An attachment's bytes are said to be at ${url.host}, which is not known as a media host`,
      remedy: 'If that host is right, add it to mediaHosts.',
      outcome: 'not-sent',
    });
  }
  return { url, mediaId };
}

/** Opens the bytes. No Authorization goes there: the URL is the credential. */
export async function openMedia(
  context: Context,
  { url }: MediaLocation,
  options: { readonly attempt: number; readonly signal?: AbortSignal | undefined },
): Promise<TransportAnswer & { readonly body: Readable }> {
  const answer = await context.transport.open({
    method: 'GET',
    url,
    headers: {},
    attempt: options.attempt,
    signal: options.signal,
  });
  if (answer.status === 200) return answer;
  await buffer(answer.body);
  throw refused(answer.status, url, options.attempt);
}

function refused(status: number, url: URL, attempt: number): UnexpectedAnswerError {
  return new UnexpectedAnswerError({
    code: 'MEDIA_REFUSED',
    message: `GET ${url.origin}${url.pathname}: ${status}`,
    remedy: 'Try again: each try asks Jira for a fresh address.',
    outcome: 'unknown',
    retryable: true,
    status,
    request: { method: 'GET', url: redactUrl(url), attempt },
  });
}
