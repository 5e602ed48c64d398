import type { Transport, TransportRequest } from '@zdjsm/core';
import { UnexpectedAnswerError } from '../errors/atlassian-error.ts';
import { errorFromAnswer } from '../errors/error-from-answer.ts';
import { isRecord, stringIn } from '../model/json.ts';

/** What a token endpoint gives (RFC 6749 § 5.1). */
export interface IssuedToken {
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
  /** Milliseconds. */
  readonly lifetime: number;
}

/**
 * Asks an authorization server for a token.
 *
 * @throws AtlassianError by its status; what may pass (429, 5xx, a page of HTML) is retryable.
 */
export async function requestToken(
  transport: Transport,
  now: number,
  request: Pick<TransportRequest, 'url' | 'body'> & { readonly contentType: string },
): Promise<IssuedToken> {
  const { url, body, contentType } = request;
  const asked = { method: 'POST', url: url.href, attempt: 1 } as const;
  const headers = { accept: 'application/json', 'content-type': contentType };
  const answer = await transport.send({ ...asked, url, headers, body });
  if (answer.status !== 200) throw errorFromAnswer(asked, answer, answer.body, now);
  const issued = readToken(answer.body);
  if (issued) return issued;
  throw new UnexpectedAnswerError({
    code: 'NO_TOKEN',
    message: `POST ${url.origin}${url.pathname}: 200, but without an access token`,
    remedy: 'Check the address of the authorization server, and whether a proxy answers for it.',
    outcome: 'unknown',
    retryable: true,
    status: 200,
    request: asked,
  });
}

function readToken(body: Buffer): IssuedToken | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
  const accessToken = stringIn(parsed, 'access_token');
  const seconds = isRecord(parsed) ? Number(parsed['expires_in']) : Number.NaN;
  if (!accessToken || !(seconds > 0)) return undefined;
  return {
    accessToken,
    refreshToken: stringIn(parsed, 'refresh_token'),
    lifetime: seconds * 1_000,
  };
}
