import { z } from 'zod';
import { requireAdmin, visibleIssue } from '../access/guards.ts';
import { empty, json } from '../api/answer.ts';
import { type Call, type Handlers, param, readBody } from '../api/call.ts';
import { notFound } from '../api/refusal.ts';
import { addComment } from '../domain/comments.ts';
import { linkIssues } from '../domain/links.ts';
import { touchIssue } from '../domain/save-issue.ts';
import type { IssueLink } from '../model/issues.ts';
import type { Site } from '../site.ts';
import { CommentInput, commentDraft } from './comment-input.ts';
import { linkTypeBean } from './link-bean.ts';
import { LinkInput } from './link-input.ts';
import { readerFor } from './text-form.ts';
import { issueReference, viewOf } from './view.ts';

export function linkHandlers(site: Site): Handlers {
  const { store } = site;
  const linkOf = (call: Call): IssueLink => {
    const link = store.links.get(param(call, 'linkId'));
    if (!link) throw notFound(`No issue link with id '${param(call, 'linkId')}' exists.`);
    visibleIssue(site, call.caller, link.inwardId);
    return link;
  };

  return {
    linkIssues(call) {
      const input = readBody(call, LinkInput.extend({ comment: CommentInput.optional() }));
      const link = linkIssues(site, call.caller, input);
      if (input.comment) {
        const { issue } = visibleIssue(site, call.caller, link.outwardId);
        const draft = commentDraft(call, input.comment, readerFor(site, call, issue.id));
        addComment(site, call.caller, issue, draft);
      }
      // 201 without a body: who wants the id reads the issue (facts § 4.9).
      return empty(201);
    },

    getIssueLink(call) {
      const link = linkOf(call);
      const view = viewOf(site, call);
      const end = (id: string) => issueReference(view, visibleIssue(site, call.caller, id).issue);
      return json({
        id: link.id,
        self: `${view.rest}/issueLink/${link.id}`,
        type: linkTypeBean(view, link.typeId),
        inwardIssue: end(link.inwardId),
        outwardIssue: end(link.outwardId),
      });
    },

    deleteIssueLink(call) {
      const link = linkOf(call);
      store.links.delete(link.id);
      touchIssue(site, link.inwardId);
      touchIssue(site, link.outwardId);
      return empty(204);
    },

    getIssueLinkTypes(call) {
      const view = viewOf(site, call);
      return json({
        issueLinkTypes: [...store.linkTypes.values()].map(({ id }) => linkTypeBean(view, id)),
      });
    },
    getIssueLinkType(call) {
      const type = store.linkTypes.get(param(call, 'issueLinkTypeId'));
      if (!type) throw notFound('The issue link type was not found.');
      return json(linkTypeBean(viewOf(site, call), type.id));
    },
    createIssueLinkType(call) {
      requireAdmin(site, call.caller);
      const body = readBody(
        call,
        z.object({ name: z.string(), inward: z.string(), outward: z.string() }),
      );
      const type = { id: store.nextId('link-type'), ...body };
      store.linkTypes.set(type.id, type);
      return json(linkTypeBean(viewOf(site, call), type.id), { status: 201 });
    },
  };
}
