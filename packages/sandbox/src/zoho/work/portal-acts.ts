import { z } from 'zod';
import { act } from './act.ts';

const NOTHING = z.strictObject({}).optional();

/** What happens to the portal as a whole. */
export const PORTAL_ACTS = {
  'revoke-tokens': act(NOTHING, ({ accounts }) => accounts.revokeTokens()),
  'revoke-refresh-token': act(NOTHING, ({ accounts }) => accounts.revokeRefreshToken()),
  /** Other integrations used so many credits; without a number, all that are left. */
  'spend-credits': act(
    z.strictObject({ credits: z.number().int().positive() }).optional(),
    ({ ledger }, args) => ledger.spend(args?.credits ?? ledger.remaining()),
  ),
  /** Other integrations have so many calls under way, until told otherwise. */
  'occupy-calls': act(z.strictObject({ calls: z.number().int().nonnegative() }), (portal, args) =>
    portal.occupy(args.calls),
  ),
};
