import { ConfigurationError } from '@zdjsm/core';
import type { Timestamp } from '../records.ts';
import type { Query } from '../request/route.ts';

/** Bounds of creation and change, both inclusive: ISO 8601 or a Date. */
export interface TimeBounds {
  readonly createdFrom?: string | Date;
  readonly createdTo?: string | Date;
  readonly modifiedFrom?: string | Date;
  readonly modifiedTo?: string | Date;
}

// Zoho's pattern knows the years 1900 to 2099 and wants milliseconds and a literal Z.
export const BEGINNING = '1970-01-01T00:00:00.000Z';
export const END = '2099-12-31T23:59:59.999Z';

/** Turns bounds into the `…TimeRange` parameters and leaves the rest as it is. */
export function timeRange<T extends TimeBounds>(query: T): Query {
  const { createdFrom, createdTo, modifiedFrom, modifiedTo, ...rest } = query;
  return {
    ...rest,
    createdTimeRange: rangeOf(createdFrom, createdTo),
    modifiedTimeRange: rangeOf(modifiedFrom, modifiedTo),
  };
}

export function rangeOf(
  from: string | Date | undefined,
  to: string | Date | undefined,
): string | undefined {
  if (from === undefined && to === undefined) return undefined;
  return `${isoOf(from ?? BEGINNING)},${isoOf(to ?? END)}`;
}

/** Tells which rows of a list were created within the bounds. */
export function withinCreation({
  createdFrom = BEGINNING,
  createdTo = END,
}: TimeBounds): (row: { readonly createdTime?: Timestamp }) => boolean {
  const [from, to] = [isoOf(createdFrom), isoOf(createdTo)];
  // Zoho chose the rows by its own index: one whose time can't be read is wanted, not lost.
  return ({ createdTime }) => {
    const time = readableTime(createdTime) ?? from;
    return time >= from && time <= to;
  };
}

/** Tells which rows were created at this time or later; of one whose time can't be read it is not known. */
export const isSince =
  (time: Timestamp): ((row: { readonly createdTime?: Timestamp }) => boolean) =>
  ({ createdTime }) =>
    (readableTime(createdTime) ?? '') >= time;

/** Written in one way, so that times can be compared as strings; undefined for what Zoho can't mean. */
export function readableTime(value: unknown): Timestamp | undefined {
  const parsed = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(parsed)) return undefined;
  const time = new Date(parsed).toISOString();
  return time >= BEGINNING && time <= END ? time : undefined;
}

/** `2026-03-24T09:50:03.000Z` */
export function isoOf(time: string | Date): Timestamp {
  const date = new Date(time);
  if (!Number.isNaN(date.getTime())) return date.toISOString();
  throw new ConfigurationError({
    setting: 'time',
    message: `“${String(time)}” is not a time`,
    remedy: 'Give ISO 8601 with a zone, as in 2024-01-31T00:00:00Z.',
  });
}
