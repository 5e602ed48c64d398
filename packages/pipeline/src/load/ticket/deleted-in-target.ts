import { NotFoundError } from '@zdjsm/jsm';
import { isoNow } from '../../run/context.ts';
import type { CrosswalkRow } from '../../store/store.ts';
import type { LoadContext } from '../load-context.ts';

/** Whether an error says that somebody has deleted the issue since it was loaded. */
export async function isDeletedInTarget(
  { jsm, signal }: LoadContext,
  before: CrosswalkRow | undefined,
  error: unknown,
): Promise<boolean> {
  if (before?.targetKey === undefined || !(error instanceof NotFoundError)) return false;
  try {
    await jsm.issues.get(before.targetKey, { fields: ['status'], signal });
    return false;
  } catch (cause) {
    if (cause instanceof NotFoundError) return true;
    throw cause;
  }
}

/**
 * An issue that somebody deleted is not made again: it is reported, and what was yet to be written
 * to it is left out.
 */
export async function acceptDeletion(context: LoadContext, ticketId: string): Promise<void> {
  const { store, clock } = context;
  const family = await store.crosswalk.family(ticketId);
  const reason = 'its issue was deleted in the target';
  const rows = family.flatMap((row): CrosswalkRow[] => {
    if (row.state !== 'failed' && row.state !== 'intent') return [];
    const at = isoNow(clock);
    return [
      row.targetId === undefined
        ? { ...row, state: 'skipped', reason, error: undefined, at }
        : { ...row, state: 'done', error: undefined, at },
    ];
  });
  const conflict = {
    field: 'issue',
    reason: 'deleted-in-target',
    detail: 'somebody deleted the issue; it is not made again',
    outcome: 'target-kept',
  } as const;
  await store.commit({
    crosswalk: rows,
    conflicts: [{ kind: 'ticket', sourceId: ticketId, conflicts: [conflict] }],
  });
}
