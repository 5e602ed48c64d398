import { z } from 'zod';
import { json } from '../api/answer.ts';
import { type Call, type Handlers, param, readBody, wholeNumber } from '../api/call.ts';
import { invalidField, notFound } from '../api/refusal.ts';
import type { AssetSchema } from '../model/assets.ts';
import type { Site } from '../site.ts';
import { attributeBean, iconBean, schemaBean, typeBean } from './beans.ts';
import { removeType } from './types.ts';

export function schemaHandlers(site: Site): Handlers {
  const { store } = site;
  const schemaOf = (call: Call): AssetSchema => {
    const schema = store.assetSchemas.get(param(call, 'id'));
    if (!schema) throw notFound('The object schema does not exist.');
    return schema;
  };
  const typesOf = (call: Call) => store.assetTypesBySchema.find(schemaOf(call).id);

  return {
    listSchemas(call) {
      const startAt = wholeNumber(call, 'startAt', 0);
      const maxResults = wholeNumber(call, 'maxResults', 25);
      const all = [...store.assetSchemas.values()];
      const values = all
        .slice(startAt, startAt + maxResults)
        .map((schema) => schemaBean(site, schema));
      const isLast = startAt + values.length >= all.length;
      return json({ startAt, maxResults, total: all.length, isLast, values });
    },

    createSchema(call) {
      const { name, objectSchemaKey, description = '' } = readBody(call, SchemaInput);
      if (!/^[A-Z][A-Z0-9]{1,9}$/.test(objectSchemaKey)) {
        throw invalidField('objectSchemaKey', 'The object schema key is not valid.');
      }
      for (const other of store.assetSchemas.values()) {
        if (other.name === name) throw invalidField('name', 'The name is already in use.');
        if (other.key === objectSchemaKey) {
          throw invalidField('objectSchemaKey', 'The object schema key is already in use.');
        }
      }
      const created = site.clock.now();
      const schema = {
        id: store.nextSmallId('asset-schema'),
        key: objectSchemaKey,
        name,
        description,
        created,
      };
      store.assetSchemas.set(schema.id, schema);
      return json(schemaBean(site, schema), { status: 201 });
    },

    getSchema: (call) => json(schemaBean(site, schemaOf(call))),

    updateSchema(call) {
      const before = schemaOf(call);
      const { name, description } = readBody(call, SchemaInput.partial());
      const schema = {
        ...before,
        name: name ?? before.name,
        description: description ?? before.description,
      };
      store.assetSchemas.set(schema.id, schema);
      return json(schemaBean(site, schema));
    },

    deleteSchema(call) {
      const schema = schemaOf(call);
      const shown = schemaBean(site, schema);
      for (const type of typesOf(call)) removeType(site, type);
      store.assetSchemas.delete(schema.id);
      return json(shown);
    },

    getSchemaAttributes: (call) =>
      json(
        typesOf(call)
          .flatMap(({ id }) => store.assetAttributesByType.find(id))
          .map((attribute) => attributeBean(site, attribute)),
      ),
    getSchemaTypes: (call) => json({ entries: typesOf(call).map((type) => typeBean(site, type)) }),
    getSchemaTypesFlat: (call) => json(typesOf(call).map((type) => typeBean(site, type))),

    getIcon: (call) => json(iconBean(site, param(call, 'id'))),
    listIcons: () => json(Array.from({ length: 5 }, (_, i) => iconBean(site, String(i + 1)))),
  };
}

const SchemaInput = z.object({
  name: z.string().min(1),
  objectSchemaKey: z.string(),
  description: z.string().optional(),
});
