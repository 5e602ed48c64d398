import type { Store } from '../../store/store.ts';

const keyOf = (batch: string): string => `rollback-plan:${batch}`;

/** What the last look at a batch found, kept for the decision whether to roll it back. */
export const lastPlan = (batch: string, touched: number): Readonly<Record<string, unknown>> => ({
  [keyOf(batch)]: { touched },
});

/** Records that others had touched then; undefined when nobody has looked. */
export async function touchedIn({ meta }: Store, batch: string): Promise<number | undefined> {
  const plan = (await meta.get(keyOf(batch))) as { readonly touched?: number } | undefined;
  return plan?.touched;
}
