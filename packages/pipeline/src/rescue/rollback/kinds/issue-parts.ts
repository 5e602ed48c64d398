import type { CrosswalkRow } from '../../../store/store.ts';
import type { RollbackContext } from '../context.ts';
import { forget, keep, left, nothingOf, pass, type RollbackKind, type Verdict } from '../kind.ts';
import { orGone } from '../touches.ts';

/** How a part is taken back where its issue stays. */
export interface Alone {
  judge(context: RollbackContext, row: CrosswalkRow, issueKey: string): Promise<Verdict>;
  takeBack?(context: RollbackContext, row: CrosswalkRow, issueKey: string): Promise<unknown>;
  isThere?(context: RollbackContext, row: CrosswalkRow, issueKey: string): Promise<boolean>;
}

/**
 * What hangs on an issue goes with it. Only what a later batch (a retry, a sync) put onto an issue of
 * an earlier one is taken back by itself.
 */
export function partOf(kind: string, how: string, alone: Alone): RollbackKind {
  return {
    kind,
    how,
    async judge(context, row) {
      const owner = await ownerOf(context, row);
      if (!owner) return nothingOf(row);
      if (owner.batch === context.taken.id && owner.rollback === 'delete') return pass;
      return owner.targetKey === undefined
        ? pass
        : await alone.judge(context, row, owner.targetKey);
    },
    async takeBack(context, rows) {
      for (const row of rows) {
        const taking = alone.takeBack?.(context, row, await issueKeyOf(context, row));
        if (taking !== undefined) await orGone(taking);
      }
    },
    async stillThere(context, rows) {
      const there: CrosswalkRow[] = [];
      for (const row of rows) {
        if (await alone.isThere?.(context, row, await issueKeyOf(context, row))) there.push(row);
      }
      return there;
    },
  };
}

/** The ticket that a part hangs on: its id begins the part's. */
export const ownerOf = (
  { store }: RollbackContext,
  { sourceId }: CrosswalkRow,
): Promise<CrosswalkRow | undefined> => store.crosswalk.get('ticket', sourceId.split('/')[0] ?? '');

const issueKeyOf = async (context: RollbackContext, row: CrosswalkRow): Promise<string> =>
  (await ownerOf(context, row))?.targetKey ?? '';

/** A value that Jira keeps no earlier one of. */
export const fieldPart = (kind: string, name: string): RollbackKind =>
  partOf(kind, `the ${name} stays`, {
    judge: async (_, row) =>
      row.state === 'failed' ? pass : left(`its ${name} was set, and Jira can't set it back`),
  });

/** No record of the target: a note of how far a ticket has come, which is not so any more. */
export const notePart = (kind: string): RollbackKind =>
  partOf(kind, 'the note is forgotten', { judge: async () => forget });

/** Whether a comment was edited by others since. */
export async function judgeComment(
  { jsm, activity, signal }: RollbackContext,
  row: CrosswalkRow,
  issueKey: string,
): Promise<Verdict> {
  const marker = `${row.kind}:${row.sourceId.split('/').slice(1).join('/')}`;
  const id = row.targetId ?? (await jsm.comments.find(issueKey, marker, { signal }))?.id;
  const comment = id ? await orGone(jsm.comments.get(issueKey, id, { signal })) : undefined;
  if (!comment) return nothingOf(row);
  const { created, updated = created, author, updateAuthor = author } = comment;
  if (updated !== created && !activity.isOurs({ by: updateAuthor, at: updated })) {
    return keep(`${updateAuthor?.displayName ?? 'somebody'} edited it at ${updated}`);
  }
  return { act: 'take-back', row: { ...row, targetId: comment.id } };
}

export const COMMENT: Alone = {
  judge: judgeComment,
  takeBack: ({ jsm, signal }, { targetId = '' }, issueKey) =>
    jsm.comments.delete(issueKey, targetId, { signal }),
  isThere: async ({ jsm, signal }, { targetId = '' }, issueKey) =>
    (await orGone(jsm.comments.get(issueKey, targetId, { signal }))) !== undefined,
};

const TEXTS: ReadonlySet<string> = new Set(['description', 'thread', 'comment']);

export const FILE: Alone = {
  async judge(context, row, issueKey) {
    const { store, taken } = context;
    if (row.targetId === undefined) {
      if (row.state === 'failed') return pass;
      return left(`whether ${issueKey} has the file was never noted: look at its attachments`);
    }
    const family = await store.crosswalk.family(row.sourceId.split('/')[0] ?? '');
    const shown = family.some((text) => TEXTS.has(text.kind) && text.changedIn === taken.id);
    if (shown) return keep('a text that this batch has changed shows it');
    return (await hasFile(context, row, issueKey)) ? { act: 'take-back', row } : forget;
  },
  takeBack: ({ jsm, signal }, { targetId = '' }, issueKey) =>
    jsm.attachments.delete(targetId, { issueKey, signal }),
  isThere: (context, row, issueKey) => hasFile(context, row, issueKey),
};

async function hasFile(
  { jsm, signal }: RollbackContext,
  { targetId }: CrosswalkRow,
  issueKey: string,
): Promise<boolean> {
  const files = await jsm.attachments.list(issueKey, { signal });
  return files.some(({ id }) => String(id) === targetId);
}
