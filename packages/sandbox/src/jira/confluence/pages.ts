import { z } from 'zod';
import { empty, json } from '../api/answer.ts';
import { type Call, flag, type Handlers, list, param, readBody } from '../api/call.ts';
import { badRequest, notFound, Refusal } from '../api/refusal.ts';
import type { Page } from '../model/confluence.ts';
import type { Site } from '../site.ts';
import { pageBean, versionBean } from './beans.ts';
import { cursorPage } from './cursor-page.ts';
import { BodyInput, readBodyInput } from './page-body.ts';
import { spaceOf } from './spaces.ts';
import { firstVersion, nextVersion } from './versions.ts';

const MAX_TITLE = 255;

export function pageHandlers(site: Site): Handlers {
  const { store } = site;
  const single = (call: Call, page: Page): Response => {
    const bean = pageBean(site, call, page);
    return json({ ...bean, _links: { ...bean._links, base: `${call.base}/wiki` } });
  };

  return {
    getPages(call) {
      const [ids, spaceIds] = [list(call, 'id'), list(call, 'space-id')];
      const title = call.query.get('title');
      const statuses = call.query.has('status') ? list(call, 'status') : ['current'];
      const pages = [...store.pages.values()].filter(
        (page) =>
          (ids.length === 0 || ids.includes(page.id)) &&
          (spaceIds.length === 0 || spaceIds.includes(page.spaceId)) &&
          (title === null || page.title === title) &&
          statuses.includes(page.status),
      );
      return cursorPage(call, pages, (page) => pageBean(site, call, page));
    },

    /** Answers 200, not 201 (facts § 5.2). */
    createPage(call) {
      const input = readBody(call, PageInput);
      const space = spaceOf(site, input.spaceId);
      const status = input.status ?? 'current';
      const title = checkTitle(site, space.id, input.title ?? '', status, undefined);
      const parentId = flag(call, 'root-level', false)
        ? undefined
        : parentMeant(site, space.id, input.parentId ?? space.homepageId);
      const authorId = call.caller.account.accountId;
      const id = store.nextId('content');
      const page: Page = {
        id,
        spaceId: space.id,
        parentId,
        status,
        title,
        body: readBodyInput(site, id, input.body),
        authorId,
        created: site.clock.now(),
        version: firstVersion(site, authorId),
        earlier: [],
        labels: [],
        position: store.pagesByParent.ids(parentId ?? '').size,
      };
      store.pages.set(id, page);
      return single(call, page);
    },

    getPageById(call) {
      const page = pageOf(site, param(call, 'id'));
      if (page.status === 'draft' && !flag(call, 'get-draft', false)) throw notFound('Not Found');
      return single(call, page);
    },

    updatePage(call) {
      const before = pageOf(site, param(call, 'id'));
      const input = readBody(call, PageUpdate);
      if (input.id !== before.id) throw badRequest('The id of the body is not that of the path.');
      if (input.spaceId !== undefined && input.spaceId !== before.spaceId) {
        throw badRequest('Moving a page to a different space is not supported.');
      }
      const published = before.status === 'draft' && input.status === 'current';
      // "Set this to the current version number plus one, unless you are updating the status to 'draft'
      // which requires a version number of 1." A draft that is published keeps the one it has.
      const expected =
        input.status === 'draft'
          ? 1
          : published
            ? before.version.number
            : before.version.number + 1;
      if (input.version.number !== expected) {
        throw new Refusal(
          409,
          `Version must be incremented when updating a page. Current Version: [${before.version.number}]. Provided version: [${input.version.number}]`,
        );
      }
      const keepsVersion = published || input.status === 'draft';
      const authorId = call.caller.account.accountId;
      const page: Page = {
        ...before,
        title: checkTitle(site, before.spaceId, input.title, input.status, before.id),
        status: input.status,
        parentId:
          input.parentId === undefined
            ? before.parentId
            : parentMeant(site, before.spaceId, input.parentId),
        body: readBodyInput(site, before.id, input.body),
        version: keepsVersion
          ? before.version
          : nextVersion(site, before.version, authorId, { message: input.version.message }),
        earlier: keepsVersion ? before.earlier : [...before.earlier, before.version],
      };
      store.pages.set(page.id, page);
      return single(call, page);
    },

    updatePageTitle(call) {
      const before = pageOf(site, param(call, 'id'));
      const { title, status } = readBody(call, TitleInput);
      const page = {
        ...before,
        title: checkTitle(site, before.spaceId, title, status, before.id),
        version: nextVersion(site, before.version, call.caller.account.accountId),
        earlier: [...before.earlier, before.version],
      };
      store.pages.set(page.id, page);
      return single(call, page);
    },

    /** To the trash first; only what is there already can be purged. */
    deletePage(call) {
      const page = pageOf(site, param(call, 'id'));
      if (flag(call, 'purge', false) || page.status === 'draft') {
        if (page.status === 'current') throw badRequest('Only trashed pages can be purged.');
        store.pages.delete(page.id);
      } else {
        store.pages.set(page.id, { ...page, status: 'trashed' });
      }
      return empty(204);
    },

    getPageVersions(call) {
      const page = pageOf(site, param(call, 'id'));
      return cursorPage(call, [page.version, ...page.earlier.toReversed()], versionBean);
    },
    getPageVersionDetails(call) {
      const page = pageOf(site, param(call, 'page-id'));
      const number = Number(param(call, 'version-number'));
      const version = [page.version, ...page.earlier].find((one) => one.number === number);
      if (!version) throw notFound('Not Found');
      return json({ ...versionBean(version), contentTypeModified: false, collaborators: [] });
    },
  };
}

const PageInput = z.object({
  spaceId: z.string(),
  status: z.enum(['current', 'draft']).optional(),
  title: z.string().optional(),
  parentId: z.string().optional(),
  body: BodyInput.optional(),
});
const PageUpdate = z.object({
  id: z.string(),
  status: z.enum(['current', 'draft']),
  title: z.string(),
  spaceId: z.string().optional(),
  parentId: z.string().optional(),
  body: BodyInput,
  version: z.object({ number: z.number(), message: z.string().optional() }),
});
const TitleInput = z.object({ title: z.string(), status: z.enum(['current', 'draft']) });

export function pageOf(site: Site, id: string): Page {
  const page = site.store.pages.get(id);
  if (!page) throw notFound('Not Found');
  return page;
}

function parentMeant(site: Site, spaceId: string, id: string): string {
  const parent = site.store.pages.get(id);
  if (parent?.spaceId !== spaceId)
    throw badRequest('The parent page does not exist in this space.');
  return parent.id;
}

/** Titles are unique in a space, whatever their case. */
function checkTitle(
  site: Site,
  spaceId: string,
  title: string,
  status: 'current' | 'draft',
  except: string | undefined,
): string {
  if (status === 'draft') return title;
  if (title.trim() === '') throw badRequest('A page must have a title.');
  if (title.length > MAX_TITLE) throw badRequest('The title must not exceed 255 characters.');
  const taken = site.store.pagesByTitle
    .find(`${spaceId} ${title.toLowerCase()}`)
    .some((other) => other.status === 'current' && other.id !== except);
  if (taken) {
    throw badRequest(
      `A page with this title already exists: A page already exists with the same TITLE in this space`,
    );
  }
  return title;
}
