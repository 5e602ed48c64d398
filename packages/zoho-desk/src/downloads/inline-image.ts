import type { Id } from '../records.ts';

/** Where an image was found: what its address leaves out. */
export interface ImageContext {
  readonly ticketId?: Id | undefined;
  readonly threadId?: Id | undefined;
}

/**
 * The addresses at which the image of an `src` may be, likeliest first.
 *
 * Received mails name `/api/v1/threads/{id}/inlineImages/{key}?…`, without host and without the
 * ticket, and no document says how such an address is served. The order is the one in which a public
 * client found its images. Everything else has one address, its own.
 */
export function imageAddresses(src: string, { ticketId, threadId }: ImageContext = {}): string[] {
  const address = unescapeAmpersands(src.trim());
  const match =
    /^(?<host>https?:\/\/[^/]+)?\/api\/v1\/(?:tickets\/(?<ticket>\d+)\/)?threads\/(?<thread>\d+)\/inlineImages\/(?<key>[^/?#]+)(?:\/content)?(?:\?(?<query>[^#]*))?/.exec(
      address,
    );
  if (!match?.groups) return [address];
  const { host = '', ticket = ticketId, thread = threadId, key, query } = match.groups;
  const question = query ? `?${query}` : '';
  const short = `${host}/api/v1/threads/${thread}/inlineImages/${key}`;
  if (!ticket) return [short + question, short];
  const long = `${host}/api/v1/tickets/${ticket}/threads/${thread}/inlineImages/${key}`;
  return [long + question, `${long}/content${question}`, long, short + question];
}

/** In JSON the source is often escaped as in HTML. */
function unescapeAmpersands(text: string): string {
  return text.replaceAll('&amp;', '&');
}
