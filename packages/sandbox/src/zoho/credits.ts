import type { SandboxClock } from '../kernel/clock.ts';
import type { World } from '../kernel/world.ts';
import type { Edition, ZohoSwitches } from './options.ts';
import type { Price } from './routes/route.ts';

/** Credits a day and simultaneous calls. Source: facts/zoho-desk.md section 3.2. */
export const EDITIONS: Readonly<
  Record<
    Edition,
    { readonly base: number; readonly perAgent: number; readonly concurrency: number }
  >
> = {
  free: { base: 5_000, perAgent: 0, concurrency: 5 },
  express: { base: 25_000, perAgent: 100, concurrency: 10 },
  standard: { base: 50_000, perAgent: 250, concurrency: 10 },
  professional: { base: 75_000, perAgent: 500, concurrency: 15 },
  enterprise: { base: 100_000, perAgent: 1_000, concurrency: 25 },
};

/** Credits of a list call by the depth that it reads at. Source: facts/zoho-desk.md section 1. */
const TIERS: readonly { readonly upTo: number; readonly credits: number }[] = [
  { upTo: 2_000, credits: 3 },
  { upTo: 10_000, credits: 5 },
  { upTo: 50_000, credits: 10 },
  { upTo: 100_000, credits: 50 },
  { upTo: Number.POSITIVE_INFINITY, credits: 100 },
];

export function creditsOf(
  price: Price,
  page: { readonly start: number; readonly limit: number },
  switches: ZohoSwitches,
): number {
  switch (price) {
    case 'record':
      return 1;
    case 'count':
      return switches.countPrice;
    case 'download':
      return switches.downloadPrice;
    case 'list': {
      const depth = switches.creditTierBy === 'from' ? page.start : page.start + page.limit;
      return TIERS.find((tier) => depth <= tier.upTo)?.credits ?? 100;
    }
  }
}

export interface CreditLedger {
  remaining(): number;
  spend(credits: number): void;
  /** Milliseconds until the credits come back. */
  untilReset(): number;
}

interface Spent {
  /** The day in the data centre's zone. */
  readonly day: string;
  readonly credits: number;
}

export function createCreditLedger(options: {
  readonly world: World;
  readonly clock: SandboxClock;
  readonly allowance: number;
  readonly zone: string;
}): CreditLedger {
  const { clock, allowance } = options;
  const ledger = options.world.collection<Spent>('zoho.credits');
  const dayFormat = new Intl.DateTimeFormat('en-CA', { timeZone: options.zone });
  let today = { day: '', from: 0, until: 0 };

  const dayAt = (time: number): string => dayFormat.format(time);

  /** Asking Intl at each call would cost more than the call: the day's end is kept. */
  const current = (): { day: string; until: number } => {
    const now = clock.now();
    if (now >= today.from && now < today.until) return today;
    const day = dayAt(now);
    today = { day, from: now, until: endOfDay(now, (time) => dayAt(time) === day) };
    return today;
  };

  const spent = (): number => {
    const entry = ledger.get('today');
    return entry?.day === current().day ? entry.credits : 0;
  };

  return {
    remaining: () => Math.max(0, allowance - spent()),
    spend(credits) {
      if (credits === 0) return;
      ledger.set('today', { day: current().day, credits: spent() + credits });
    },
    untilReset: () => current().until - clock.now(),
  };
}

/** The first millisecond that is not of the day: days of 23 and 25 hours are found as well. */
function endOfDay(now: number, isToday: (time: number) => boolean): number {
  let low = now;
  let high = now + 26 * 3_600_000;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isToday(middle)) low = middle;
    else high = middle;
  }
  return high;
}
