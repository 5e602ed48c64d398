import { z } from 'zod';
import { json } from '../api/answer.ts';
import { type Call, flag, type Handlers, param, readBody } from '../api/call.ts';
import { badRequest, invalidField, notFound } from '../api/refusal.ts';
import type { AssetAttribute, AssetType } from '../model/assets.ts';
import type { Site } from '../site.ts';
import { attributeBean, typeBean } from './beans.ts';

export function typeHandlers(site: Site): Handlers {
  const { store } = site;
  const typeOf = (call: Call): AssetType => {
    const type = store.assetTypes.get(param(call, 'id'));
    if (!type) throw notFound('The object type does not exist.');
    return type;
  };

  return {
    createType(call) {
      const body = readBody(call, TypeInput);
      if (!store.assetSchemas.get(body.objectSchemaId)) {
        throw badRequest('The object schema does not exist.');
      }
      const siblings = store.assetTypesBySchema.find(body.objectSchemaId);
      if (siblings.some(({ name }) => name === body.name)) {
        throw invalidField('name', 'The name is already in use.');
      }
      const type: AssetType = {
        id: store.nextSmallId('asset-type'),
        schemaId: body.objectSchemaId,
        name: body.name,
        description: body.description ?? '',
        iconId: body.iconId,
        parentTypeId: body.parentObjectTypeId,
        inherited: body.inherited ?? false,
        created: site.clock.now(),
      };
      store.assetTypes.set(type.id, type);
      for (const attribute of standardAttributes(site, type.id)) {
        store.assetAttributes.set(attribute.id, attribute);
      }
      return json(typeBean(site, type), { status: 201 });
    },

    getType: (call) => json(typeBean(site, typeOf(call))),

    updateType(call) {
      const before = typeOf(call);
      const { name, description, iconId } = readBody(call, TypeInput.partial());
      const type = {
        ...before,
        name: name ?? before.name,
        description: description ?? before.description,
        iconId: iconId ?? before.iconId,
      };
      store.assetTypes.set(type.id, type);
      return json(typeBean(site, type));
    },

    deleteType(call) {
      const type = typeOf(call);
      const shown = typeBean(site, type);
      removeType(site, type);
      return json(shown);
    },

    getTypeAttributes(call) {
      const query = (call.query.get('query') ?? '').toLowerCase();
      const editable = flag(call, 'onlyValueEditable', false);
      const attributes = store.assetAttributesByType
        .find(typeOf(call).id)
        .filter(({ name, system }) => name.toLowerCase().includes(query) && !(editable && system));
      return json(attributes.map((attribute) => attributeBean(site, attribute)));
    },
  };
}

const TypeInput = z.object({
  name: z.string().min(1),
  description: z.string().optional(),
  iconId: z.string(),
  objectSchemaId: z.string(),
  parentObjectTypeId: z.string().optional(),
  inherited: z.boolean().optional(),
  abstractObjectType: z.boolean().optional(),
});

/** Key, Name, Created and Updated: what every new type has. */
function standardAttributes(site: Site, typeId: string): AssetAttribute[] {
  return ['Key', 'Name', 'Created', 'Updated'].map((name, position) => ({
    id: site.store.nextSmallId('asset-attribute'),
    typeId,
    name,
    description: '',
    type: 0,
    defaultTypeId: name === 'Created' || name === 'Updated' ? 6 : 0,
    referenceTypeId: undefined,
    options: [],
    label: name === 'Name',
    unique: name === 'Key',
    minimum: 1,
    maximum: 1,
    system: name !== 'Name',
    position,
  }));
}

export function removeType(site: Site, type: AssetType): void {
  const { store } = site;
  for (const object of store.assetObjectsByType.find(type.id)) store.assetObjects.delete(object.id);
  for (const { id } of store.assetAttributesByType.find(type.id)) store.assetAttributes.delete(id);
  store.assetTypes.delete(type.id);
}
