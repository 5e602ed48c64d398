import { hexOf } from '../data/dice.ts';
import type { SandboxClock } from '../kernel/clock.ts';
import type { World } from '../kernel/world.ts';
import type { ZohoCredentials } from './cloud.ts';

const LIFE = 3_600_000;
const WINDOW = 600_000;
const REQUESTS_A_WINDOW = 10;
const LIVE_TOKENS = 10;

/**
 * Zoho's accounts server, as far as refreshing goes. Failures come with status 200, but for the
 * throttle; no new refresh token is ever given. Source: facts/zoho-desk.md section 2.3.
 */
export interface AccountsServer {
  /** `POST /oauth/v2/token`, parameters in the query or in a form. */
  token(request: Request): Promise<Response>;
  isLive(accessToken: string): boolean;
  revokeTokens(): void;
  revokeRefreshToken(): void;
}

interface AccessToken {
  readonly token: string;
  readonly expiresAt: number;
}

export function createAccountsServer(options: {
  readonly world: World;
  readonly clock: SandboxClock;
  readonly seed: number;
  readonly credentials: ZohoCredentials;
  readonly scopes: readonly string[];
  readonly apiDomain: string;
}): AccountsServer {
  const { world, clock, credentials } = options;
  const tokens = world.collection<AccessToken>('zoho.tokens');
  const requests = world.collection<readonly number[]>('zoho.token-requests');
  const refreshToken = world.collection<'revoked'>('zoho.refresh-token');

  /** Counts the refused ones too: who asks on stays locked out. */
  const isThrottled = (): boolean => {
    const now = clock.now();
    const recent = (requests.get('all') ?? []).filter((time) => time > now - WINDOW);
    requests.set('all', [...recent, now].slice(-REQUESTS_A_WINDOW));
    return recent.length >= REQUESTS_A_WINDOW;
  };

  const issue = (): string => {
    const key = `${options.seed}/${world.sequence('zoho.tokens')}`;
    const token = `1000.${hexOf(`first/${key}`, 32)}.${hexOf(`second/${key}`, 32)}`;
    const now = clock.now();
    const live = [...tokens.values()].filter((known) => known.expiresAt > now);
    const kept = new Set(live.slice(1 - LIVE_TOKENS).map((known) => known.token));
    for (const known of [...tokens.values()])
      if (!kept.has(known.token)) tokens.delete(known.token);
    tokens.set(token, { token, expiresAt: now + LIFE });
    return token;
  };

  return {
    async token(request) {
      if (isThrottled()) {
        return Response.json(
          {
            error_description:
              'You have made too many requests continuously. Please try again after some time.',
            error: 'Access Denied',
            status: 'failure',
          },
          { status: 400 },
        );
      }
      const form = new URLSearchParams(await request.text());
      const query = new URL(request.url).searchParams;
      const sent = (name: string): string | null => form.get(name) ?? query.get(name);
      const failure = (error: string): Response => Response.json({ error });

      // The two next texts are unsure; `invalid_code` is what clients report.
      if (sent('client_id') !== credentials.clientId) return failure('invalid_client');
      if (sent('client_secret') !== credentials.clientSecret)
        return failure('invalid_client_secret');
      if (
        sent('grant_type') !== 'refresh_token' ||
        sent('refresh_token') !== credentials.refreshToken ||
        refreshToken.get('state') === 'revoked'
      ) {
        return failure('invalid_code');
      }
      return Response.json({
        access_token: issue(),
        scope: options.scopes.join(' '),
        api_domain: options.apiDomain,
        token_type: 'Bearer',
        expires_in: LIFE / 1000,
      });
    },
    isLive: (accessToken) => (tokens.get(accessToken)?.expiresAt ?? 0) > clock.now(),
    revokeTokens() {
      for (const known of [...tokens.values()]) tokens.delete(known.token);
    },
    revokeRefreshToken() {
      refreshToken.set('state', 'revoked');
    },
  };
}
