import { z } from 'zod';
import { empty, json } from '../api/answer.ts';
import { type Call, type Handler, type Handlers, param, readBody } from '../api/call.ts';
import { badRequest, notFound, Refusal } from '../api/refusal.ts';
import type { ContentProperty } from '../model/confluence.ts';
import type { Site } from '../site.ts';
import { pagePropertyBean, spacePropertyBean } from './beans.ts';
import { cursorPage } from './cursor-page.ts';
import { pageOf } from './pages.ts';
import { spaceOf } from './spaces.ts';
import { firstVersion, nextVersion } from './versions.ts';

/** The same five operations for pages and for spaces; the key is unique, the version counts up. */
export function contentPropertyHandlers(site: Site): Handlers {
  const { store } = site;

  const operations = (
    ownerOf: (call: Call) => string,
    bean: (property: ContentProperty) => unknown,
  ): Readonly<Record<'list' | 'create' | 'get' | 'update' | 'remove', Handler>> => {
    const propertyOf = (call: Call): ContentProperty => {
      const property = store.contentProperties.get(param(call, 'property-id'));
      if (property?.owner !== ownerOf(call)) throw notFound('Not Found');
      return property;
    };
    return {
      list(call) {
        const key = call.query.get('key');
        const properties = store.contentPropertiesByOwner.find(ownerOf(call));
        const found = properties.filter((property) => key === null || property.key === key);
        return cursorPage(call, found, bean);
      },
      create(call) {
        const owner = ownerOf(call);
        const { key, value } = readBody(call, PropertyInput);
        if (store.contentPropertiesByOwner.find(owner).some((other) => other.key === key)) {
          throw badRequest(`Cannot create property with key: ${key}. It already exists.`);
        }
        const version = firstVersion(site, call.caller.account.accountId);
        const property = { id: store.nextId('content-property'), owner, key, value, version };
        store.contentProperties.set(property.id, property);
        return json(bean(property), { status: owner.startsWith('space/') ? 201 : 200 });
      },
      get: (call) => json(bean(propertyOf(call))),
      update(call) {
        const before = propertyOf(call);
        const { key, value, version } = readBody(call, PropertyUpdate);
        if (version.number !== before.version.number + 1) {
          throw new Refusal(409, 'The version of the property must be incremented.');
        }
        const authorId = call.caller.account.accountId;
        const next = nextVersion(site, before.version, authorId, { message: version.message });
        const property = { ...before, key, value, version: next };
        store.contentProperties.set(property.id, property);
        return json(bean(property));
      },
      remove(call) {
        store.contentProperties.delete(propertyOf(call).id);
        return empty(204);
      },
    };
  };

  const ofPage = operations(
    (call) => `page/${pageOf(site, param(call, 'page-id')).id}`,
    pagePropertyBean,
  );
  const ofSpace = operations(
    (call) => `space/${spaceOf(site, param(call, 'space-id')).id}`,
    spacePropertyBean,
  );
  return {
    getPageContentProperties: ofPage.list,
    createPageProperty: ofPage.create,
    getPageContentPropertiesById: ofPage.get,
    updatePagePropertyById: ofPage.update,
    deletePagePropertyById: ofPage.remove,
    getSpaceProperties: ofSpace.list,
    createSpaceProperty: ofSpace.create,
    getSpacePropertyById: ofSpace.get,
    updateSpacePropertyById: ofSpace.update,
    deleteSpacePropertyById: ofSpace.remove,
  };
}

const PropertyInput = z.object({ key: z.string().min(1).max(255), value: z.json() });
const PropertyUpdate = PropertyInput.extend({
  version: z.object({ number: z.number(), message: z.string().optional() }),
});
