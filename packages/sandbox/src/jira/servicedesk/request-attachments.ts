import { z } from 'zod';
import { json } from '../api/answer.ts';
import { type Call, type Handlers, param, readBody } from '../api/call.ts';
import { deskPage } from '../api/paging.ts';
import { badRequest, notFound } from '../api/refusal.ts';
import {
  findTemporaryFiles,
  keepTemporaryFile,
  takeTemporaryFiles,
} from '../domain/attachments.ts';
import { mayRaise, publicFiles } from '../domain/customer-view.ts';
import { mediaUrl } from '../media/media-host.ts';
import type { Attachment } from '../model/issues.ts';
import { seeOther } from '../platform/attachments.ts';
import type { Site } from '../site.ts';
import { deskView, findDesk } from './desk-view.ts';
import { addDeskComment } from './request-comments.ts';
import { attachmentDto, commentDto } from './request-dto.ts';
import { type VisibleRequest, visibleRequest } from './visible-request.ts';

export function requestAttachmentHandlers(site: Site): Handlers {
  const { store, switches } = site;
  const filesOf = ({ issue, agent }: VisibleRequest): Attachment[] =>
    agent ? store.attachmentsByIssue.find(issue.id) : publicFiles(site, issue);
  const fileOf = (call: Call): Attachment => {
    const id = param(call, 'attachmentId');
    const file = filesOf(visibleRequest(site, call)).find((candidate) => candidate.id === id);
    if (!file) throw notFound('The attachment does not exist.');
    return file;
  };

  return {
    attachTemporaryFile(call) {
      const project = findDesk(site, param(call, 'serviceDeskId'));
      if (!mayRaise(site, call.caller.account, project)) {
        throw notFound('The Service Desk does not exist or is not visible to you.');
      }
      const kept = call.files.map(({ filename, mimeType, bytes }) =>
        keepTemporaryFile(site, call.caller, project.id, {
          filename,
          mimeType,
          size: bytes.length,
          sha256: store.putBlob(bytes),
        }),
      );
      return json(
        {
          temporaryAttachments: kept.map(({ id, filename }) => ({
            temporaryAttachmentId: id,
            fileName: filename,
          })),
        },
        { status: 201 },
      );
    },

    /** Always makes a comment too, which mails when it is public (facts § 3.5). */
    createCommentWithAttachment(call) {
      const request = visibleRequest(site, call);
      const input = readBody(call, AttachInput);
      const { temporaryAttachmentIds = [], public: isPublic } = input;
      if (isPublic === undefined) throw badRequest("The 'public' flag must be provided.");
      if (temporaryAttachmentIds.length === 0) {
        throw badRequest('At least one temporary attachment must be provided.');
      }
      const found = findTemporaryFiles(site, request.project.id, temporaryAttachmentIds);
      const files = takeTemporaryFiles(site, call.caller, request.issue, found, {
        shared: isPublic,
      });
      const text = [input.additionalComment?.body, ...files.map(wikiReference)];
      const body = text.filter((part) => part !== undefined && part !== '').join(' ');
      const comment = addDeskComment(site, call, request, body, isPublic);
      const view = deskView(site, call);
      const { issue } = request;
      return json(
        {
          comment: commentDto(view, call, issue, comment, {
            attachment: false,
            renderedBody: false,
          }),
          attachments: deskPage(call, files, switches.deskPageLimit, (file) =>
            attachmentDto(view, issue, file),
          ),
        },
        { status: 201 },
      );
    },

    getAttachmentsForRequest(call) {
      const request = visibleRequest(site, call);
      const view = deskView(site, call);
      return json(
        deskPage(call, filesOf(request), switches.deskPageLimit, (file) =>
          attachmentDto(view, request.issue, file),
        ),
      );
    },

    getAttachmentContent: (call) => seeOther(mediaUrl(site, fileOf(call), 'binary')),
    getAttachmentThumbnail: (call) => seeOther(mediaUrl(site, fileOf(call), 'image')),
  };
}

const AttachInput = z.object({
  temporaryAttachmentIds: z.array(z.string()).optional(),
  public: z.boolean().optional(),
  additionalComment: z.object({ body: z.string().optional() }).optional(),
});

/** `!screenshot.png|thumbnail!` or `[^log.txt] _(32 kB)_`. */
function wikiReference(file: Attachment): string {
  if (file.mimeType.startsWith('image/')) return `!${file.filename}|thumbnail!`;
  return `[^${file.filename}] _(${Math.max(1, Math.round(file.size / 1024))} kB)_`;
}
