import type { Checkpoint } from '@zdjsm/core';
import type { Id, Timestamp } from '../records.ts';
import type { Api, ListOptions, Target } from '../request/api.ts';
import { offsetList } from './offset-list.ts';
import { type SeekPosition, seekPage } from './seek.ts';
import { type ScannedRow, type Step, youngestSettled } from './stepped-list.ts';
import { BEGINNING, END, isoOf, isSince, rangeOf, type TimeBounds } from './time-range.ts';

export function asksForChanges({ modifiedFrom, modifiedTo }: TimeBounds): boolean {
  return modifiedFrom !== undefined || modifiedTo !== undefined;
}

/** The search, walked by time of creation, or of change where that is asked for. */
export function searchStep<T extends ScannedRow>(
  api: Api,
  { route, path, query }: Target,
  bounds: TimeBounds,
  options: ListOptions,
): Step<T> {
  const byChange = asksForChanges(bounds);
  const timeField = byChange ? 'modifiedTime' : 'createdTime';
  const to = isoOf((byChange ? bounds.modifiedTo : bounds.createdTo) ?? END);
  const others = byChange
    ? { createdTimeRange: rangeOf(bounds.createdFrom, bounds.createdTo) }
    : undefined;
  const source = {
    timeField,
    maxOffset: api.behaviour.searchMaxFrom,
    fetch: async (after: Timestamp, offset: number, limit: number) => {
      const range = { [`${timeField}Range`]: `${after},${to}`, sortBy: timeField };
      const page = { from: offset === 0 ? undefined : offset, limit };
      const target = { route, path, query: { ...query, ...others, ...range } };
      return (await api.rows<T>(target, page, options)).rows;
    },
  } as const;
  const start = byChange
    ? // A change from just before the bound may have reached the index only after the last pass.
      earlier(bounds.modifiedFrom ?? BEGINNING, api.behaviour.searchLagMs)
    : isoOf(bounds.createdFrom ?? BEGINNING);
  return {
    name: 'search',
    async page(position) {
      const from = seekPosition(position) ?? { after: start, offset: 0, seen: [] };
      const { items, next } = await seekPage(source, from);
      return { rows: items, next: next && { ...next } };
    },
  };
}

/** The newest from the list, which has no lag, down to where the index has caught up. */
export function newestStep<T extends ScannedRow>(
  api: Api,
  { route, path, query }: Target,
  options: ListOptions,
): Step<T> {
  const list = offsetList<T>(
    api,
    { route, path, query: { ...query, sortBy: '-createdTime' } },
    withoutFrom(options),
  );
  return {
    name: 'newest',
    async page(position, { recent }) {
      const { items, next } = await list.fetchPage(position);
      const settled = youngestSettled(api);
      const known = new Set<Id>(recent);
      const isYoung = isSince(settled);
      return {
        rows: items.filter((row) => isYoung(row) && !known.has(row.id)),
        next: items.every(isYoung) ? next : undefined,
      };
    },
  };
}

/** Whether records may be asked for that the index does not know yet. */
export function reachesNow(api: Api, { createdTo }: TimeBounds): boolean {
  return createdTo === undefined || isoOf(createdTo) > youngestSettled(api);
}

/** For the lists inside of a step, whose positions the scan's checkpoint holds. */
export function withoutFrom({ from: _, ...rest }: ListOptions): ListOptions {
  return rest;
}

function seekPosition(position: Checkpoint | undefined): SeekPosition | undefined {
  const { after, offset, seen } = position ?? {};
  if (typeof after !== 'string' || typeof offset !== 'number' || !Array.isArray(seen)) {
    return undefined;
  }
  return { after, offset, seen };
}

function earlier(time: string | Date, byMs: number): Timestamp {
  return isoOf(new Date(Math.max(0, Date.parse(isoOf(time)) - byMs)));
}
