import { findIssue, projectOf, requirePermission, visibleIssue } from '../access/guards.ts';
import { empty, json } from '../api/answer.ts';
import { type Call, flag, type Handlers, param } from '../api/call.ts';
import { notFound } from '../api/refusal.ts';
import { attachFile } from '../domain/attachments.ts';
import { touchIssue } from '../domain/save-issue.ts';
import { fileAnswer, mediaUrl } from '../media/media-host.ts';
import type { Attachment } from '../model/issues.ts';
import type { Site } from '../site.ts';
import { attachmentBean } from './attachment-bean.ts';
import { viewOf } from './view.ts';

export function attachmentHandlers(site: Site): Handlers {
  const visibleFile = (call: Call): Attachment => {
    const id = param(call, 'id');
    const file = site.store.attachments.get(id);
    if (!file) throw notFound(`The attachment with id '${id}' does not exist`);
    visibleIssue(site, call.caller, file.issueId);
    return file;
  };

  return {
    addAttachment(call) {
      const { issue, project } = visibleIssue(site, call.caller, param(call, 'issueIdOrKey'));
      const message = 'You do not have permission to create attachments for this issue.';
      requirePermission(site, call.caller, 'CREATE_ATTACHMENTS', project, message);
      const view = viewOf(site, call);
      const attached = call.files.map(({ filename, mimeType, bytes }) => {
        const facts = { filename, mimeType, size: bytes.length, sha256: site.store.putBlob(bytes) };
        // Customers see it once a public text refers to it (facts § 3.5).
        return attachFile(site, call.caller, issue, facts, { shared: false });
      });
      return json(attached.map((file) => attachmentBean(view, file)));
    },

    getAttachment(call) {
      const file = visibleFile(call);
      const bean = attachmentBean(viewOf(site, call), file);
      const id = site.switches.attachmentId === 'number' ? Number(file.id) : file.id;
      return json({ ...bean, id });
    },

    getAttachmentMeta: () => json({ enabled: true, uploadLimit: site.switches.uploadLimit }),

    getAttachmentContent(call) {
      const file = visibleFile(call);
      if (flag(call, 'redirect', true)) return seeOther(mediaUrl(site, file, 'binary'));
      if (site.switches.contentWithoutRedirect === 'bytes') return fileAnswer(site, file);
      throw notFound(`The attachment with id '${file.id}' does not exist`);
    },

    getAttachmentThumbnail(call) {
      const file = visibleFile(call);
      if (!file.mimeType.startsWith('image/') && !flag(call, 'fallbackToDefault', true)) {
        throw notFound('No thumbnail is available for this attachment.');
      }
      if (flag(call, 'redirect', true)) return seeOther(mediaUrl(site, file, 'image'));
      return fileAnswer(site, file);
    },

    removeAttachment(call) {
      const file = visibleFile(call);
      const issue = findIssue(site, file.issueId);
      if (issue)
        requirePermission(site, call.caller, 'DELETE_ALL_ATTACHMENTS', projectOf(site, issue));
      site.store.attachments.delete(file.id);
      touchIssue(site, file.issueId);
      return empty(204);
    },
  };
}

export function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location } });
}
