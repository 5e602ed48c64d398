import { globalIdOf } from '../../../load/ticket/parts/original-link.ts';
import type { CrosswalkRow } from '../../../store/store.ts';
import type { RollbackContext } from '../context.ts';
import {
  forget,
  keep,
  left,
  nothingOf,
  pass,
  type RollbackKind,
  takeBack,
  type Verdict,
} from '../kind.ts';
import { orGone } from '../touches.ts';

const TEXTS: ReadonlySet<string> = new Set(['description', 'thread', 'comment']);

/**
 * What hangs on an issue goes with it. Only what a later batch (a retry, a sync) put onto an issue of
 * an earlier one is taken back by itself.
 */
function partOf(kind: string, how: string, { judge, ...acts }: Alone): RollbackKind {
  return {
    ...acts,
    kind,
    how,
    async judge(context, row) {
      const owner = await ownerOf(context, row);
      if (!owner) return nothingOf(row);
      if (owner.batch === context.taken.id && owner.rollback === 'delete') return pass;
      return owner.targetKey === undefined ? pass : await judge(context, row, owner.targetKey);
    },
  };
}

/** How it is taken back where its issue stays. */
interface Alone extends Pick<RollbackKind, 'takeBack' | 'stillThere'> {
  judge(context: RollbackContext, row: CrosswalkRow, issueKey: string): Promise<Verdict>;
}

const ownerOf = (
  { store }: RollbackContext,
  { sourceId }: CrosswalkRow,
): Promise<CrosswalkRow | undefined> => store.crosswalk.get('ticket', sourceId.split('/')[0] ?? '');

const issueKeyOf = async (context: RollbackContext, row: CrosswalkRow): Promise<string> =>
  (await ownerOf(context, row))?.targetKey ?? '';

function messages(kind: 'thread' | 'comment'): RollbackKind {
  return partOf(kind, 'the comment is deleted', {
    async judge({ jsm, activity, signal }, row, issueKey) {
      const marker = `${kind}:${row.sourceId.split('/')[1]}`;
      const id = row.targetId ?? (await jsm.comments.find(issueKey, marker, { signal }))?.id;
      const comment = id && (await orGone(jsm.comments.get(issueKey, id, { signal })));
      if (!comment) return nothingOf(row);
      const { created, updated = created, author, updateAuthor = author } = comment;
      if (updated !== created && !activity.isOurs({ by: updateAuthor, at: updated })) {
        return keep(`${updateAuthor?.displayName ?? 'somebody'} edited it at ${updated}`);
      }
      return takeBack({ ...row, targetId: comment.id });
    },
    async takeBack(context, rows) {
      const { jsm, signal } = context;
      for (const row of rows) {
        const key = await issueKeyOf(context, row);
        await orGone(jsm.comments.delete(key, row.targetId ?? '', { signal }));
      }
    },
    async stillThere(context, rows) {
      const { jsm, signal } = context;
      const there: CrosswalkRow[] = [];
      for (const row of rows) {
        const key = await issueKeyOf(context, row);
        if (await orGone(jsm.comments.get(key, row.targetId ?? '', { signal }))) there.push(row);
      }
      return there;
    },
  });
}

function files(kind: 'attachment' | 'image'): RollbackKind {
  return partOf(kind, 'the file is deleted', {
    async judge({ jsm, store, taken, signal }, row, issueKey) {
      if (row.targetId === undefined) {
        if (row.state === 'failed') return pass;
        return left(`whether ${issueKey} has the file was never noted: look at its attachments`);
      }
      const family = await store.crosswalk.family(row.sourceId.split('/')[0] ?? '');
      const shown = family.some((text) => TEXTS.has(text.kind) && text.changedIn === taken.id);
      if (shown) return keep('a text that this batch has changed shows it');
      const there = await orGone(jsm.attachments.get(row.targetId, { signal }));
      return there ? takeBack(row) : forget;
    },
    async takeBack(context, rows) {
      const { jsm, signal } = context;
      for (const row of rows) {
        const issueKey = await issueKeyOf(context, row);
        await orGone(jsm.attachments.delete(row.targetId ?? '', { issueKey, signal }));
      }
    },
    async stillThere({ jsm, signal }, rows) {
      const there: CrosswalkRow[] = [];
      for (const row of rows) {
        if (await orGone(jsm.attachments.get(row.targetId ?? '', { signal }))) there.push(row);
      }
      return there;
    },
  });
}

const ORIGINAL_LINK = partOf('link', 'the link to the original is deleted', {
  judge: async (_, row) => (row.targetId === undefined ? nothingOf(row) : takeBack(row)),
  async takeBack(context, rows) {
    const { jsm, signal } = context;
    for (const row of rows) {
      const key = await issueKeyOf(context, row);
      await orGone(jsm.remoteLinks.delete(key, globalIdOf(row.sourceId), { signal }));
    }
  },
  async stillThere(context, rows) {
    const { jsm, signal } = context;
    const there: CrosswalkRow[] = [];
    for (const row of rows) {
      const links = await jsm.remoteLinks.list(await issueKeyOf(context, row), { signal });
      if (links.some(({ globalId }) => globalId === globalIdOf(row.sourceId))) there.push(row);
    }
    return there;
  },
});

/** A value that Jira keeps no earlier one of. */
const fieldOf = (kind: string, name: string): RollbackKind =>
  partOf(kind, `the ${name} stays`, {
    judge: async (_, row) =>
      row.state === 'failed' ? pass : left(`its ${name} was set, and Jira can't set it back`),
  });

export const TICKET_PARTS_BACK: readonly RollbackKind[] = [
  messages('thread'),
  messages('comment'),
  files('attachment'),
  files('image'),
  ORIGINAL_LINK,
  fieldOf('description', 'text'),
  fieldOf('status', 'status'),
  // No record of the target: the note that all of a ticket is written, which is not so any more.
  partOf('settled', 'the note is forgotten', { judge: async () => forget }),
];
