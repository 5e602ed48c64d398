import { projectKeysOf } from '../../../config/project-keys.ts';
import type { CrosswalkRow } from '../../../store/store.ts';
import type { RollbackContext } from '../context.ts';
import { forget, keep, nothingOf, pass, type RollbackKind, takeBack } from '../kind.ts';
import { isSubtask, lookAt, orGone } from '../touches.ts';

/** The issue goes with everything that hangs on it. */
export const TICKETS: RollbackKind = {
  kind: 'ticket',
  how: 'the issue is deleted, with its comments, files and links',
  async judge(context, row) {
    const { store, uses } = context;
    if (row.rollback === 'preserve') return pass;
    const key = row.targetKey ?? (await findIssue(context, row.sourceId));
    if (key === undefined) return nothingOf(row);
    const family = await store.crosswalk.family(row.sourceId);
    const looked = await lookAt(context, key, family);
    if (!looked) return forget;
    const approved = family.find(({ batch }) => context.approved.has(batch));
    const whyKept = [
      ...(approved ? [`a part of it came with batch ${approved.batch}, which is approved`] : []),
      ...looked.touches,
      ...(await touchesBelow(context, family)),
    ];
    if (whyKept.length > 0) {
      await uses.note(looked.issue);
      return keep(whyKept.join('; '));
    }
    uses.going.add(key);
    return takeBack({ ...row, targetKey: key });
  },
  async takeBack({ jsm, signal }, rows) {
    for (const { targetKey = '' } of rows) await orGone(jsm.issues.delete(targetKey, { signal }));
  },
  async stillThere({ jsm, signal }, rows) {
    const there: CrosswalkRow[] = [];
    for (const row of rows) {
      const reading = jsm.issues.get(row.targetKey ?? '', { fields: ['created'], signal });
      if (await orGone(reading)) there.push(row);
    }
    return there;
  },
  async goesWith({ store }, { sourceId }) {
    const family = await store.crosswalk.family(sourceId);
    // An issue that is only linked with it is taken back by itself.
    return family.filter(({ kind, rollback }) => kind === 'ticket' || rollback === 'preserve');
  },
};

/** Sub-tasks are deleted with their issue, so nobody may have touched them either. */
async function touchesBelow(
  context: RollbackContext,
  family: readonly CrosswalkRow[],
): Promise<string[]> {
  const touches: string[] = [];
  for (const row of family.filter(isSubtask)) {
    const { targetKey = '' } = row;
    const looked = await lookAt(
      context,
      targetKey,
      family.filter(({ sourceId }) => sourceId === row.sourceId),
    );
    touches.push(...(looked?.touches ?? []).map((touch) => `in ${targetKey} ${touch}`));
  }
  return touches;
}

/** What an interrupted attempt may have made. */
async function findIssue(
  { jsm, config, signal }: RollbackContext,
  ticketId: string,
): Promise<string | undefined> {
  for (const projectKey of projectKeysOf(config)) {
    const found = await jsm.requests.find(ticketId, { projectKey, signal });
    if (found) return found.issueKey;
  }
  return undefined;
}
