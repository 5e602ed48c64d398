import { Refusal } from '../answers.ts';
import type { CreditLedger } from '../credits.ts';
import type { AccountsServer } from '../oauth.ts';
import type { ZohoSwitches } from '../options.ts';
import type { Route } from '../routes/route.ts';

/** What stands before every endpoint: who calls, for which org, with which scopes. */
export function createGate(options: {
  readonly accounts: AccountsServer;
  readonly orgId: string;
  readonly scopes: readonly string[];
  readonly switches: ZohoSwitches;
}) {
  const granted = new Set(options.scopes);

  const hasScope = (name: string): boolean => {
    const [, area] = /^(.*)\.(?:READ|CREATE|UPDATE|DELETE)$/.exec(name) ?? [];
    return granted.has(name) || (area !== undefined && granted.has(`${area}.ALL`));
  };

  const hasScopes = (route: Route): boolean => {
    const { rule, names } = route.scopes;
    if (rule === 'none') return true;
    const all = rule === 'all' || (rule === 'unclear' && options.switches.unclearScopes === 'all');
    return all ? names.every(hasScope) : names.some(hasScope);
  };

  return {
    authenticate(request: Request): void {
      const header = request.headers.get('authorization');
      if (!header) throw new Refusal('UNAUTHORIZED');
      const [, token] = /^(?:Zoho-oauthtoken|Bearer) (\S+)$/i.exec(header) ?? [];
      if (!token || !options.accounts.isLive(token)) throw new Refusal('INVALID_OAUTH');
    },
    checkOrg(request: Request, route: Route): void {
      if (route.anyOrg) return;
      const orgId = request.headers.get('orgid');
      if (orgId === null && options.switches.orgIdOptional) return;
      if (orgId !== null && !/^\d+$/.test(orgId)) throw new Refusal('INTERNAL_SERVER_ERROR');
      if (orgId !== options.orgId) throw new Refusal('OAUTH_ORG_MISMATCH');
    },
    checkScopes(route: Route): void {
      if (!hasScopes(route)) throw new Refusal('SCOPE_MISMATCH');
    },
  };
}

/** Refuses once the day's credits do not cover the call. */
export function checkCredits(ledger: CreditLedger, price: number): void {
  if (ledger.remaining() >= price) return;
  const seconds = Math.ceil(ledger.untilReset() / 1000);
  throw new Refusal('THRESHOLD_EXCEEDED', { headers: { 'Retry-After': String(seconds) } });
}
