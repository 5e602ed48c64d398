import { defineScript, type SharedState } from '@zdjsm/core';
import type { PointsStore } from '../points-store.ts';

// Kept beyond its hour, for clocks that differ.
const KEPT_MS = 2 * 3_600_000;

// KEYS: the hour. ARGV: points to add, and what the total is at least.
const BOOK = defineScript(`
local points = (tonumber(redis.call('GET', KEYS[1])) or 0) + tonumber(ARGV[2])
points = math.max(points, tonumber(ARGV[3]))
redis.call('SET', KEYS[1], points, 'PX', ${KEPT_MS})
return { math.ceil(points) }
`);

export function createSharedPoints(state: SharedState): PointsStore {
  const book = async (hour: number, points: number, atLeast: number): Promise<number> => {
    const [total] = await state.run(BOOK, [`points:${hour}`], [points, atLeast]);
    return Number(total);
  };
  return {
    add: (hour, points) => book(hour, points, 0),
    raise: (hour, points) => book(hour, 0, points),
  };
}
