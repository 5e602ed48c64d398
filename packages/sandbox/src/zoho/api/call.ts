import { type Answer, Refusal } from '../answers.ts';
import type { Edition, ZohoSwitches } from '../options.ts';
import type { Org } from '../org/org.ts';
import type { Query } from './query.ts';

/** A request that is allowed, as a handler sees it. */
export interface Call {
  readonly org: Org;
  readonly switches: ZohoSwitches;
  readonly now: number;
  readonly edition: Edition;
  /** Where Desk is, for addresses in answers. */
  readonly desk: string;
  readonly query: Query;
  readonly body: Readonly<Record<string, unknown>>;
  param(name: string): string;
  header(name: string): string | null;
}

export type Handler = (call: Call) => Answer;

export interface ListOptions {
  readonly key?: string;
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** The page that was asked for, of so many records; only its rows are made. */
export function page(
  call: Call,
  count: number,
  row: (index: number) => Readonly<Record<string, unknown>>,
  options: ListOptions = {},
): Answer {
  const { start, limit } = call.query.page;
  const rows: unknown[] = [];
  for (let n = start; n < Math.min(count, start + limit); n++) {
    rows.push(project(row(n), call.query.fields));
  }
  return { kind: 'list', rows, ...options };
}

/** The page that was asked for, of a list that is small enough to hold. */
export function pageOf<T>(
  call: Call,
  records: readonly T[],
  row: (record: T) => Readonly<Record<string, unknown>>,
  options: ListOptions = {},
): Answer {
  const { start, limit } = call.query.page;
  const rows = records
    .slice(start, start + limit)
    .map((record) => project(row(record), call.query.fields));
  return { kind: 'list', rows, ...options };
}

/** Everything, where the endpoint knows no pages. */
export function all<T>(
  records: readonly T[],
  row: (record: T) => Readonly<Record<string, unknown>>,
  options: ListOptions = {},
): Answer {
  return { kind: 'list', rows: records.map(row), ...options };
}

/** `fields` replaces the usual keys; one unknown name fails the whole call. */
function project(
  row: Readonly<Record<string, unknown>>,
  fields: readonly string[] | undefined,
): Readonly<Record<string, unknown>> {
  if (!fields) return row;
  return Object.fromEntries(
    ['id', ...fields].map((name) => {
      if (!Object.hasOwn(row, name)) throw new Refusal('INTERNAL_SERVER_ERROR');
      return [name, row[name]];
    }),
  );
}
