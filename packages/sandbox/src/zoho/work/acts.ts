import type { CreditLedger } from '../credits.ts';
import type { AccountsServer } from '../oauth.ts';

/** What happens to the portal as a whole, by name. */
export function portalActs(options: {
  readonly accounts: AccountsServer;
  readonly ledger: CreditLedger;
  readonly occupy: (calls: number) => void;
}): Readonly<Record<string, (args: unknown) => unknown>> {
  return {
    'revoke-tokens': () => options.accounts.revokeTokens(),
    'revoke-refresh-token': () => options.accounts.revokeRefreshToken(),
    /** `{credits}`: other integrations used so many; without it, all that are left. */
    'spend-credits': (args) =>
      options.ledger.spend(numberOr(args, 'credits', options.ledger.remaining())),
    /** `{calls}`: other integrations have so many under way, until told otherwise. */
    'occupy-calls': (args) => options.occupy(numberOr(args, 'calls', 0)),
  };
}

function numberOr(args: unknown, name: string, otherwise: number): number {
  if (typeof args !== 'object' || args === null) return otherwise;
  const value: unknown = Reflect.get(args, name);
  return typeof value === 'number' ? value : otherwise;
}
