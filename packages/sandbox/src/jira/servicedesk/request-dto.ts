import { type Call, list } from '../api/call.ts';
import { deskPage } from '../api/paging.ts';
import { isAgent, publicComments, publicFiles } from '../domain/customer-view.ts';
import { storedList, storedString } from '../fields/field-kind.ts';
import { kindOf } from '../fields/kinds.ts';
import type { RequestType } from '../model/configuration.ts';
import type { Attachment, Comment, Issue } from '../model/issues.ts';
import { docToHtml, docToWiki, userBean, type View } from '../platform/view.ts';
import { PARTICIPANTS_FIELD, REQUEST_TYPE_FIELD } from '../seed/fields.ts';
import type { Site } from '../site.ts';
import { mediaIds } from '../text/adf.ts';
import { parseAdf } from '../text/documents.ts';
import { dateDto } from '../text/times.ts';
import { type DeskProject, deskDto, deskView, userDtoById } from './desk-view.ts';
import { requestStatus } from './request-status.ts';
import { requestTypeDto } from './request-types.ts';
import { slaDtos } from './sla.ts';

const EXPANDABLE = [
  'participant',
  'status',
  'sla',
  'requestType',
  'serviceDesk',
  'attachment',
  'action',
  'comment',
];

/** CustomerRequestDTO. */
export function requestDto(site: Site, call: Call, issue: Issue, project: DeskProject) {
  const { store } = site;
  const view = deskView(site, call);
  const { base } = view;
  const type = store.requestTypes.get(storedString(issue.values[REQUEST_TYPE_FIELD]));
  if (!type) throw new Error(`${issue.key} is no request`);
  const expand = new Set(list(call, 'expand'));
  const size = site.switches.deskPageLimit;
  const agent = isAgent(site, call.caller.account, project);
  const files = agent ? store.attachmentsByIssue.find(issue.id) : publicFiles(site, issue);
  const comments = agent ? store.commentsByIssue.find(issue.id) : publicComments(site, issue);
  const participants = storedList(issue.values[PARTICIPANTS_FIELD]);
  const allowed = { allowed: true };
  return {
    _expands: EXPANDABLE.filter((name) => !expand.has(name)),
    issueId: issue.id,
    issueKey: issue.key,
    summary: storedString(issue.values.summary),
    requestTypeId: type.id,
    serviceDeskId: project.desk.id,
    createdDate: dateDto(issue.created),
    reporter: userDtoById(view, storedString(issue.values.reporter)),
    requestFieldValues: fieldValues(view, issue, type),
    currentStatus: requestStatus(site, issue),
    ...(expand.has('requestType') ? { requestType: requestTypeDto(site, call, type) } : {}),
    ...(expand.has('serviceDesk') ? { serviceDesk: deskDto(view, project) } : {}),
    ...(expand.has('participant')
      ? { participants: deskPage(call, participants, size, (id) => userDtoById(view, id)) }
      : {}),
    ...(expand.has('status')
      ? { status: deskPage(call, statusHistory(site, issue), size, (status) => status) }
      : {}),
    ...(expand.has('sla') && agent
      ? { sla: deskPage(call, slaDtos(site, call, issue), size, (sla) => sla) }
      : {}),
    ...(expand.has('attachment')
      ? { attachments: deskPage(call, files, size, (file) => attachmentDto(view, issue, file)) }
      : {}),
    ...(expand.has('comment')
      ? {
          comments: deskPage(call, comments, size, (comment) =>
            commentDto(view, call, issue, comment, {
              attachment: expand.has('comment.attachment'),
              renderedBody: expand.has('comment.renderedBody'),
            }),
          ),
        }
      : {}),
    ...(expand.has('action')
      ? {
          actions: {
            addAttachment: allowed,
            addComment: allowed,
            addParticipant: allowed,
            removeParticipant: allowed,
          },
        }
      : {}),
    _links: {
      jiraRest: `${base}/rest/api/2/issue/${issue.id}`,
      web: `${site.urls().site}/servicedesk/customer/portal/${project.desk.id}/${issue.key}`,
      agent: `${site.urls().site}/browse/${issue.key}`,
      self: `${base}/rest/servicedeskapi/request/${issue.id}`,
    },
  };
}

/** The visible fields of the form, with what was filled in. */
function fieldValues(view: View, issue: Issue, type: RequestType) {
  const { store } = view.site;
  return type.form.flatMap(({ fieldId, label, hidden }) => {
    const field = store.fields.get(fieldId);
    const stored = issue.values[fieldId];
    const kind = field && kindOf(field);
    if (hidden || !kind || stored === undefined) return [];
    const value = kind.show(stored, {
      site: view.site,
      field,
      rest: view.rest,
      issueKey: issue.key,
      user: (account) => userBean(view, account),
      richText: (doc) => docToWiki(view.site, issue.id, doc),
    });
    const isText = field.kind === 'richText' && typeof stored === 'string';
    return [
      {
        fieldId,
        label,
        value,
        ...(isText ? { renderedValue: { html: docToHtml(view, stored) } } : {}),
      },
    ];
  });
}

/** Newest first. */
export function statusHistory(site: Site, issue: Issue) {
  const changes = site.store.changesByIssue.find(issue.id);
  const steps = changes.flatMap(({ created, items }) =>
    items.flatMap(({ fieldId, from, to }) => (fieldId === 'status' ? [{ created, from, to }] : [])),
  );
  const first = { statusId: steps[0]?.from ?? issue.statusId, statusChanged: issue.created };
  const later = steps.map(({ created, to }) => ({ statusId: to ?? '', statusChanged: created }));
  return [first, ...later].toReversed().map((step) => requestStatus(site, step));
}

/** CommentDTO. */
export function commentDto(
  view: View,
  call: Call,
  issue: Issue,
  comment: Comment,
  expand: { readonly attachment: boolean; readonly renderedBody: boolean },
) {
  const { site, base } = view;
  const files = commentFiles(site, issue, comment);
  return {
    _expands: (['attachment', 'renderedBody'] as const).filter((name) => !expand[name]),
    id: comment.id,
    body: comment.wiki ?? docToWiki(site, issue.id, comment.body),
    public: !comment.internal,
    author: userDtoById(view, comment.authorId),
    created: dateDto(comment.created),
    ...(expand.renderedBody ? { renderedBody: { html: docToHtml(view, comment.body) } } : {}),
    ...(expand.attachment
      ? {
          attachments: deskPage(call, files, site.switches.deskPageLimit, (file) =>
            attachmentDto(view, issue, file),
          ),
        }
      : {}),
    _links: { self: `${base}/rest/servicedeskapi/request/${issue.id}/comment/${comment.id}` },
  };
}

/** The files that a comment's text shows. */
export function commentFiles(site: Site, issue: Issue, comment: Comment): Attachment[] {
  const shown = new Set(mediaIds(parseAdf(comment.body)));
  return site.store.attachmentsByIssue.find(issue.id).filter((file) => shown.has(file.mediaId));
}

/** AttachmentDTO. It has no id: only links that hold it. */
export function attachmentDto(view: View, issue: Issue, file: Attachment) {
  const { base } = view;
  const self = `${base}/rest/servicedeskapi/request/${issue.id}/attachment/${file.id}`;
  return {
    filename: file.filename,
    author: userDtoById(view, file.authorId),
    created: dateDto(file.created),
    size: file.size,
    mimeType: file.mimeType,
    _links: {
      self,
      jiraRest: `${base}/rest/api/2/attachment/${file.id}`,
      content: self,
      ...(file.mimeType.startsWith('image/') ? { thumbnail: `${self}/thumbnail` } : {}),
    },
  };
}
