import { globalIdOf } from '../../../load/ticket/parts/original-link.ts';
import type { CrosswalkRow } from '../../../store/store.ts';
import type { RollbackContext } from '../context.ts';
import { forget, nothingOf, pass, type RollbackKind, takeBack } from '../kind.ts';
import { type Alone, COMMENT, FILE, fieldPart, notePart, partOf } from './issue-parts.ts';

const comment = (kind: string): RollbackKind => partOf(kind, 'the comment is deleted', COMMENT);
const file = (kind: string): RollbackKind => partOf(kind, 'the file is deleted', FILE);

/** A file or a comment, as the config said when it was written: only the issue tells. */
const HISTORY = partOf('history', 'the file or the comment is deleted', {
  async judge(context, row, issueKey) {
    const asFile = await FILE.judge(context, row, issueKey);
    return asFile.act === 'forget' ? await COMMENT.judge(context, row, issueKey) : asFile;
  },
  takeBack: async (context, row, issueKey) =>
    (await FILE.isThere?.(context, row, issueKey))
      ? await FILE.takeBack?.(context, row, issueKey)
      : await COMMENT.takeBack?.(context, row, issueKey),
  isThere: async (context, row, issueKey) =>
    ((await FILE.isThere?.(context, row, issueKey)) ||
      (await COMMENT.isThere?.(context, row, issueKey))) ??
    false,
});

const WORKLOG = partOf('time-entry', 'the worklog is deleted', {
  async judge({ jsm, signal }, row, issueKey) {
    const marker = `time-entry:${row.sourceId.split('/')[1]}`;
    const found = row.targetId ?? (await jsm.worklogs.find(issueKey, marker, { signal }))?.id;
    return found === undefined ? nothingOf(row) : takeBack({ ...row, targetId: found });
  },
  takeBack: ({ jsm, signal }, { targetId = '' }, issueKey) =>
    jsm.worklogs.delete(issueKey, targetId, { signal }),
  async isThere({ jsm, signal }, { targetId }, issueKey) {
    for await (const { id } of jsm.worklogs.list(issueKey, { signal })) {
      if (id === targetId) return true;
    }
    return false;
  },
});

const ORIGINAL_LINK = partOf('link', 'the link to the original is deleted', {
  judge: async (_, row) => (row.targetId === undefined ? nothingOf(row) : takeBack(row)),
  takeBack: ({ jsm, signal }, { sourceId }, issueKey) =>
    jsm.remoteLinks.delete(issueKey, globalIdOf(sourceId), { signal }),
  async isThere({ jsm, signal }, { sourceId }, issueKey) {
    const links = await jsm.remoteLinks.list(issueKey, { signal });
    return links.some(({ globalId }) => globalId === globalIdOf(sourceId));
  },
});

/** The two issues of a link are its row's target. Its type is one of those that the config names. */
const ISSUE_LINK: Alone = {
  judge: async (context, row) =>
    row.targetId === undefined
      ? nothingOf(row)
      : (await linksOf(context, row)).length > 0
        ? takeBack(row)
        : forget,
  async takeBack(context, row) {
    const { jsm, signal } = context;
    for (const id of await linksOf(context, row)) await jsm.issueLinks.delete(id, { signal });
  },
  isThere: async (context, row) => (await linksOf(context, row)).length > 0,
};

async function linksOf(
  { jsm, config, signal }: RollbackContext,
  { targetId = '' }: CrosswalkRow,
): Promise<string[]> {
  const [from = '', to = ''] = targetId.split(' ');
  const types = new Set(Object.values(config.tickets.linkTypes));
  const links = await jsm.issueLinks.list(from, { signal });
  return links
    .filter(({ type, inwardIssue, outwardIssue }) => {
      const leadsThere = inwardIssue?.key === to || outwardIssue?.key === to;
      return leadsThere && types.has(type.name);
    })
    .map(({ id }) => id);
}

const person = (kind: string): RollbackKind =>
  partOf(kind, 'they neither watch the issue nor take part in it', {
    judge: async (_, row) => (row.targetId === undefined ? pass : takeBack(row)),
    takeBack: ({ jsm, signal }, { targetId = '', targetKey }, issueKey) =>
      targetKey === 'watchers'
        ? jsm.watchers.remove(issueKey, targetId, { signal })
        : jsm.requests.removeParticipants(issueKey, [targetId], { signal }),
    async isThere({ jsm, signal }, { targetId, targetKey }, issueKey) {
      const people =
        targetKey === 'watchers'
          ? await jsm.watchers.list(issueKey, { signal })
          : await Array.fromAsync(jsm.requests.participants(issueKey, { signal }));
      return people.some(({ accountId }) => accountId === targetId);
    },
  });

export const TICKET_PARTS_BACK: readonly RollbackKind[] = [
  partOf('child-link', 'the link is deleted', ISSUE_LINK),
  partOf('ticket-link', 'the link is deleted', ISSUE_LINK),
  comment('thread'),
  comment('comment'),
  comment('continuation'),
  comment('rating'),
  comment('resolution'),
  file('attachment'),
  file('image'),
  file('original'),
  HISTORY,
  WORKLOG,
  ORIGINAL_LINK,
  person('follower'),
  person('cc'),
  fieldPart('description', 'text'),
  fieldPart('status', 'status'),
  fieldPart('child-status', 'status'),
  notePart('settled'),
  notePart('open-references'),
];
