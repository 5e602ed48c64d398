import { maskTokens, redactUrl, type Secret, type Transport } from '@zdjsm/core';
import { TokenRefreshError } from '../errors/zoho-desk-error.ts';
import { isRecord, type RawRecord } from '../records.ts';

export interface RefreshGrant {
  readonly clientId: string;
  readonly clientSecret: Secret;
  readonly refreshToken: Secret;
}

export interface AccessGrant {
  readonly accessToken: string;
  /** Seconds. */
  readonly expiresIn: number;
}

/** How long Zoho's throttle on token requests lasts: ten requests in ten minutes. Milliseconds. */
export const REFRESH_WINDOW_MS = 10 * 60_000;

/** Zoho documents 3600 and sends it; this stands in when it does not. Seconds. */
const TOKEN_LIFE_S = 3600;

// What the accounts server says in `error`, and what helps. Unknown ones get the general advice.
const REMEDIES: Readonly<Record<string, string>> = {
  invalid_code:
    'The refresh token is revoked or belongs to another data centre. Make a new one in Zoho’s API console.',
  invalid_client: 'No such client in this data centre: check clientId and dataCentre.',
  invalid_client_secret: 'The client secret is wrong: copy it again from Zoho’s API console.',
};

/** One request to the accounts server. A failure often comes with status 200, so the body decides. */
export async function refreshAccessToken(
  transport: Transport,
  accounts: string,
  grant: RefreshGrant,
): Promise<AccessGrant> {
  const url = new URL('/oauth/v2/token', accounts);
  const answer = await transport.send({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    // In the body, where no proxy's log keeps it.
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: grant.clientId,
      client_secret: grant.clientSecret.reveal(),
      refresh_token: grant.refreshToken.reveal(),
    }).toString(),
    attempt: 1,
  });
  const document = parse(answer.body);
  const accessToken = document['access_token'];
  if (typeof accessToken === 'string' && accessToken !== '') {
    return { accessToken, expiresIn: Number(document['expires_in']) || TOKEN_LIFE_S };
  }
  throw refusal(url, answer.status, document);
}

function parse(body: Buffer): RawRecord {
  try {
    const document: unknown = JSON.parse(body.toString('utf8'));
    return isRecord(document) ? document : {};
  } catch {
    return {};
  }
}

function refusal(url: URL, status: number, document: RawRecord): TokenRefreshError {
  const said = typeof document['error'] === 'string' ? document['error'] : undefined;
  const error = said && maskTokens(said.slice(0, 80));
  const throttled = error === 'Access Denied' || status === 429;
  // Without a reason it was not Zoho that refused, or Zoho that failed.
  const failed = error === undefined || status >= 500;
  return new TokenRefreshError({
    code: throttled ? 'TOKEN_THROTTLED' : failed ? 'TOKEN_SERVER' : 'TOKEN_REFUSED',
    message: `POST ${redactUrl(url)}: ${status} ${error ?? 'no access token, and no reason'}`,
    remedy: throttled
      ? 'Zoho gives ten tokens in ten minutes. Wait that long, and keep tokens in a tokenStore between runs.'
      : (REMEDIES[error ?? ''] ??
        'Check client id, client secret, refresh token and data centre, and any proxy in between.'),
    retryable: throttled || failed,
    // Asking earlier prolongs the lock-out.
    retryAfterMs: throttled ? REFRESH_WINDOW_MS : undefined,
    status,
    errorCode: error,
    request: { method: 'POST', url: redactUrl(url), attempt: 1 },
  });
}
