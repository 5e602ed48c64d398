import type { RunContext } from '../../run/context.ts';
import type { ChangeTally } from './found.ts';

/** Of accounts and contacts, those that are staged and that the source lists no more. */
export async function findGoneCustomers(
  { source, store, signal }: RunContext,
  tally: ChangeTally,
): Promise<readonly { readonly kind: 'account' | 'contact'; readonly id: string }[]> {
  const gone: { kind: 'account' | 'contact'; id: string }[] = [];
  for (const kind of ['account', 'contact'] as const) {
    if (!source.ids) break;
    const listed = new Set<string>();
    for await (const ids of source.ids(kind, { signal })) for (const id of ids) listed.add(id);
    for await (const { id } of store.staging.iterate(kind)) {
      if (!listed.has(id)) gone.push({ kind, id });
    }
  }
  for (const { kind } of gone) tally.note(kind, 'gone');
  return gone;
}
