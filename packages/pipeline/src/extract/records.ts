import { normalizedEmail } from '../mapping/addresses.ts';
import type { RunContext } from '../run/context.ts';
import type { Source } from '../source/source.ts';
import { CHILD_KINDS, MASTER_KINDS } from './kinds.ts';
import { extractPages } from './pages.ts';

/** Stages all records that tickets refer to. */
export async function extractMasters(context: RunContext): Promise<void> {
  const { source, config } = context;
  for (const kind of MASTER_KINDS) {
    if (kind === 'contract' && config.scope.without.includes(kind)) continue;
    await extractPages(context, {
      kind,
      names: namesIn(kind, source),
      parse: source.parse[kind],
      read: (options) => source.masters(kind, options),
    });
  }
}

/** Stages all records that hang on tickets and are listed by themselves. */
export async function extractChildren(context: RunContext): Promise<void> {
  const { source, config } = context;
  for (const kind of CHILD_KINDS) {
    if (config.scope.without.includes(kind)) continue;
    await extractPages(context, {
      kind,
      parse: source.parse[kind],
      read: (options) => source.children(kind, options),
    });
  }
}

/** What else records of a kind are called: a contact is found by the address that a mail was copied to. */
export function namesIn(
  kind: string,
  { parse, customModules }: Source,
): ((payload: unknown) => readonly string[]) | undefined {
  // A look-up names a record by its id alone, whatever module it is in.
  if (kind === 'custom-record' && customModules) {
    return (payload) => [customModules.parse.record(payload).id];
  }
  if (kind !== 'contact') return undefined;
  return (payload) => {
    const address = normalizedEmail(parse.contact(payload).email);
    return address === undefined ? [] : [address];
  };
}
