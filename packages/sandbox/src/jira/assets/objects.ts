import { z } from 'zod';
import { empty, json } from '../api/answer.ts';
import { type Call, flag, type Handlers, param, readBody, wholeNumber } from '../api/call.ts';
import { badRequest, notFound } from '../api/refusal.ts';
import { storedList } from '../fields/field-kind.ts';
import type { AssetChange, AssetObject } from '../model/assets.ts';
import type { Site } from '../site.ts';
import { findByAql } from './aql.ts';
import { attributeBean, objectBean, typeBean, valueBeans } from './beans.ts';
import { readValues, ValuesInput } from './values.ts';

const MAX_PAGE = 500;

export function objectHandlers(site: Site): Handlers {
  const { store } = site;
  const objectOf = (call: Call): AssetObject => {
    const object = store.assetObjects.get(param(call, 'id'));
    if (!object) throw notFound(`Could not find object with id ${param(call, 'id')}.`);
    return object;
  };
  const change = (call: Call, attribute: string, before: string, after: string): AssetChange => ({
    id: store.nextSmallId('asset-change'),
    actorId: call.caller.account.accountId,
    attribute,
    before,
    after,
    created: site.clock.now(),
  });

  return {
    createObject(call) {
      const body = readBody(call, ObjectInput);
      const type = store.assetTypes.get(body.objectTypeId);
      const schema = type && store.assetSchemas.get(type.schemaId);
      if (!type || !schema) throw badRequest('The object type does not exist.');
      const now = site.clock.now();
      const id = store.nextSmallId('asset-object');
      const object: AssetObject = {
        id,
        typeId: type.id,
        key: `${schema.key}-${id}`,
        values: readValues(site, type.id, body.attributes, undefined),
        created: now,
        updated: now,
        history: [change(call, 'Key', '', `${schema.key}-${id}`)],
      };
      store.assetObjects.set(id, object);
      return json(objectBean(site, object), { status: 201 });
    },

    getObject: (call) => json(objectBean(site, objectOf(call))),

    updateObject(call) {
      const before = objectOf(call);
      const { attributes } = readBody(call, ObjectInput.partial());
      const values = readValues(site, before.typeId, attributes ?? [], before);
      const changes = store.assetAttributesByType.find(before.typeId).flatMap(({ id, name }) => {
        const [from, to] = [(before.values[id] ?? []).join(), (values[id] ?? []).join()];
        return from === to ? [] : [change(call, name, from, to)];
      });
      const history = [...before.history, ...changes];
      const object = { ...before, values, updated: site.clock.now(), history };
      store.assetObjects.set(object.id, object);
      return json(objectBean(site, object));
    },

    deleteObject(call) {
      store.assetObjects.delete(objectOf(call).id);
      return empty(200);
    },

    getObjectAttributes: (call) => json(valueBeans(site, objectOf(call))),

    getObjectHistory(call) {
      const object = objectOf(call);
      const history = object.history.map((entry) => ({
        id: entry.id,
        actor: { displayName: store.accounts.get(entry.actorId)?.displayName, key: entry.actorId },
        affectedAttribute: entry.attribute,
        oldValue: entry.before,
        newValue: entry.after,
        type: 0,
        created: new Date(entry.created).toISOString(),
        objectId: object.id,
      }));
      return json(flag(call, 'asc', false) ? history : history.toReversed());
    },

    getObjectReferences(call) {
      const { id } = objectOf(call);
      const referring = [...store.assetObjects.values()].filter((other) =>
        refersTo(site, other, id),
      );
      const byType = Map.groupBy(referring, (object) => object.typeId);
      return json(
        [...byType].flatMap(([typeId, objects]) => {
          const type = store.assetTypes.get(typeId);
          if (!type) return [];
          return [
            {
              referenceTypes: [],
              objectType: typeBean(site, type),
              numberOfReferencedObjects: objects.length,
              openIssuesExists: false,
            },
          ];
        }),
      );
    },

    findObjects(call) {
      const { qlQuery } = readBody(call, z.object({ qlQuery: z.string() }));
      const found = findByAql(site, qlQuery);
      const startAt = wholeNumber(call, 'startAt', 0);
      const maxResults = Math.min(MAX_PAGE, wholeNumber(call, 'maxResults', 25));
      const page = found.slice(startAt, startAt + maxResults);
      const withAttributes = flag(call, 'includeAttributes', true);
      const typeIds = [...new Set(page.map((object) => object.typeId))];
      return json({
        startAt,
        maxResults,
        total: found.length,
        isLast: startAt + page.length >= found.length,
        values: page.map((object) => objectBean(site, object, withAttributes)),
        objectTypeAttributes: typeIds
          .flatMap((id) => store.assetAttributesByType.find(id))
          .map((attribute) => attributeBean(site, attribute)),
      });
    },

    getConnectedTickets(call) {
      const { id } = objectOf(call);
      const fieldIds = [...store.fields.values()].flatMap((field) =>
        field.kind === 'assets' ? field.id : [],
      );
      const connected = [...store.issues.values()].filter((issue) =>
        fieldIds.some((fieldId) => storedList(issue.values[fieldId]).includes(id)),
      );
      return json({
        tickets: connected.map((issue) => ({
          key: issue.key,
          id: issue.id,
          title: issue.values.summary,
          status: { name: store.statuses.get(issue.statusId)?.name },
        })),
        allTicketsQuery: `issueKey in (${connected.map(({ key }) => key).join(', ')})`,
      });
    },
  };
}

const ObjectInput = z.object({ objectTypeId: z.string(), attributes: ValuesInput });

function refersTo(site: Site, object: AssetObject, id: string): boolean {
  return site.store.assetAttributesByType
    .find(object.typeId)
    .some((attribute) => attribute.type === 1 && object.values[attribute.id]?.includes(id));
}
