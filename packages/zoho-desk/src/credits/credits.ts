import type { Behaviour } from '../behaviour.ts';
import { type Estimate, estimateExtraction, type PortalCounts } from './estimate.ts';
import type { CreditLedger, CreditStatus } from './ledger.ts';

/** The portal's credits today, and what a run will take. */
export interface Credits extends CreditStatus {
  /** Credits, calls and days of a whole extraction, by module; nothing is sent. */
  estimate(counts: PortalCounts): Estimate;
}

export function createCredits(ledger: CreditLedger, behaviour: Behaviour): Credits {
  return {
    get spent() {
      return ledger.spent;
    },
    get remaining() {
      return ledger.remaining;
    },
    get resetsAt() {
      return ledger.resetsAt;
    },
    limit: ledger.limit,
    reserve: ledger.reserve,
    estimate: (counts) => estimateExtraction(counts, ledger, behaviour),
  };
}
