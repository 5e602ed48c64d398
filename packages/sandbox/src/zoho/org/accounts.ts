import { createDice, nth } from '../../data/dice.ts';
import { COMPANIES } from '../../data/names.ts';
import { DAY, ORG_START } from './tables.ts';

export interface Account {
  readonly number: number;
  readonly accountName: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly website: string | null;
  readonly industry: string | null;
  readonly description: string | null;
  readonly city: string | null;
  readonly country: string | null;
  readonly owner: number | null;
  readonly createdTime: number;
  readonly modifiedTime: number;
  readonly isTrashed: boolean;
  readonly cf: Readonly<Record<string, string | null>>;
}

/** Longer than the 200 characters that the specification promises: old imports have such. */
const LONG_NAME_AT = 4;
/** The first account's name in other letters. */
const SAME_NAME_AT = 7;

const CITIES = ['Berlin', 'Lyon', 'Kraków', 'Osaka', 'Cork', 'Porto'];

export function domainOf(account: number): string {
  return account < 2 ? 'zylker.example' : `company${account}.example`;
}

export function createAccounts(seed: number, count: number) {
  const roll = createDice(seed, 'account');
  const rolls = { owner: roll('owner'), age: roll('age') };
  const step = Math.min(60_000, (20 * DAY) / count);

  const nameOf = (n: number): string => {
    if (n === LONG_NAME_AT) {
      return `${'Vereinigte Werkstätten für Feinmechanik und Optik '.repeat(5)}eG`;
    }
    if (n === SAME_NAME_AT) return nth(COMPANIES, 0).toUpperCase();
    const name = nth(COMPANIES, n);
    return n < COMPANIES.length ? name : `${name} (${nth(CITIES, n)} ${n})`;
  };

  return (n: number): Account => {
    const createdTime = Math.floor(ORG_START - 60 * DAY + n * step);
    return {
      number: n,
      accountName: nameOf(n),
      email: n % 5 === 3 ? null : `office@${domainOf(n)}`,
      phone: n % 4 === 1 ? null : `+49 30 555 ${String(n).padStart(4, '0')}`,
      website: n % 3 === 2 ? null : `https://www.${domainOf(n)}`,
      industry: n % 4 === 0 ? 'Manufacturing' : null,
      description: n % 6 === 2 ? 'Key account; see contract.' : null,
      city: n % 2 === 0 ? nth(CITIES, n) : null,
      country: n % 2 === 0 ? 'Germany' : null,
      owner: rolls.owner(n) < 0.5 ? Math.floor(rolls.owner(n) * 10) : null,
      createdTime,
      modifiedTime: createdTime + Math.floor(rolls.age(n) * 400 * DAY),
      isTrashed: false,
      cf: { cf_customer_number: `K-${10_000 + n}`, cf_contactcount: null },
    };
  };
}
