import { empty, json } from '../api/answer.ts';
import { type Call, type Handlers, list, param } from '../api/call.ts';
import { notFound } from '../api/refusal.ts';
import type { PageFile } from '../model/confluence.ts';
import type { Site } from '../site.ts';
import { fileBean, labelBean } from './beans.ts';
import { cursorPage } from './cursor-page.ts';
import { pageOf } from './pages.ts';

export function pageFileHandlers(site: Site): Handlers {
  const { store } = site;
  const page = (call: Call, files: readonly PageFile[]): Response => {
    const name = call.query.get('filename');
    const types = list(call, 'mediaType');
    const found = files.filter(
      ({ filename, mimeType }) =>
        (name === null || filename === name) && (types.length === 0 || types.includes(mimeType)),
    );
    return cursorPage(call, found, (file) => fileBean(call, file));
  };

  return {
    getAttachments: (call) => page(call, [...store.pageFiles.values()]),
    getPageAttachments: (call) =>
      page(call, store.pageFilesByPage.find(pageOf(site, param(call, 'id')).id)),
    getAttachmentById: (call) => json(fileBean(call, fileOf(site, param(call, 'id')))),
    getAttachmentLabels(call) {
      fileOf(site, param(call, 'id'));
      return cursorPage(call, [], labelBean);
    },
    deleteAttachment(call) {
      store.pageFiles.delete(fileOf(site, param(call, 'id')).id);
      return empty(204);
    },
  };
}

export function fileOf(site: Site, id: string): PageFile {
  const file = site.store.pageFiles.get(id);
  if (!file) throw notFound('Not Found');
  return file;
}
