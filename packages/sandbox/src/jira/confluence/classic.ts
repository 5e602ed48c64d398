import { z } from 'zod';
import { empty, json } from '../api/answer.ts';
import {
  type Call,
  type Handlers,
  param,
  readBody,
  type UploadedFile,
  wholeNumber,
} from '../api/call.ts';
import { badRequest, notFound, Refusal } from '../api/refusal.ts';
import { mediaUrl } from '../media/media-host.ts';
import type { Page, PageFile } from '../model/confluence.ts';
import { uuidFor } from '../model/ids.ts';
import type { Site } from '../site.ts';
import { labelId } from './beans.ts';
import { findByCql } from './cql.ts';
import { fileOf } from './page-files.ts';
import { pageOf } from './pages.ts';
import { makeSpace } from './spaces.ts';
import { firstVersion, nextVersion } from './versions.ts';

export function classicHandlers(site: Site): Handlers {
  const { store } = site;

  const named = (page: Page, filename: string): PageFile | undefined =>
    store.pageFilesByPage.find(page.id).find((file) => file.filename === filename);

  const keep = (call: Call, page: Page, upload: UploadedFile, before?: PageFile): PageFile => {
    const authorId = call.caller.account.accountId;
    const minorEdit = call.form.minorEdit === 'true';
    const comment = call.form.comment;
    const number = store.nextId('content');
    const file: PageFile = {
      id: before?.id ?? `att${number}`,
      pageId: page.id,
      filename: upload.filename,
      mimeType: upload.mimeType,
      size: upload.bytes.length,
      sha256: store.putBlob(upload.bytes),
      mediaId: uuidFor(site.seed, 'page-media', number),
      comment: comment ?? before?.comment ?? '',
      version: before
        ? nextVersion(site, before.version, authorId, { message: comment, minorEdit })
        : firstVersion(site, authorId),
    };
    store.pageFiles.set(file.id, file);
    return file;
  };
  const contentArray = (files: readonly PageFile[]): Response =>
    json({
      results: files.map((file) => contentBean(file)),
      start: 0,
      limit: 50,
      size: files.length,
      _links: { base: `${site.urls().site}/wiki`, context: '/wiki' },
    });

  return {
    /** Upserts by file name: the one upload that can be repeated (facts § 5.2). */
    createOrUpdateAttachments(call) {
      const page = pageOf(site, param(call, 'id'));
      return contentArray(
        call.files.map((upload) => keep(call, page, upload, named(page, upload.filename))),
      );
    },

    createAttachment(call) {
      const page = pageOf(site, param(call, 'id'));
      for (const { filename } of call.files) {
        if (named(page, filename)) {
          throw badRequest(
            `Cannot add a new attachment with same file name as an existing attachment: ${filename}`,
          );
        }
      }
      return contentArray(call.files.map((upload) => keep(call, page, upload)));
    },

    updateAttachmentData(call) {
      const page = pageOf(site, param(call, 'id'));
      const before = fileOf(site, param(call, 'attachmentId'));
      const [upload] = call.files;
      if (!upload || before.pageId !== page.id) throw notFound('Not Found');
      return json(contentBean(keep(call, page, upload, before)));
    },

    downloadAttatchment(call) {
      const file = fileOf(site, param(call, 'attachmentId'));
      return new Response(null, {
        status: 302,
        headers: { location: mediaUrl(site, file, 'binary') },
      });
    },

    addLabelsToContent(call) {
      const page = pageOf(site, param(call, 'id'));
      const labels = readBody(call, z.array(z.object({ prefix: z.string(), name: z.string() })));
      for (const { name } of labels) {
        if (/\s/.test(name) || name === '') throw badRequest(`The label '${name}' is not valid.`);
      }
      const all = [...new Set([...page.labels, ...labels.map(({ name }) => name.toLowerCase())])];
      store.pages.set(page.id, { ...page, labels: all });
      return json({
        results: all.map((name) => ({ prefix: 'global', name, id: labelId(name), label: name })),
        start: 0,
        limit: 200,
        size: all.length,
        _links: {},
      });
    },
    removeLabelFromContent: (call) => removeLabel(call, param(call, 'label')),
    removeLabelFromContentUsingQueryParameter: (call) =>
      removeLabel(call, call.query.get('name') ?? ''),

    createSpace(call) {
      const { key, name, description } = readBody(call, ClassicSpace);
      const space = makeSpace(site, call, {
        key: key ?? '',
        name,
        description: description?.plain?.value ?? '',
      });
      return json({
        id: Number(space.id),
        key: space.key,
        name: space.name,
        type: 'global',
        status: 'current',
        _expandable: {},
        _links: { webui: `/spaces/${space.key}` },
      });
    },

    getCurrentUser(call) {
      const { accountId, displayName, email } = call.caller.account;
      return json({
        type: 'known',
        accountId,
        accountType: 'atlassian',
        email,
        publicName: displayName,
        displayName,
        timeZone: 'Etc/UTC',
        isExternalCollaborator: false,
        _expandable: {},
        _links: {},
      });
    },

    searchByCQL(call) {
      const cql = call.query.get('cql') ?? '';
      const found = findByCql(site, cql);
      const start = wholeNumber(call, 'start', 0);
      const limit = wholeNumber(call, 'limit', 25);
      const results = found.slice(start, start + limit).map((page) => ({
        content: {
          id: page.id,
          type: 'page',
          status: page.status,
          title: page.title,
          _expandable: {},
          _links: {},
        },
        title: page.title,
        excerpt: '',
        url: `/pages/${page.id}`,
        breadcrumbs: [],
        entityType: 'content',
        iconCssClass: 'aui-icon',
        lastModified: new Date(page.version.created).toISOString(),
        score: 1,
      }));
      return json({
        results,
        start,
        limit,
        size: results.length,
        totalSize: found.length,
        cqlQuery: cql,
        searchDuration: 1,
        _links: { base: `${call.base}/wiki`, context: '/wiki' },
      });
    },
  };

  function removeLabel(call: Call, name: string): Response {
    const page = pageOf(site, param(call, 'id'));
    if (!page.labels.includes(name)) throw new Refusal(404, `No label found with name: ${name}`);
    store.pages.set(page.id, { ...page, labels: page.labels.filter((label) => label !== name) });
    return empty(204);
  }
}

const ClassicSpace = z.object({
  key: z.string().optional(),
  name: z.string(),
  description: z.object({ plain: z.object({ value: z.string() }).optional() }).nullish(),
});

/** An attachment as version 1 shows it: the media id is an extension (facts § 5.2). */
function contentBean(file: PageFile) {
  return {
    id: file.id,
    type: 'attachment',
    status: 'current',
    title: file.filename,
    version: {
      number: file.version.number,
      when: new Date(file.version.created).toISOString(),
      message: file.version.message,
      minorEdit: file.version.minorEdit,
    },
    metadata: { mediaType: file.mimeType, comment: file.comment },
    extensions: {
      mediaType: file.mimeType,
      fileSize: file.size,
      comment: file.comment,
      mediaTypeDescription: file.mimeType,
      fileId: file.mediaId,
      collectionName: `contentId-${file.pageId}`,
    },
    _expandable: {},
    _links: {
      download: `/download/attachments/${file.pageId}/${encodeURIComponent(file.filename)}`,
    },
  };
}
