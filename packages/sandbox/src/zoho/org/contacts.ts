import { createDice, nth } from '../../data/dice.ts';
import { PEOPLE } from '../../data/names.ts';
import { domainOf } from './accounts.ts';
import { DAY, ORG_START } from './tables.ts';

export interface Contact {
  readonly number: number;
  readonly firstName: string | null;
  readonly lastName: string;
  readonly email: string | null;
  readonly secondaryEmail: string | null;
  readonly phone: string | null;
  readonly mobile: string | null;
  readonly title: string | null;
  readonly type: string | null;
  readonly description: string | null;
  /** The primary one first. */
  readonly accounts: readonly number[];
  readonly owner: number | null;
  readonly isAnonymous: boolean;
  readonly isEndUser: boolean;
  readonly isSpam: boolean;
  readonly isTrashed: boolean;
  readonly createdTime: number;
  readonly modifiedTime: number;
  readonly cf: Readonly<Record<string, string | null>>;
}

export interface ContactFacts {
  /** Numbers only, without making the whole record. */
  accountsOf(contact: number): readonly number[];
  /** Has the e-mail of the contact before it, in other letters, and belongs to another account. */
  isDouble(contact: number): boolean;
  hasEmail(contact: number): boolean;
}

export function contactFacts(accounts: number): ContactFacts {
  const isDouble = (n: number): boolean => n % 13 === 5;
  return {
    isDouble,
    hasEmail: (n) => n % 17 !== 7,
    accountsOf(n) {
      if (n % 19 === 9) return [];
      const primary = isDouble(n) ? (n + 1) % accounts : n % accounts;
      if (n % 11 !== 3) return [primary];
      return [...new Set([primary, (n * 3 + 1) % accounts, (n * 5 + 2) % accounts])];
    },
  };
}

export function createContacts(seed: number, count: number, facts: ContactFacts) {
  const roll = createDice(seed, 'contact');
  const rolls = { age: roll('age'), owner: roll('owner') };
  const step = Math.min(60_000, (20 * DAY) / count);

  const addressOf = (n: number): string => {
    const [first, last] = nth(PEOPLE, n);
    const ascii = `${first}.${last}`.replace(/[^A-Za-z.]/g, '').replace(/^\.+|\.+$/g, '');
    return `${ascii === '' ? 'contact' : ascii.toLowerCase()}.${n}@${domainOf(facts.accountsOf(n)[0] ?? 1)}`;
  };

  const emailOf = (n: number): string | null => {
    if (!facts.hasEmail(n)) return null;
    return facts.isDouble(n) && facts.hasEmail(n - 1) ? capitals(addressOf(n - 1)) : addressOf(n);
  };

  return (n: number): Contact => {
    const [firstName, lastName] = nth(PEOPLE, facts.isDouble(n) ? n - 1 : n);
    const isAnonymous = n % 23 === 16;
    const createdTime = Math.floor(ORG_START - 30 * DAY + n * step);
    return {
      number: n,
      firstName: isAnonymous || firstName === '' ? null : firstName,
      lastName: isAnonymous ? 'Anonymous' : lastName,
      email: emailOf(n),
      secondaryEmail: n % 7 === 4 ? `private.${n}@mail.example` : null,
      phone: n % 3 === 0 ? `1 888 900 ${String(n % 10_000).padStart(4, '0')}` : null,
      mobile: n % 5 === 1 ? `+91 8508 5${String(n % 10_000).padStart(4, '0')}` : null,
      title: n % 6 === 0 ? 'Head of Operations' : null,
      type: n % 9 === 0 ? 'Customer' : null,
      description: n % 10 === 8 ? 'Prefers to be called.' : null,
      accounts: facts.accountsOf(n),
      owner: rolls.owner(n) < 0.2 ? 0 : null,
      isAnonymous,
      isEndUser: n % 4 === 2,
      isSpam: n % 29 === 12,
      isTrashed: false,
      createdTime,
      modifiedTime: createdTime + Math.floor(rolls.age(n) * 500 * DAY),
      cf: { cf_newsletter: n % 2 === 0 ? 'true' : 'false', cf_birthday: null },
    };
  };
}

/** The local part in capitals: the same address to a mail server. */
function capitals(email: string): string {
  const at = email.indexOf('@');
  return email.slice(0, at).toUpperCase() + email.slice(at);
}
