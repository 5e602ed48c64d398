import { createCreditBook } from './credit-book.ts';
import type { CreditStore } from './credit-store.ts';

/** Credits that are set aside for one call. */
export interface Hold {
  readonly id: string;
  readonly day: string;
  readonly price: number;
  /** Its place among all reservations of the day. */
  readonly order: number;
}

export interface Standing {
  readonly spent: number;
  /** As Zoho last said, or by the plan; undefined until known. */
  readonly left: number | undefined;
  /** Set aside for calls whose answer is not there yet. */
  readonly underWay: number;
}

/** The credits of a day, of all who spend from it together. A day that is new begins with nothing spent. */
export interface CreditBalance {
  /** Sets the price aside, unless less than `floor` would be left; undefined then. */
  reserve(day: string, price: number, floor: number): Promise<Hold | undefined>;
  /** Books what a call was charged, in the place of what was set aside for it. */
  settle(
    hold: Hold,
    answer: { readonly charged: number; readonly remaining?: number | undefined },
  ): Promise<void>;
  /** Zoho said that nothing is left of the day, which ends then. */
  exhausted(day: string, endsAt: number): void;
  /** When a day ended by what Zoho said, to any who share it; undefined while it has said nothing. */
  readonly lastReset: number | undefined;
  /** As far as it is known here. */
  readonly standing: Standing;
}

/** For one process; what was spent is kept in the store. */
export function createCreditBalance(
  limit: number | undefined,
  store: CreditStore | undefined,
): CreditBalance {
  const book = createCreditBook(store);
  let today = '';
  let spent = 0;
  let told: number | undefined;
  let toldBy = 0;
  let underWay = 0;
  let sequence = 0;
  let lastReset: number | undefined;

  const turnTo = (day: string): void => {
    if (day === today) return;
    today = day;
    spent = 0;
    told = undefined;
  };
  const left = (): number | undefined => told ?? (limit === undefined ? undefined : limit - spent);

  return {
    async reserve(day, price, floor) {
      const total = await book.total(day);
      turnTo(day);
      spent = Math.max(spent, total);
      const known = left();
      if (known !== undefined && known - underWay - price < floor) return undefined;
      underWay += price;
      sequence += 1;
      return { id: String(sequence), day, price, order: sequence };
    },
    async settle({ day, price, order }, { charged, remaining }) {
      underWay -= price;
      // What was charged yesterday is no part of today.
      if (day !== today) return;
      spent += charged;
      // Answers overtake each other: only what a later call was told counts.
      if (remaining !== undefined && order > toldBy) {
        told = remaining;
        toldBy = order;
      } else if (remaining === undefined && told !== undefined) {
        told -= charged;
      }
      book.add(day, charged);
    },
    exhausted(day, endsAt) {
      turnTo(day);
      told = 0;
      toldBy = sequence;
      lastReset = endsAt;
    },
    get lastReset() {
      return lastReset;
    },
    get standing() {
      return { spent, left: left(), underWay };
    },
  };
}
