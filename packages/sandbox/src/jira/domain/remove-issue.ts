import type { Caller } from '../access/caller.ts';
import type { Issue } from '../model/issues.ts';
import type { Site } from '../site.ts';
import { deleteProperties } from './properties.ts';

/** Takes an issue away with all that hangs on it. Its number is never used again. */
export function removeIssue(
  site: Site,
  caller: Caller,
  issue: Issue,
  options: { readonly silent: boolean } = { silent: false },
): void {
  const { store } = site;
  for (const comment of store.commentsByIssue.find(issue.id)) {
    deleteProperties(site, `comment/${comment.id}`);
    store.comments.delete(comment.id);
  }
  for (const file of store.attachmentsByIssue.find(issue.id)) store.attachments.delete(file.id);
  for (const worklog of store.worklogsByIssue.find(issue.id)) store.worklogs.delete(worklog.id);
  for (const link of store.linksByIssue.find(issue.id)) store.links.delete(link.id);
  for (const link of store.remoteLinksByIssue.find(issue.id)) store.remoteLinks.delete(link.id);
  for (const change of store.changesByIssue.find(issue.id)) store.changes.delete(change.id);
  deleteProperties(site, `issue/${issue.id}`);
  store.feedback.delete(issue.id);
  store.issues.delete(issue.id);
  site.search.removed(issue.id);
  if (!options.silent) site.outbox.toTeam('issue-deleted', { issue, actor: caller.account });
}
