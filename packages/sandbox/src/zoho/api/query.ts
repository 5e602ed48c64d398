import { invalidQuery, unprocessable } from '../answers.ts';
import type { ZohoSwitches } from '../options.ts';
import type { QueryRule, Route } from '../routes/route.ts';

/** A call's query, checked against its route. */
export interface Query {
  /** First record, counted from 0, and how many; 0 means all where the route says so. */
  readonly page: { readonly start: number; readonly limit: number };
  readonly sort: { readonly key: string; readonly descending: boolean } | undefined;
  /** Keys that replace the usual ones. */
  readonly fields: readonly string[] | undefined;
  includes(name: string): boolean;
  text(name: string): string | undefined;
  list(name: string): readonly string[] | undefined;
  flag(name: string): boolean | undefined;
  range(name: string): { readonly from: number; readonly to: number } | undefined;
}

/** `orgId` is modelled as a query parameter in the specification; there it has no effect. */
const EVERYWHERE = ['orgId'];
const INSTANT = String.raw`\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z`;
const RANGE = new RegExp(`^(${INSTANT}),(${INSTANT})$`);

/** Throws Zoho's 422 for what the route does not know or allow. */
export function readQuery(route: Route, sent: URLSearchParams, switches: ZohoSwitches): Query {
  const rules = rulesOf(route, switches);
  for (const name of sent.keys()) {
    if (!isKnown(name, route, rules)) {
      throw unprocessable(`Extra query parameter '${name}' is present in the input.`);
    }
  }
  for (const name of route.required ?? []) {
    // Text unknown.
    if (!sent.get(name)) throw unprocessable(`The query parameter '${name}' is missing.`);
  }
  for (const [name, rule] of Object.entries(rules)) {
    const value = sent.get(name);
    if (value !== null && !fits(value, rule)) throw invalidQuery(name);
  }
  const included = split(sent.get('include'));
  if (!included.every((name) => route.include?.includes(name))) throw invalidQuery('include');

  return {
    page: { start: startOf(route, sent, switches), limit: limitOf(route, sent) },
    sort: sortOf(route, sent, switches),
    fields: sent.has('fields') ? split(sent.get('fields')) : undefined,
    includes: (name) => included.includes(name),
    text: (name) => sent.get(name) ?? undefined,
    list: (name) => (sent.has(name) ? split(sent.get(name)) : undefined),
    flag: (name) => (sent.has(name) ? sent.get(name) === 'true' : undefined),
    range(name) {
      const [, from, to] = RANGE.exec(sent.get(name) ?? '') ?? [];
      return from && to ? { from: Date.parse(from), to: Date.parse(to) } : undefined;
    },
  };
}

function rulesOf(route: Route, switches: ZohoSwitches): Readonly<Record<string, QueryRule>> {
  const { modifiedTimeRange, ...others } = route.query ?? {};
  const refused = route.operation === 'articles.list' && !switches.articlesByModifiedRange;
  return modifiedTimeRange && !refused ? { ...others, modifiedTimeRange } : others;
}

function isKnown(name: string, route: Route, rules: Readonly<Record<string, QueryRule>>): boolean {
  return (
    Object.hasOwn(rules, name) ||
    EVERYWHERE.includes(name) ||
    (name === 'limit' && route.limit !== undefined) ||
    (name === 'from' && route.from !== undefined) ||
    (name === 'sortBy' && route.sortBy !== undefined) ||
    (name === 'include' && route.include !== undefined)
  );
}

function limitOf(route: Route, sent: URLSearchParams): number {
  if (!route.limit) return 0;
  const { min, max } = route.limit;
  const value = sent.get('limit');
  if (value === null) return route.limit.default;
  if (!/^\d{1,9}$/.test(value)) throw invalidQuery('limit');
  const limit = Number(value);
  if (limit < min || limit > max) {
    throw unprocessable(`The value passed for field 'limit' exceeds the range of '${min}-${max}'.`);
  }
  return limit;
}

function startOf(route: Route, sent: URLSearchParams, switches: ZohoSwitches): number {
  if (!route.from) return 0;
  const base = switches.fromBase[route.operation] ?? route.from.base;
  const max = route.path.endsWith('/search') ? switches.searchFromMax : route.from.max;
  const value = sent.get('from') ?? String(base);
  if (!/^\d{1,9}$/.test(value)) throw invalidQuery('from');
  const from = Number(value);
  if (from < (route.from.min ?? 0) || from > (max ?? Number.POSITIVE_INFINITY)) {
    throw invalidQuery('from');
  }
  return Math.max(0, from - base);
}

function sortOf(route: Route, sent: URLSearchParams, switches: ZohoSwitches): Query['sort'] {
  const value = sent.get('sortBy') ?? route.sortDefault;
  if (value === undefined) return undefined;
  const descending = value.startsWith('-');
  const key = descending ? value.slice(1) : value;
  const refused =
    route.operation === 'tickets.list' && key === 'modifiedTime' && !switches.sortTicketsByModified;
  if (refused || !route.sortBy?.includes(key)) throw invalidQuery('sortBy');
  return { key, descending };
}

function fits(value: string, rule: QueryRule): boolean {
  switch (rule.kind) {
    case 'text':
      return value.length >= (rule.min ?? 0) && value.length <= (rule.max ?? 1000);
    case 'id':
      return /^\d+$/.test(value);
    case 'ids':
      return split(value).length <= rule.max && split(value).every((one) => /^\d+$/.test(one));
    case 'flag':
      return value === 'true' || value === 'false';
    case 'words':
      return (
        split(value).length <= (rule.max ?? 1) &&
        split(value).every((one) => rule.words.includes(one))
      );
    case 'range':
      return RANGE.test(value);
    case 'fields':
      return split(value).length <= rule.max;
    case 'opaque':
      return false;
  }
}

function split(value: string | null): string[] {
  return (value ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
