import { z } from 'zod';
import { json } from '../api/answer.ts';
import { type Call, flag, type Handlers, list, param, readBody } from '../api/call.ts';
import { deskPage } from '../api/paging.ts';
import { badRequest, forbidden, notFound } from '../api/refusal.ts';
import { addComment, commentById, VISIBILITY_PROPERTY } from '../domain/comments.ts';
import { isAgent, publicComments } from '../domain/customer-view.ts';
import { setProperty } from '../domain/properties.ts';
import { textReader } from '../domain/rich-text.ts';
import type { Comment } from '../model/issues.ts';
import type { Site } from '../site.ts';
import { deskView } from './desk-view.ts';
import { attachmentDto, commentDto, commentFiles } from './request-dto.ts';
import { type VisibleRequest, visibleRequest } from './visible-request.ts';

export function requestCommentHandlers(site: Site): Handlers {
  const show = (call: Call, request: VisibleRequest, comment: Comment) => {
    const expand = list(call, 'expand');
    return commentDto(deskView(site, call), call, request.issue, comment, {
      attachment: expand.includes('attachment'),
      renderedBody: expand.includes('renderedBody'),
    });
  };
  const commentOf = (call: Call, { issue, agent }: VisibleRequest): Comment => {
    const comment = site.store.comments.get(param(call, 'commentId'));
    if (comment?.issueId !== issue.id || (comment.internal && !agent)) {
      throw notFound('The comment does not exist, or you do not have permission to see it.');
    }
    return comment;
  };

  return {
    createRequestComment(call) {
      const request = visibleRequest(site, call);
      const { body = '', public: isPublic } = readBody(call, CommentInput);
      if (body.trim() === '') throw badRequest('The comment body must not be empty.');
      const comment = addDeskComment(site, call, request, body, isPublic ?? true);
      return json(show(call, request, comment), { status: 201 });
    },

    /** Who may not see the comments gets none, and no error (facts § 3.5). */
    getRequestComments(call) {
      const request = visibleRequest(site, call);
      const { issue, agent } = request;
      const [wantsPublic, wantsInternal] = [
        flag(call, 'public', true),
        flag(call, 'internal', true),
      ];
      const visible = agent
        ? site.store.commentsByIssue.find(issue.id)
        : publicComments(site, issue);
      const comments = visible.filter(({ internal }) => (internal ? wantsInternal : wantsPublic));
      return json(
        deskPage(call, comments, site.switches.deskPageLimit, (comment) =>
          show(call, request, comment),
        ),
      );
    },

    getRequestCommentById(call) {
      const request = visibleRequest(site, call);
      return json(show(call, request, commentOf(call, request)));
    },

    getCommentAttachments(call) {
      const request = visibleRequest(site, call);
      const files = commentFiles(site, request.issue, commentOf(call, request));
      const view = deskView(site, call);
      return json(
        deskPage(call, files, site.switches.deskPageLimit, (file) =>
          attachmentDto(view, request.issue, file),
        ),
      );
    },
  };
}

const CommentInput = z.object({ body: z.string().optional(), public: z.boolean().optional() });

/** A comment in wiki markup, with the visibility that the JSM API states. */
export function addDeskComment(
  site: Site,
  call: Call,
  request: VisibleRequest,
  wiki: string,
  isPublic: boolean,
): Comment {
  const { issue, project } = request;
  if (!isPublic && !isAgent(site, call.caller.account, project)) {
    throw forbidden('Customers can only add public comments.');
  }
  const current = site.store.issues.get(issue.id) ?? issue;
  const { id } = addComment(site, call.caller, current, {
    body: textReader(site, 'wiki', issue.id)(wiki, 'comment'),
    wiki,
    properties: [],
    internal: !isPublic,
  });
  setProperty(site, `comment/${id}`, VISIBILITY_PROPERTY, { internal: !isPublic });
  return commentById(site, id);
}
