import type { Contender } from './contenders.ts';

/** Megabytes of HTML a second of CPU: the best of several rounds over all documents. Crashes cost what they cost. */
export function speedOf(
  { convert }: Contender,
  documents: readonly string[],
  rounds: number,
): number {
  const bytes = documents.reduce((sum, html) => sum + Buffer.byteLength(html), 0);
  let best = 0;
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage();
    for (const html of documents) {
      try {
        convert(html);
      } catch {
        // Counted where the documents are looked at.
      }
    }
    const { user, system } = process.cpuUsage(before);
    best = Math.max(best, bytes / (user + system));
  }
  return best;
}

/** How the time a byte grows when the input grows sixteenfold: 1 is linear, 16 is quadratic. */
export function growthOf({ convert }: Contender, pattern: string, megabytes: number): number {
  const costOf = (bytes: number): number => {
    const html = pattern.repeat(Math.ceil(bytes / pattern.length));
    const before = process.cpuUsage();
    convert(html);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / html.length;
  };
  const large = megabytes * 1_000_000;
  costOf(large / 16);
  return costOf(large) / costOf(large / 16);
}
