import type { Store } from '../store/store.ts';

/** Fact of the store: account ids by the source's agents, as a person has named them. */
export const RECLAIMED = 'reclaimed-agents';

export async function readReclaimed({ meta }: Store): Promise<Readonly<Record<string, string>>> {
  const known = await meta.get(RECLAIMED);
  if (typeof known !== 'object' || known === null) return {};
  return Object.fromEntries(
    Object.entries(known).map(([agent, account]) => [agent, String(account)]),
  );
}
