import type { Call } from '../api/call.ts';
import type { ContentProperty, Page, PageFile, PageVersion, Space } from '../model/confluence.ts';
import type { Site } from '../site.ts';

function iso(time: number): string {
  return new Date(time).toISOString();
}

export function versionBean(version: PageVersion) {
  const { number, message, minorEdit, created, authorId } = version;
  return { number, message, minorEdit, authorId, createdAt: iso(created) };
}

export function spaceBean(call: Call, space: Space) {
  return {
    id: space.id,
    key: space.key,
    name: space.name,
    type: 'global',
    status: 'current',
    authorId: space.authorId,
    createdAt: iso(space.created),
    homepageId: space.homepageId,
    ...(call.query.has('description-format')
      ? { description: { plain: { representation: 'plain', value: space.description } } }
      : {}),
    _links: { webui: `/spaces/${space.key}` },
  };
}

export function pageBean(site: Site, call: Call, page: Page) {
  const space = site.store.spaces.get(page.spaceId);
  const format = call.query.get('body-format');
  return {
    id: page.id,
    status: page.status,
    title: page.title,
    spaceId: page.spaceId,
    ...(page.parentId === undefined ? {} : { parentId: page.parentId, parentType: 'page' }),
    position: page.position,
    authorId: page.authorId,
    ownerId: page.authorId,
    lastOwnerId: null,
    createdAt: iso(page.created),
    version: versionBean(page.version),
    body: format === null ? {} : bodyBean(page, format),
    _links: {
      webui: `/spaces/${space?.key}/pages/${page.id}/${encodeURIComponent(page.title)}`,
      editui: `/pages/resumedraft.action?draftId=${page.id}`,
      tinyui: `/x/${page.id}`,
    },
  };
}

/** A body in the format in which it was written; nothing is converted between the two. */
function bodyBean(page: Page, format: string) {
  const { representation, value } = page.body;
  const shown = format === representation || format === 'view' ? value : '';
  return { [format]: { representation: format, value: shown } };
}

export function fileBean(call: Call, file: PageFile) {
  const download = `/rest/api/content/${file.pageId}/child/attachment/${file.id}/download`;
  return {
    id: file.id,
    status: 'current',
    title: file.filename,
    createdAt: iso(file.version.created),
    pageId: file.pageId,
    mediaType: file.mimeType,
    mediaTypeDescription: file.mimeType,
    comment: file.comment,
    fileId: file.mediaId,
    fileSize: file.size,
    webuiLink: `/pages/viewpageattachments.action?pageId=${file.pageId}`,
    downloadLink: download,
    version: versionBean(file.version),
    _links: {
      webui: `/pages/viewpageattachments.action?pageId=${file.pageId}`,
      download: `${call.base}/wiki${download}`,
    },
  };
}

export function labelBean(name: string) {
  return { id: labelId(name), name, prefix: 'global' };
}

/** Labels have no record of their own: the same name is the same label. */
export function labelId(name: string): string {
  return String(
    1_000_000 + ([...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 9_000_000),
  );
}

export function pagePropertyBean({ id, key, value, version }: ContentProperty) {
  return { id, key, value, version: versionBean(version) };
}

export function spacePropertyBean({ id, key, value, version }: ContentProperty) {
  const { number, message, created, authorId } = version;
  return {
    id,
    key,
    value,
    createdAt: iso(created),
    createdBy: authorId,
    version: { number, message, createdAt: iso(created), createdBy: authorId },
  };
}
