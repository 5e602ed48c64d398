import { projectKeysOf } from '../../../config/project-keys.ts';
import type { CrosswalkRow } from '../../../store/store.ts';
import type { RollbackContext } from '../context.ts';
import { keep, nothingOf, pass, type RollbackKind, takeBack } from '../kind.ts';
import { lookAt, orGone } from '../touches.ts';

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
    if (!looked) return { act: 'forget' };
    const approved = family.find(({ batch }) => context.approved.has(batch));
    const whyKept = approved
      ? [`a part of it came with batch ${approved.batch}, which is approved`, ...looked.touches]
      : looked.touches;
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
  goesWith: ({ store }, { sourceId }) => store.crosswalk.family(sourceId),
};

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
