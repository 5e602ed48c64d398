import type { Caller } from '../access/caller.ts';
import { may, projectOf } from '../access/guards.ts';
import { badRequest, Refusal } from '../api/refusal.ts';
import type { Doc, Issue, Worklog } from '../model/issues.ts';
import type { Json } from '../model/json.ts';
import type { Site } from '../site.ts';
import { mediaIds } from '../text/adf.ts';
import { parseAdf } from '../text/documents.ts';
import { setProperty } from './properties.ts';
import { saveIssue } from './save-issue.ts';

const MAX_WORKLOGS = 10_000;

export interface WorklogDraft {
  readonly seconds: number;
  readonly started: number;
  readonly comment: Doc | undefined;
  readonly properties: readonly { readonly key: string; readonly value: Json }[];
}

export function addWorklog(
  site: Site,
  caller: Caller,
  issue: Issue,
  { properties, ...draft }: WorklogDraft,
  options: { readonly silent: boolean },
): Worklog {
  const { store } = site;
  if (!may(site, caller, 'WORK_ON_ISSUES', projectOf(site, issue))) {
    throw badRequest('You do not have the permission to associate a worklog to this issue.');
  }
  if (store.worklogsByIssue.ids(issue.id).size >= MAX_WORKLOGS) {
    throw new Refusal(413, 'The maximum number of worklogs for this issue has been reached.');
  }
  refuseMedia(draft.comment);
  const now = site.clock.now();
  const id = store.nextId('worklog');
  const worklog = {
    id,
    issueId: issue.id,
    authorId: caller.account.accountId,
    ...draft,
    created: now,
    updated: now,
  };
  store.worklogs.set(id, worklog);
  for (const { key, value } of properties) setProperty(site, `worklog/${id}`, key, value);
  const saved = saveIssue(site, { ...issue, updated: now });
  if (!options.silent) site.outbox.toTeam('worklog-added', { issue: saved, actor: caller.account });
  return worklog;
}

/** A worklog's comment can't show files (facts § 4.7). */
export function refuseMedia(comment: Doc | undefined): void {
  if (comment !== undefined && mediaIds(parseAdf(comment)).length > 0) {
    throw new Refusal(400, 'INVALID_INPUT');
  }
}
