import { normalizedEmail } from '../mapping/addresses.ts';
import type { RunContext } from '../run/context.ts';
import type { ChildKind, MasterKind, Source } from '../source/source.ts';
import { extractPages } from './pages.ts';

/** In the order in which the target needs them. */
export const MASTER_KINDS: readonly MasterKind[] = [
  'department',
  'agent',
  'team',
  'product',
  'account',
  'contact',
  'contract',
];

export const CHILD_KINDS: readonly ChildKind[] = ['task', 'call', 'event', 'rating'];

/** Stages all records that tickets refer to. */
export async function extractMasters(context: RunContext): Promise<void> {
  const { source, config } = context;
  for (const kind of MASTER_KINDS) {
    if (kind === 'contract' && config.scope.without.includes(kind)) continue;
    const names = kind === 'contact' ? addressOf(source) : undefined;
    await extractPages(context, { kind, names, read: (options) => source.masters(kind, options) });
  }
}

/** Stages all records that hang on tickets and are listed by themselves. */
export async function extractChildren(context: RunContext): Promise<void> {
  const { source, config } = context;
  for (const kind of CHILD_KINDS) {
    if (config.scope.without.includes(kind)) continue;
    await extractPages(context, { kind, read: (options) => source.children(kind, options) });
  }
}

/** By which a contact is found who was copied in a mail. */
const addressOf =
  ({ parse }: Source) =>
  (payload: unknown): string[] => {
    const address = normalizedEmail(parse.contact(payload).email);
    return address === undefined ? [] : [address];
  };
