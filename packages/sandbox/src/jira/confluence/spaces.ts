import { z } from 'zod';
import { requireAdmin } from '../access/guards.ts';
import { json } from '../api/answer.ts';
import { type Call, type Handlers, list, param, readBody } from '../api/call.ts';
import { badRequest, notFound } from '../api/refusal.ts';
import type { Space } from '../model/confluence.ts';
import type { Site } from '../site.ts';
import { labelBean, pageBean, spaceBean } from './beans.ts';
import { cursorPage } from './cursor-page.ts';
import { firstVersion } from './versions.ts';

export function spaceHandlers(site: Site): Handlers {
  const { store } = site;

  return {
    getSpaces(call) {
      const [ids, keys] = [list(call, 'ids'), list(call, 'keys')];
      const spaces = [...store.spaces.values()].filter(
        ({ id, key }) =>
          (ids.length === 0 || ids.includes(id)) && (keys.length === 0 || keys.includes(key)),
      );
      return cursorPage(call, spaces, (space) => spaceBean(call, space));
    },

    createSpace(call) {
      const body = readBody(call, SpaceInput);
      const space = makeSpace(site, call, {
        key: body.key ?? body.alias ?? '',
        name: body.name,
        description: body.description?.value ?? '',
      });
      return json(spaceBean(call, space), { status: 201 });
    },

    getSpaceById: (call) => json(spaceBean(call, spaceOf(site, param(call, 'id')))),

    getPagesInSpace(call) {
      const { id } = spaceOf(site, param(call, 'id'));
      const title = call.query.get('title');
      const pages = store.pagesBySpace
        .find(id)
        .filter((page) => page.status === 'current' && (title === null || page.title === title));
      return cursorPage(call, pages, (page) => pageBean(site, call, page));
    },

    getSpaceLabels(call) {
      const { id } = spaceOf(site, param(call, 'id'));
      const names = new Set(store.pagesBySpace.find(id).flatMap((page) => page.labels));
      return cursorPage(call, [...names].sort(), labelBean);
    },
  };
}

const SpaceInput = z.object({
  name: z.string().min(1).max(200),
  key: z.string().optional(),
  alias: z.string().optional(),
  description: z.object({ value: z.string().optional() }).optional(),
});

export function spaceOf(site: Site, id: string): Space {
  const space = site.store.spaces.get(id);
  if (!space) throw notFound('Not Found');
  return space;
}

/** A new space has a home page, under which its pages stand. */
export function makeSpace(
  site: Site,
  call: Call,
  draft: { readonly key: string; readonly name: string; readonly description: string },
): Space {
  const { store } = site;
  requireAdmin(site, call.caller);
  if (!/^[A-Za-z0-9]{1,255}$/.test(draft.key)) throw badRequest('The space key is not valid.');
  if (store.spacesByKey.first(draft.key)) throw badRequest('A space already exists with this key.');
  const authorId = call.caller.account.accountId;
  const id = store.nextId('content');
  const homepageId = store.nextId('content');
  const created = site.clock.now();
  const space = { id, homepageId, authorId, created, ...draft };
  store.spaces.set(id, space);
  store.pages.set(homepageId, {
    id: homepageId,
    spaceId: id,
    parentId: undefined,
    status: 'current',
    title: draft.name,
    body: { representation: 'storage', value: '' },
    authorId,
    created,
    version: firstVersion(site, authorId),
    earlier: [],
    labels: [],
    position: 0,
  });
  return space;
}
