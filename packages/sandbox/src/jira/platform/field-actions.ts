import type { z } from 'zod';
import type { Call } from '../api/call.ts';
import { badRequest } from '../api/refusal.ts';
import { addComment } from '../domain/comments.ts';
import { linkIssues } from '../domain/links.ts';
import type { FieldActions } from '../domain/read-fields.ts';
import { addWorklog } from '../domain/worklogs.ts';
import type { Issue } from '../model/issues.ts';
import type { Site } from '../site.ts';
import { CommentInput, commentDraft } from './comment-input.ts';
import { LinkInput } from './link-input.ts';
import { readerFor } from './text-form.ts';
import { WorklogInput, worklogDraft } from './worklog-input.ts';

/**
 * What `update` adds to an issue beside its values: comments, links and worklogs. They are read
 * before anything is written; what comes back writes them.
 */
export function readFieldActions(
  site: Site,
  call: Call,
  issueId: string | undefined,
  actions: FieldActions,
): (issue: Issue) => void {
  const read = readerFor(site, call, issueId);
  const comments = actions.comment.map((added) =>
    commentDraft(call, parsed(CommentInput, added), read),
  );
  const links = actions.issuelinks.map((added) => parsed(LinkInput.partial(), added));
  const worklogs = actions.worklog.map((added) =>
    worklogDraft(site, parsed(WorklogInput, added), read),
  );

  return (issue) => {
    const current = (): Issue => site.store.issues.get(issue.id) ?? issue;
    const own = { id: issue.id };
    for (const draft of comments) addComment(site, call.caller, current(), draft);
    for (const { type = {}, inwardIssue = own, outwardIssue = own } of links) {
      linkIssues(site, call.caller, { type, inwardIssue, outwardIssue });
    }
    for (const draft of worklogs) {
      addWorklog(site, call.caller, current(), draft, { silent: false });
    }
  };
}

function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (!result.success) throw badRequest('Invalid request payload.');
  return result.data;
}
