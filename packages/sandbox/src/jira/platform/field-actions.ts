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

/** What `update` adds to an issue beside its values: comments, links and worklogs. */
export function runFieldActions(site: Site, call: Call, issue: Issue, actions: FieldActions): void {
  const current = (): Issue => site.store.issues.get(issue.id) ?? issue;
  const read = readerFor(site, call, issue.id);
  for (const added of actions.comment) {
    addComment(site, call.caller, current(), commentDraft(call, parsed(CommentInput, added), read));
  }
  for (const added of actions.issuelinks) {
    const { type, inwardIssue, outwardIssue } = parsed(LinkInput.partial(), added);
    const own = { id: issue.id };
    linkIssues(site, call.caller, {
      type: type ?? {},
      inwardIssue: inwardIssue ?? own,
      outwardIssue: outwardIssue ?? own,
    });
  }
  for (const added of actions.worklog) {
    addWorklog(
      site,
      call.caller,
      current(),
      worklogDraft(site, parsed(WorklogInput, added), read),
      {
        silent: false,
      },
    );
  }
}

function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (!result.success) throw badRequest('Invalid request payload.');
  return result.data;
}
