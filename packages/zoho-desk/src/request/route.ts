import { ConfigurationError } from '@zdjsm/core';
import type { PriceClass } from '../credits/prices.ts';
import { ValidationError } from '../errors/zoho-desk-error.ts';
import { textOf } from '../records.ts';

/** One endpoint, as Zoho documents it. All are GET unless `method` says otherwise. */
export interface Route {
  /** Stable and short, for events, checkpoints and the price list: `tickets.list`. */
  readonly name: string;
  /** Below `/api/v1`, with `{names}` for what is filled in. */
  readonly path: string;
  readonly method?: 'POST' | undefined;
  readonly price: PriceClass;
  /** Query names that Zoho knows, paging aside. It refuses all others. */
  readonly query?: readonly string[] | undefined;
  readonly paging?: Paging | undefined;
  /** The key that holds the rows. Default `data`. */
  readonly envelope?: string | undefined;
  readonly scopes: readonly string[];
  /** The one family of endpoints that takes no orgId. */
  readonly withoutOrg?: boolean | undefined;
  /** Which document says so. */
  readonly source: string;
}

export interface Paging {
  /** Rows that a page can hold at most; what is asked for unless the caller wants less. */
  readonly limit: number;
  /**
   * The index of the first record. It is never sent for a first page, so a wrong one costs a call
   * and no record: see offset-pages.ts.
   */
  readonly base: 0 | 1;
  /** The highest `from` that Zoho takes, where there is a bound. */
  readonly maxFrom?: number | undefined;
  /**
   * `nested`: a short page is the last one. Otherwise a list is over when nothing new comes: that costs one
   * call more, and no list that holds the org's data may end early.
   */
  readonly nested?: boolean | undefined;
}

export type QueryValue = string | number | boolean | readonly (string | number)[] | undefined;
export type Query = Readonly<Record<string, QueryValue>>;
export type PathParameters = Readonly<Record<string, string>>;

// Two dots would be a way up to another endpoint.
const ID = /^(?!\.+$)[\w.@+-]+$/;

/** `/api/v1/tickets/1/threads`, from the route's pattern and the caller's ids. */
export function pathOf(route: Route, parameters: PathParameters = {}): string {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = textOf(parameters[name] ?? '');
    if (ID.test(value)) return encodeURIComponent(value);
    throw new ValidationError({
      code: 'NOT_AN_ID',
      message: `${route.name}: “${value.slice(0, 40)}” is no ${name}`,
      remedy: 'Pass the id of a record, as Zoho gave it: a string of digits.',
      outcome: 'not-sent',
    });
  });
  return `/api/v1${path}`;
}

/** The query string; lists are joined by commas, as Zoho wants them. */
export function queryOf(route: Route, query: Query, page: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    if (!route.query?.includes(name)) throw unknownName(route, name);
    parameters.set(name, String(value));
  }
  for (const [name, value] of Object.entries(page)) {
    if (value !== undefined) parameters.set(name, String(value));
  }
  return parameters.toString();
}

function unknownName(route: Route, name: string): ConfigurationError {
  const known = route.query?.join(', ') ?? 'none';
  return new ConfigurationError({
    setting: name,
    message: `${route.name} has no such parameter, and Zoho refuses a call that has one too many`,
    remedy: `Leave it out. It knows: ${known}.`,
  });
}
