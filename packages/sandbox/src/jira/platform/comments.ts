import { z } from 'zod';
import { may, projectOf, requirePermission, visibleIssue } from '../access/guards.ts';
import { empty, json } from '../api/answer.ts';
import { type Call, type Handlers, list, param, readBody, wholeNumber } from '../api/call.ts';
import { badRequest, notFound } from '../api/refusal.ts';
import { addComment, editComment } from '../domain/comments.ts';
import { deleteProperties } from '../domain/properties.ts';
import { touchIssue } from '../domain/save-issue.ts';
import type { Comment, Issue } from '../model/issues.ts';
import type { Site } from '../site.ts';
import { commentBean } from './comment-bean.ts';
import { CommentInput, commentDraft } from './comment-input.ts';
import { isSilent } from './silence.ts';
import { readerFor } from './text-form.ts';
import { viewOf } from './view.ts';

const PAGE = 100;

export function commentHandlers(site: Site): Handlers {
  const commentOf = (issue: Issue, id: string): Comment => {
    const comment = site.store.comments.get(id);
    if (comment?.issueId !== issue.id) throw notFound(`Can not find a comment for the id: ${id}.`);
    return comment;
  };
  const show = (call: Call, comment: Comment) =>
    commentBean(viewOf(site, call), comment, list(call, 'expand'));

  return {
    addComment(call) {
      const { issue, project } = visibleIssue(site, call.caller, param(call, 'issueIdOrKey'));
      const message = 'You do not have the permission to comment on this issue.';
      requirePermission(site, call.caller, 'ADD_COMMENTS', project, message);
      const draft = commentDraft(
        call,
        readBody(call, CommentInput),
        readerFor(site, call, issue.id),
      );
      return json(show(call, addComment(site, call.caller, issue, draft)), { status: 201 });
    },

    getComments(call) {
      const { issue } = visibleIssue(site, call.caller, param(call, 'issueIdOrKey'));
      const all = site.store.commentsByIssue.find(issue.id);
      const orderBy = call.query.get('orderBy') ?? 'created';
      if (!/^[+-]?created$/.test(orderBy)) {
        throw badRequest(`Comments can only be ordered by 'created', not '${orderBy}'.`);
      }
      const ordered = orderBy.startsWith('-') ? all.toReversed() : all;
      const startAt = wholeNumber(call, 'startAt', 0);
      const maxResults = Math.min(PAGE, wholeNumber(call, 'maxResults', PAGE));
      return json({
        startAt,
        maxResults,
        total: all.length,
        comments: ordered
          .slice(startAt, startAt + maxResults)
          .map((comment) => show(call, comment)),
      });
    },

    getComment(call) {
      const { issue } = visibleIssue(site, call.caller, param(call, 'issueIdOrKey'));
      return json(show(call, commentOf(issue, param(call, 'id'))));
    },

    updateComment(call) {
      const { issue, project } = visibleIssue(site, call.caller, param(call, 'issueIdOrKey'));
      const before = commentOf(issue, param(call, 'id'));
      const own = before.authorId === call.caller.account.accountId;
      if (!own) requirePermission(site, call.caller, 'EDIT_ALL_COMMENTS', project);
      const draft = commentDraft(
        call,
        readBody(call, CommentInput),
        readerFor(site, call, issue.id),
      );
      const silent = isSilent(site, call, issue);
      return json(show(call, editComment(site, call.caller, issue, before, draft, { silent })));
    },

    deleteComment(call) {
      const { issue, project } = visibleIssue(site, call.caller, param(call, 'issueIdOrKey'));
      const comment = commentOf(issue, param(call, 'id'));
      const own = comment.authorId === call.caller.account.accountId;
      if (!own) requirePermission(site, call.caller, 'DELETE_ALL_COMMENTS', project);
      deleteProperties(site, `comment/${comment.id}`);
      site.store.comments.delete(comment.id);
      touchIssue(site, issue.id);
      return empty(204);
    },

    getCommentsByIds(call) {
      const { ids } = readBody(call, z.object({ ids: z.array(z.number()) }));
      if (ids.length > 1000) throw badRequest('The number of comment ids must not exceed 1000.');
      const found = ids
        .map((id) => site.store.comments.get(String(id)))
        .filter((comment) => comment !== undefined)
        .filter((comment) => {
          const issue = site.store.issues.get(comment.issueId);
          return issue && may(site, call.caller, 'BROWSE_PROJECTS', projectOf(site, issue));
        });
      return json({
        startAt: 0,
        maxResults: 1048576,
        total: found.length,
        isLast: true,
        values: found.map((comment) => show(call, comment)),
      });
    },
  };
}
