/** A day of the data centre: the credits are for one of these. Times are milliseconds since 1970. */
export interface CreditDay {
  /** `2026-03-29`, in the data centre's zone. */
  readonly name: string;
  /** The midnight that ends it. */
  readonly endsAt: number;
}

const HOUR_MS = 3_600_000;

const DAY_MS = 24 * HOUR_MS;

/** Says to which day of the data centre a time belongs. */
export interface CreditCalendar {
  dayOf(time: number): CreditDay;
  /** Zoho said when the credits come back: from now on its days end at that time of the day. */
  learn(resetsAt: number): void;
}

/** Days of 23 and 25 hours come out right. */
export function createCreditCalendar(timeZone: string): CreditCalendar {
  const zoneDayOf = zoneDays(timeZone);
  let shift = 0;
  return {
    dayOf(time) {
      const { name, endsAt } = zoneDayOf(time - shift);
      return { name, endsAt: endsAt + shift };
    },
    learn(resetsAt) {
      const { endsAt } = zoneDayOf(resetsAt - 1);
      const after = resetsAt - endsAt;
      // A reset 16 hours after one midnight is one 8 hours before the next.
      shift = after > DAY_MS / 2 ? after - DAY_MS : after < -DAY_MS / 2 ? after + DAY_MS : after;
    },
  };
}

function zoneDays(timeZone: string): (time: number) => CreditDay {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const nameOf = (time: number): string => format.format(time);
  return (time) => {
    const name = nameOf(time);
    // The last hour that is still today, then the first millisecond that is not.
    let today = time;
    while (nameOf(today + HOUR_MS) === name) today += HOUR_MS;
    let tomorrow = today + HOUR_MS;
    while (tomorrow - today > 1) {
      const middle = Math.floor((today + tomorrow) / 2);
      if (nameOf(middle) === name) today = middle;
      else tomorrow = middle;
    }
    return { name, endsAt: tomorrow };
  };
}
