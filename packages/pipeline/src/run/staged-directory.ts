import type { Directory, NamedKind } from '../mapping/directory.ts';
import type { RunContext } from './context.ts';

/** Reads the names once: as many as there are agents, teams, products and contracts. */
export async function stagedDirectory({
  store,
  source,
}: Pick<RunContext, 'store' | 'source'>): Promise<Directory> {
  const { agent, team, product, contract } = source.parse;
  const parsers = { agent, team, product, contract } as const;
  const names = new Map<string, string>();
  const mentions = new Map<string, string>();
  for (const kind of ['agent', 'team', 'product', 'contract'] satisfies NamedKind[]) {
    for await (const { id, payload } of store.staging.iterate(kind)) {
      names.set(`${kind} ${id}`, parsers[kind](payload).name);
    }
  }
  for await (const { payload } of store.staging.iterate('agent')) {
    const { name, mentionId } = agent(payload);
    if (mentionId !== undefined) mentions.set(mentionId, name);
  }
  return {
    nameOf: (kind, id) => (id === undefined ? undefined : names.get(`${kind} ${id}`)),
    mentioned: (id) => mentions.get(id),
  };
}
