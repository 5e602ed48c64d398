import { z } from 'zod';
import { requirePermission, visibleIssue } from '../access/guards.ts';
import { empty, json } from '../api/answer.ts';
import { type Call, type Handlers, param, readBody } from '../api/call.ts';
import { invalidField, notFound, Refusal } from '../api/refusal.ts';
import type { RemoteLink } from '../model/issues.ts';
import type { Site } from '../site.ts';
import { viewOf } from './view.ts';

const MAX_REMOTE_LINKS = 2_000;

/** Links to other systems: the ones with a `globalId` are written once, and updated after that. */
export function remoteLinkHandlers(site: Site): Handlers {
  const { store } = site;
  const editable = (call: Call) => {
    const { issue, project } = visibleIssue(site, call.caller, param(call, 'issueIdOrKey'));
    requirePermission(site, call.caller, 'LINK_ISSUES', project);
    return issue;
  };
  const byGlobalId = (issueId: string, globalId: string | null | undefined) =>
    globalId == null
      ? undefined
      : store.remoteLinksByIssue.find(issueId).find((link) => link.globalId === globalId);
  const linkOf = (call: Call): RemoteLink => {
    const { issue } = visibleIssue(site, call.caller, param(call, 'issueIdOrKey'));
    const link = store.remoteLinks.get(param(call, 'linkId'));
    if (link?.issueId !== issue.id) throw notFound('The remote issue link was not found.');
    return link;
  };
  const bean = (call: Call, link: RemoteLink) => ({
    id: Number(link.id),
    self: selfOf(call, link),
    ...(link.globalId === undefined ? {} : { globalId: link.globalId }),
    application: link.application,
    ...(link.relationship === undefined ? {} : { relationship: link.relationship }),
    object: link.object,
  });
  const selfOf = (call: Call, link: RemoteLink): string =>
    `${viewOf(site, call).rest}/issue/${link.issueId}/remotelink/${link.id}`;

  return {
    getRemoteIssueLinks(call) {
      const { issue } = visibleIssue(site, call.caller, param(call, 'issueIdOrKey'));
      const globalId = call.query.get('globalId');
      if (globalId === null) {
        return json(store.remoteLinksByIssue.find(issue.id).map((link) => bean(call, link)));
      }
      const link = byGlobalId(issue.id, globalId);
      if (!link)
        throw notFound(`The remote issue link with global id '${globalId}' was not found.`);
      return json(bean(call, link));
    },

    createOrUpdateRemoteIssueLink(call) {
      const issue = editable(call);
      const draft = readLink(call);
      const known = byGlobalId(issue.id, draft.globalId);
      if (!known && store.remoteLinksByIssue.ids(issue.id).size >= MAX_REMOTE_LINKS) {
        throw new Refusal(
          413,
          'The maximum number of remote links for this issue has been reached.',
        );
      }
      const link = { id: known?.id ?? store.nextId('remote-link'), issueId: issue.id, ...draft };
      store.remoteLinks.set(link.id, link);
      return json({ id: Number(link.id), self: selfOf(call, link) }, { status: known ? 200 : 201 });
    },

    getRemoteIssueLinkById: (call) => json(bean(call, linkOf(call))),

    updateRemoteIssueLink(call) {
      const issue = editable(call);
      const link = { id: linkOf(call).id, issueId: issue.id, ...readLink(call) };
      store.remoteLinks.set(link.id, link);
      return empty(204);
    },

    deleteRemoteIssueLinkById(call) {
      editable(call);
      store.remoteLinks.delete(linkOf(call).id);
      return empty(204);
    },

    deleteRemoteIssueLinkByGlobalId(call) {
      const issue = editable(call);
      const link = byGlobalId(issue.id, call.query.get('globalId'));
      if (!link) throw notFound('The remote issue link was not found.');
      store.remoteLinks.delete(link.id);
      return empty(204);
    },
  };
}

const RemoteLinkInput = z.object({
  globalId: z.string().max(255).optional(),
  relationship: z.string().optional(),
  application: z.object({ type: z.string(), name: z.string() }).partial().optional(),
  object: z.record(z.string(), z.json()),
});

function readLink(call: Call): Omit<RemoteLink, 'id' | 'issueId'> {
  const input = readBody(call, RemoteLinkInput);
  const { object } = input;
  if (typeof object.title !== 'string' || object.title === '') {
    throw invalidField('title', "'title' is required.");
  }
  if (typeof object.url !== 'string' || object.url === '') {
    throw invalidField('url', "'url' is required.");
  }
  const { type, name } = input.application ?? {};
  return {
    globalId: input.globalId,
    relationship: input.relationship,
    application: {
      ...(type === undefined ? {} : { type }),
      ...(name === undefined ? {} : { name }),
    },
    object,
  };
}
