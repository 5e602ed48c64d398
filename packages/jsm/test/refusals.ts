/** Refusals of a server whose bucket holds so many tokens and gets so many a second. */
export function refusals(times: readonly number[], perSecond: number, capacity: number): number {
  let tokens = capacity;
  let refused = 0;
  let last = times[0] ?? 0;
  for (const time of [...times].sort((a, b) => a - b)) {
    tokens = Math.min(capacity, tokens + ((time - last) / 1_000) * perSecond);
    last = time;
    if (tokens >= 1) tokens -= 1;
    else refused += 1;
  }
  return refused;
}
