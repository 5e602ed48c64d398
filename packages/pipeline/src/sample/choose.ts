import { countIn, type TallyMap } from '../facts/tally-map.ts';

/** A ticket of the sample, and what makes it ugly. */
export interface Marked {
  readonly id: string;
  readonly traits: readonly string[];
}

/** So many tickets show each trait, where there are as many. */
const OF_EACH_TRAIT = 3;

/**
 * The ugliest so many: some of each trait first, the rarest traits before the others, then those with
 * the most and rarest. The same tickets give the same sample.
 */
export function chooseSample(tickets: readonly Marked[], size: number): Marked[] {
  const counts: TallyMap = new Map();
  for (const { traits } of tickets) for (const trait of traits) countIn(counts, trait);
  const score = ({ traits }: Marked): number =>
    traits.reduce((sum, trait) => sum + 1 / (counts.get(trait) ?? 1), 0);
  const ugliest = tickets
    .map((ticket) => ({ ticket, score: score(ticket) }))
    .sort((a, b) => b.score - a.score || (a.ticket.id < b.ticket.id ? -1 : 1))
    .map(({ ticket }) => ticket);
  const rarest = [...counts].sort(([a, n], [b, m]) => n - m || (a < b ? -1 : 1));
  const chosen = new Map<string, Marked>();
  const add = (ticket: Marked | undefined): void => {
    if (ticket && chosen.size < size) chosen.set(ticket.id, ticket);
  };
  // One of each before a second of any: a small sample shows as many traits as it can.
  for (let wanted = 1; wanted <= OF_EACH_TRAIT; wanted += 1) {
    for (const [trait] of rarest) {
      const shown = [...chosen.values()].filter(({ traits }) => traits.includes(trait)).length;
      if (shown >= wanted) continue;
      add(ugliest.find(({ id, traits }) => traits.includes(trait) && !chosen.has(id)));
    }
  }
  for (const ticket of ugliest) add(ticket);
  return [...chosen.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
