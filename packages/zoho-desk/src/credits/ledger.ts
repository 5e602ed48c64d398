import type { Clock, Closed, Gate } from '@zdjsm/core';
import { CreditsExhaustedError } from '../errors/zoho-desk-error.ts';
import type { ZohoDeskEvent } from '../events.ts';
import type { CreditBalance, Hold } from './credit-balance.ts';
import type { CreditStore } from './credit-store.ts';
import type { CreditCalendar } from './day.ts';

/** How the client shares the day's credits with the helpdesk. */
export interface CreditOptions {
  /** Credits that are left to the people who work in the helpdesk. Default 0. */
  readonly reserve?: number | undefined;
  /** What happens to a call that would touch the reserve. Default `throw`. */
  readonly onExhausted?: 'throw' | 'wait' | undefined;
  /** Default: what was spent is forgotten with the process, and learnt again from Zoho's answers. */
  readonly store?: CreditStore | undefined;
}

/** What is known of the portal's credits today. */
export interface CreditStatus {
  /** Spent today by this client, and by those that share its store. */
  readonly spent: number;
  /** What the portal has left, as Zoho last said, less what is under way. Undefined until known. */
  readonly remaining: number | undefined;
  /** The plan's credits a day. Undefined when no plan was given. */
  readonly limit: number | undefined;
  readonly reserve: number;
  /** Milliseconds since 1970. */
  readonly resetsAt: number;
}

/** Credits that are set aside for a call that is under way. Settled exactly once. */
export interface Reservation {
  settle(answer: { readonly charged: number; readonly remaining?: number | undefined }): void;
}

export interface CreditLedger extends CreditStatus {
  /** Sets credits aside, or waits for the reset, or throws, as the options say. */
  reserveFor(price: number, signal?: AbortSignal): Promise<Reservation>;
  /** Zoho said that nothing is left, for so long. */
  exhausted(retryAfterMs: number | undefined): void;
}

// A pause of nothing would ask again and again.
const SHORTEST_PAUSE_MS = 60_000;

const MARKS = [50, 75, 90, 100];

export function createCreditLedger(init: {
  readonly options: CreditOptions;
  readonly limit: number | undefined;
  readonly balance: CreditBalance;
  /** Closed while nothing is left that may be spent. */
  readonly gate: Gate;
  readonly calendar: CreditCalendar;
  readonly clock: Clock;
  readonly emit: (event: ZohoDeskEvent) => void;
}): CreditLedger {
  const { balance, gate, clock, calendar, emit, limit } = init;
  const { reserve = 0, onExhausted = 'throw' } = init.options;
  let day = calendar.dayOf(clock.now());
  let resetLearnt: number | undefined;
  let toldUntil = 0;
  let marksPassed = 0;

  const turnPage = (): void => {
    if (clock.now() < day.endsAt) return;
    day = calendar.dayOf(clock.now());
    marksPassed = 0;
    emit({ type: 'credits-reset', at: clock.now() });
  };

  /** Zoho told a reset to someone: the day is the one that it belongs to. */
  const learn = (resetsAt: number): void => {
    if (resetsAt === resetLearnt) return;
    resetLearnt = resetsAt;
    calendar.learn(resetsAt);
    day = calendar.dayOf(clock.now());
  };

  const remaining = (): number | undefined => {
    const { left, underWay } = balance.standing;
    return left === undefined ? undefined : Math.max(0, left - underWay);
  };

  /** Another process may have closed the gate, too; it is told once. */
  const tellClosed = ({ until }: { readonly until: number }): void => {
    if (toldUntil > clock.now()) return;
    toldUntil = until;
    emit({ type: 'credits-exhausted', until, remaining: balance.standing.left ?? 0 });
  };

  const closeUntil = (until: number): Closed => {
    const closed = gate.closed ?? { until, reason: 'credits' };
    gate.closeUntil(closed.until, closed.reason);
    tellClosed(closed);
    return closed;
  };

  const tellMarks = (): void => {
    const { left } = balance.standing;
    if (left === undefined || limit === undefined) return;
    const percent = ((limit - left) / limit) * 100;
    const passed = MARKS.filter((mark) => percent >= mark).length;
    if (passed > marksPassed) {
      emit({ type: 'credits-used', percent: MARKS[passed - 1] ?? 0, remaining: left, limit });
    }
    marksPassed = Math.max(marksPassed, passed);
  };

  const settle = (hold: Hold): Reservation['settle'] => {
    let settled = false;
    return (answer) => {
      if (settled) return;
      settled = true;
      // Where it fails, the next reservation fails as well, and stops this process.
      balance.settle(hold, answer).then(tellMarks, () => {});
    };
  };

  return {
    async reserveFor(price, signal) {
      for (;;) {
        signal?.throwIfAborted();
        turnPage();
        let closed = await gate.look();
        if (closed) tellClosed(closed);
        else {
          const { name } = day;
          const hold = await balance.reserve(name, price, reserve);
          if (balance.lastReset !== undefined) learn(balance.lastReset);
          if (hold) return { settle: settle(hold) };
          // It was another day's: this one may have credits.
          if (day.name !== name) continue;
          closed = closeUntil(day.endsAt);
        }
        if (onExhausted === 'throw') {
          throw exhaustedError(closed.until, clock.now(), balance.standing.left, reserve);
        }
        await gate.pass(signal);
      }
    },
    exhausted(retryAfterMs) {
      const now = clock.now();
      if (retryAfterMs !== undefined) learn(now + Math.max(retryAfterMs, SHORTEST_PAUSE_MS));
      balance.exhausted(day.name, day.endsAt);
      closeUntil(day.endsAt);
    },
    get spent() {
      return balance.standing.spent;
    },
    get remaining() {
      return remaining();
    },
    limit,
    reserve,
    get resetsAt() {
      return gate.closed?.until ?? day.endsAt;
    },
  };
}

function exhaustedError(
  until: number,
  now: number,
  left: number | undefined,
  reserve: number,
): CreditsExhaustedError {
  const kept = reserve > 0 ? `, of which ${reserve} are kept for the helpdesk` : '';
  return new CreditsExhaustedError({
    code: 'CREDITS_EXHAUSTED',
    message: `no credits until ${new Date(until).toISOString()}: ${left ?? 0} left${kept}`,
    remedy: 'Run again after that time, ask for onExhausted: "wait", or buy credits in Zoho Desk.',
    outcome: 'not-sent',
    retryAfterMs: until - now,
  });
}
