import type { FieldChange } from '../../store/store.ts';
import { describeThrown, hookError } from './hook-error.ts';
import type { HookContext, HookName, Hooks } from './hooks.ts';
import { PATCHES } from './patches.ts';

type HookOf<N extends HookName> = NonNullable<Hooks[N]>;
type DraftOf<N extends HookName> = Parameters<HookOf<N>>[0];
type PatchOf<N extends HookName> = NonNullable<ReturnType<HookOf<N>>>;

export interface HookCall<N extends HookName> {
  readonly draft: DraftOf<N>;
  readonly record: Parameters<HookOf<N>>[1];
  /** As a reader of the report finds it: `ticket 1892000000042034`. */
  readonly name: string;
}

/**
 * What the hook of that name wants to be otherwise: nothing, where there is none.
 *
 * @throws ZdjsmError `HOOK`: it threw, or returned what no target can hold.
 */
export function callHook<N extends HookName>(
  hooks: Hooks,
  hook: N,
  { draft, record, name }: HookCall<N>,
  context: HookContext = NO_NAMES,
): { readonly patch: PatchOf<N>; readonly changes: FieldChange[] } {
  const call = hooks[hook] as
    | ((draft: DraftOf<N>, record: HookCall<N>['record'], context: HookContext) => unknown)
    | undefined;
  if (!call) return { patch: {} as PatchOf<N>, changes: [] };
  let returned: unknown;
  try {
    returned = call(draft, record, context);
  } catch (error) {
    throw hookError(hook, name, describeThrown(error), error);
  }
  if (returned === undefined) return { patch: {} as PatchOf<N>, changes: [] };
  if (returned instanceof Promise) {
    // It may fail later, and nobody would listen.
    returned.catch(() => {});
    throw hookError(hook, name, 'returned a promise: hooks are synchronous');
  }
  const result = PATCHES[hook].safeParse(returned);
  if (!result.success) {
    const problems = result.error.issues.map(
      ({ path, message }) => `${path.map(String).join('.') || 'what it returned'}: ${message}`,
    );
    throw hookError(hook, name, `returned nonsense: ${problems.join('; ')}`);
  }
  const patch = result.data as PatchOf<N>;
  const changes = Object.keys(patch).map((field) => ({
    field,
    reason: 'set-by-hook',
    detail: `hooks.${hook}`,
  }));
  return { patch, changes };
}

const NO_NAMES: HookContext = { nameOf: () => undefined };
