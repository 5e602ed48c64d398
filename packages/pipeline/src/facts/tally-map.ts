/** Counts by name. */
export type TallyMap = Map<string, number>;

export function countIn(map: TallyMap, name: string, more = 1): void {
  map.set(name, (map.get(name) ?? 0) + more);
}

/** The most frequent first; of equal ones in the order of the alphabet. */
export function ranked(map: ReadonlyMap<string, number>): [name: string, count: number][] {
  return [...map].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
}

/** `"Open" (12), "Closed" (3) and 4 more`: the most frequent, so that a message stays readable. */
export function listed(map: ReadonlyMap<string, number>, most = 8): string {
  const names = ranked(map).map(([name, count]) => `"${name}" (${count})`);
  const rest = names.length - most;
  return rest > 0 ? `${names.slice(0, most).join(', ')} and ${rest} more` : names.join(', ');
}
