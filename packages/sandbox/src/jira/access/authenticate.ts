import { json } from '../api/answer.ts';
import { RawRefusal } from '../api/refusal.ts';
import type { Route } from '../api/route-table.ts';
import type { Account } from '../model/people.ts';
import type { Site } from '../site.ts';
import type { Caller } from './caller.ts';
import { ALL_SCOPES, apiToken } from './credentials.ts';
import { unauthorized } from './unauthorized.ts';

/** `assets` is the gateway's path that also takes classic tokens (facts § 5.1). */
export type Place = 'site' | 'gateway' | 'assets';

/** Operations that answer anybody. */
const OPEN = new Set(['getServerInfo']);

export function authenticate(site: Site, request: Request, place: Place) {
  return (route: Route): Caller => {
    const caller = identify(site, request, place);
    if (!caller && OPEN.has(route.operation))
      return { account: ANONYMOUS, door: 'token', scopes: undefined };
    if (!caller?.account.active) throw new RawRefusal(unauthorized(site));
    const { scopes } = caller;
    if (scopes && !route.scopes.every((scope) => scopes.has(scope))) {
      const body = { code: 401, message: 'Unauthorized; scope does not match' };
      throw new RawRefusal(json(body, { status: 401 }));
    }
    return caller;
  };
}

const ANONYMOUS: Account = {
  accountId: 'anonymous',
  accountType: 'atlassian',
  email: '',
  displayName: 'Anonymous',
  active: true,
  role: 'customer',
  emailHidden: true,
};

function identify(site: Site, request: Request, place: Place): Caller | undefined {
  const [scheme = '', value = ''] = (request.headers.get('authorization') ?? '').split(' ');
  switch (scheme.toLowerCase()) {
    case 'basic':
      return byApiToken(site, value, place);
    case 'bearer':
      return byBearer(site, value, place);
    default:
      return undefined;
  }
}

function byApiToken(site: Site, encoded: string, place: Place): Caller | undefined {
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  const [email, token] = [decoded.slice(0, colon).toLowerCase(), decoded.slice(colon + 1)];
  const account = site.store.accountsByEmail.first(email);
  if (!account || site.store.revokedTokens.get(token)) return undefined;
  const isClassic = token === apiToken(site.seed, email, 'classic');
  const isScoped = token === apiToken(site.seed, email, 'scoped');
  if (isClassic && place !== 'gateway') return { account, door: 'token', scopes: undefined };
  if (isScoped && place !== 'site') return { account, door: 'token', scopes: new Set(ALL_SCOPES) };
  return undefined;
}

function byBearer(site: Site, token: string, place: Place): Caller | undefined {
  const issued = site.store.tokens.get(token);
  if (!issued || issued.kind === 'refresh' || issued.expires <= site.clock.now()) return undefined;
  // OAuth tokens are for the gateway; those of an app that acts as a user work on the site too.
  if (place === 'site' && issued.kind !== 'impersonation') return undefined;
  const account = site.store.accounts.get(issued.accountId);
  return account && { account, door: 'app', scopes: new Set(issued.scopes) };
}
