import { type Clock, createGate } from '@zdjsm/core';
import { CreditsExhaustedError } from '../errors/zoho-desk-error.ts';
import type { ZohoDeskEvent } from '../events.ts';
import { createCreditBook } from './credit-book.ts';
import type { CreditStore } from './credit-store.ts';
import type { CreditCalendar } from './day.ts';

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
  readonly calendar: CreditCalendar;
  readonly clock: Clock;
  readonly emit: (event: ZohoDeskEvent) => void;
}): CreditLedger {
  const { clock, calendar, emit, limit } = init;
  const { reserve = 0, onExhausted = 'throw', store } = init.options;
  const gate = createGate(clock);
  let day = calendar.dayOf(clock.now());
  let spent = 0;
  let told: number | undefined;
  let toldBy = 0;
  let underWay = 0;
  let sequence = 0;
  let marksPassed = 0;
  const book = createCreditBook(store);

  const turnPage = (): void => {
    if (clock.now() < day.endsAt) return;
    day = calendar.dayOf(clock.now());
    spent = 0;
    told = undefined;
    marksPassed = 0;
    emit({ type: 'credits-reset', at: clock.now() });
  };

  const left = (): number | undefined => told ?? (limit === undefined ? undefined : limit - spent);

  const remaining = (): number | undefined => {
    const known = left();
    return known === undefined ? undefined : Math.max(0, known - underWay);
  };

  const closeUntil = (until: number): void => {
    if (gate.closed) return;
    gate.closeUntil(until, 'credits');
    emit({ type: 'credits-exhausted', until, remaining: left() ?? 0 });
  };

  const tellMarks = (): void => {
    const known = left();
    if (known === undefined || limit === undefined) return;
    const percent = ((limit - known) / limit) * 100;
    const passed = MARKS.filter((mark) => percent >= mark).length;
    if (passed > marksPassed) {
      emit({ type: 'credits-used', percent: MARKS[passed - 1] ?? 0, remaining: known, limit });
    }
    marksPassed = Math.max(marksPassed, passed);
  };

  const settle = (order: number, price: number, ofDay: string): Reservation['settle'] => {
    let settled = false;
    return ({ charged, remaining: tells }) => {
      if (settled) return;
      settled = true;
      underWay -= price;
      turnPage();
      // What was charged yesterday is no part of today.
      if (ofDay !== day.name) return;
      spent += charged;
      // Answers overtake each other: only what a later call was told counts.
      if (tells !== undefined && order > toldBy) {
        told = tells;
        toldBy = order;
      } else if (tells === undefined && told !== undefined) {
        told -= charged;
      }
      tellMarks();
      book.add(day.name, charged);
    };
  };

  return {
    async reserveFor(price, signal) {
      for (;;) {
        signal?.throwIfAborted();
        turnPage();
        const total = await book.total(day.name);
        spent = Math.max(spent, total);
        const available = remaining();
        if (!gate.closed && (available === undefined || available - price >= reserve)) {
          underWay += price;
          sequence += 1;
          return { settle: settle(sequence, price, day.name) };
        }
        if (!gate.closed) closeUntil(day.endsAt);
        if (onExhausted === 'throw') {
          throw exhaustedError(gate.closed?.until ?? day.endsAt, clock.now(), left(), reserve);
        }
        await gate.pass(signal);
      }
    },
    exhausted(retryAfterMs) {
      const now = clock.now();
      if (retryAfterMs !== undefined) {
        calendar.learn(now, now + Math.max(retryAfterMs, SHORTEST_PAUSE_MS));
        day = calendar.dayOf(now);
      }
      told = 0;
      toldBy = sequence;
      closeUntil(day.endsAt);
    },
    get spent() {
      return spent;
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
