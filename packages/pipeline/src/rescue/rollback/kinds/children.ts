import type { CrosswalkRow } from '../../../store/store.ts';
import type { RollbackContext } from '../context.ts';
import {
  forget,
  keep,
  nothingOf,
  pass,
  type RollbackKind,
  takeBack,
  type Verdict,
} from '../kind.ts';
import { lookAt, orGone } from '../touches.ts';
import { COMMENT, ownerOf } from './issue-parts.ts';

/**
 * A task, a call or an event: a sub-task, an issue that is linked with its request, or a comment, as
 * the config said when it was written.
 */
function child(kind: string): RollbackKind {
  return {
    kind,
    how: 'its issue or its comment is deleted',
    async judge(context, row) {
      const owner = await ownerOf(context, row);
      const isOwnersBatch = owner?.batch === context.taken.id && owner.rollback === 'delete';
      const ownerGoes = !owner || context.uses.going.has(owner.targetKey ?? '');
      if (isOwnersBatch && (!ownerGoes || row.rollback === 'preserve')) return pass;
      if (row.targetKey !== undefined) return await judgeIssue(context, row, row.targetKey);
      // One that was never noted carries a marker in the issue's comments, and nothing else to find it by.
      return owner?.targetKey === undefined
        ? nothingOf(row)
        : await COMMENT.judge(context, row, owner.targetKey);
    },
    async takeBack(context, rows) {
      const { jsm, signal } = context;
      for (const row of rows) {
        const owner = (await ownerOf(context, row))?.targetKey ?? '';
        const taking =
          row.targetKey === undefined
            ? COMMENT.takeBack?.(context, row, owner)
            : jsm.issues.delete(row.targetKey, { signal });
        if (taking !== undefined) await orGone(taking);
      }
    },
    async stillThere(context, rows) {
      const { jsm, signal } = context;
      const there: CrosswalkRow[] = [];
      for (const row of rows) {
        const { targetKey } = row;
        const owner = (await ownerOf(context, row))?.targetKey ?? '';
        const isThere =
          targetKey === undefined
            ? await COMMENT.isThere?.(context, row, owner)
            : await orGone(jsm.issues.get(targetKey, { fields: ['created'], signal }));
        if (isThere) there.push(row);
      }
      return there;
    },
    goesWith: ({ store }, { sourceId }) => store.crosswalk.family(sourceId),
  };
}

async function judgeIssue(
  context: RollbackContext,
  row: CrosswalkRow,
  issueKey: string,
): Promise<Verdict> {
  const { store, uses } = context;
  const looked = await lookAt(context, issueKey, await store.crosswalk.family(row.sourceId));
  if (!looked) return forget;
  if (looked.touches.length > 0) {
    await uses.note(looked.issue);
    return keep(looked.touches.join('; '));
  }
  uses.going.add(issueKey);
  return takeBack(row);
}

export const CHILDREN: readonly RollbackKind[] = [child('task'), child('call'), child('event')];
