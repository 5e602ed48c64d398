/**
 * Adds up the points that were spent in an hour, for all who share it. Kept on disk or in Redis, they
 * survive a restart. Each method must be atomic.
 */
export interface PointsStore {
  /** Adds `points` (may be negative, or 0) to the hour (hours since 1970) and returns its total. */
  add(hour: number, points: number): Promise<number>;
  /** Raises the hour's total to `points` where it is less, and returns it. */
  raise(hour: number, points: number): Promise<number>;
}

/** Forgets with the process; what the server says corrects it. */
export function createPointsStore(): PointsStore {
  let current = { hour: 0, points: 0 };
  const at = (hour: number): { hour: number; points: number } => {
    if (hour > current.hour) current = { hour, points: 0 };
    return current;
  };
  return {
    add: async (hour, points) => (at(hour).points += points),
    async raise(hour, points) {
      const entry = at(hour);
      entry.points = Math.max(entry.points, points);
      return entry.points;
    },
  };
}
