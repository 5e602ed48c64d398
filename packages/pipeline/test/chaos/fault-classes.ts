import { type FaultPlan, type Prng, seededFaults } from '@zdjsm/sandbox';
import { ACCESS } from './faults/access.ts';
import type { FaultClass } from './faults/fault-class.ts';
import { LIMITS } from './faults/limits.ts';
import { LISTS } from './faults/lists.ts';
import { TRANSPORT } from './faults/transport.ts';

/** What strikes on the wire; the other classes have files of their own. */
export const FAULT_CLASSES: readonly FaultClass[] = [...LIMITS, ...TRANSPORT, ...ACCESS, ...LISTS];

/** How often each class struck, by its number. */
export type Strikes = Map<number, number>;

export function strike(strikes: Strikes, number: number, times = 1): void {
  strikes.set(number, (strikes.get(number) ?? 0) + times);
}

const SHARE_OF_CLASSES = 0.4;

/** A plan of some of the classes; each strike is counted. */
export function drawPlan(
  prng: Prng,
  init: { readonly seed: number; readonly now: () => number; readonly strikes: Strikes },
): FaultPlan {
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
    next(call) {
      for (const { number, plan } of plans) {
        const fault = plan.next(call);
        if (!fault) continue;
        strike(init.strikes, number);
        return fault;
      }
      return undefined;
    },
  };
}
