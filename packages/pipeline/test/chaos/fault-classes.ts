import { type FaultPlan, type Prng, seededFaults } from '@zdjsm/sandbox';
import { ACCESS } from './faults/access.ts';
import type { FaultClass } from './faults/fault-class.ts';
import { LIMITS } from './faults/limits.ts';
import { LISTS } from './faults/lists.ts';
import { TRANSPORT } from './faults/transport.ts';
import { type AskedToWait, askedToWait } from './judges/patience.ts';

/** What strikes on the wire; the other classes have files of their own. */
export const FAULT_CLASSES: readonly FaultClass[] = [...LIMITS, ...TRANSPORT, ...ACCESS, ...LISTS];

/** How often each class struck, by its number. */
export type Strikes = Map<number, number>;

export function strike(strikes: Strikes, number: number, times = 1): void {
  strikes.set(number, (strikes.get(number) ?? 0) + times);
}

const SHARE_OF_CLASSES = 0.4;

/** Faults on the wire, and what there is to know of those that struck. */
export interface DrawnPlan extends FaultPlan {
  readonly strikes: Strikes;
  /** Since it was emptied last. */
  readonly asked: AskedToWait[];
}

/** A plan of some of the classes; each strike is counted. */
export function drawPlan(
  prng: Prng,
  init: { readonly seed: number; readonly now: () => number },
): DrawnPlan {
  const strikes: Strikes = new Map();
  const asked: AskedToWait[] = [];
  const plans = FAULT_CLASSES.filter(() => prng.chance(SHARE_OF_CLASSES)).map((one) => ({
    number: one.number,
    plan: seededFaults({
      seed: init.seed * 100 + FAULT_CLASSES.indexOf(one),
      rate: one.rate,
      faults: one.faults(init.now),
      only: one.strikes,
    }),
  }));
  return {
    strikes,
    asked,
    next(call) {
      for (const { number, plan } of plans) {
        const fault = plan.next(call);
        if (!fault) continue;
        strike(strikes, number);
        const wait = askedToWait(call, fault, init.now());
        if (wait) asked.push(wait);
        return fault;
      }
      return undefined;
    },
  };
}
