import { z } from 'zod';
import { empty, json } from '../api/answer.ts';
import { type Call, type Handlers, param, readBody } from '../api/call.ts';
import { badRequest, invalidField, notFound } from '../api/refusal.ts';
import type { AssetAttribute } from '../model/assets.ts';
import type { Site } from '../site.ts';
import { attributeBean, DEFAULT_TYPES } from './beans.ts';

export function attributeHandlers(site: Site): Handlers {
  const { store } = site;
  const attributeOf = (call: Call): AssetAttribute => {
    const attribute = store.assetAttributes.get(param(call, 'id'));
    if (!attribute) throw notFound('The object type attribute does not exist.');
    return attribute;
  };
  const typeIdOf = (call: Call): string => {
    const id = param(call, 'objectTypeId');
    if (!store.assetTypes.get(id)) throw notFound('The object type does not exist.');
    return id;
  };
  const read = (
    call: Call,
    typeId: string,
    before?: AssetAttribute,
  ): Omit<AssetAttribute, 'id'> => {
    const body = readBody(call, AttributeInput);
    const siblings = store.assetAttributesByType.find(typeId);
    if (siblings.some(({ id, name }) => name === body.name && id !== before?.id)) {
      throw invalidField('name', 'The name is already in use.');
    }
    const type = body.type ?? before?.type ?? 0;
    const defaultTypeId = body.defaultTypeId ?? before?.defaultTypeId ?? 0;
    if (type === 0 && !Object.hasOwn(DEFAULT_TYPES, defaultTypeId)) {
      throw invalidField('defaultTypeId', 'The default type does not exist.');
    }
    const referenceTypeId = type === 1 ? (body.typeValue ?? before?.referenceTypeId) : undefined;
    if (type === 1 && !store.assetTypes.get(referenceTypeId ?? '')) {
      throw invalidField('typeValue', 'The referenced object type does not exist.');
    }
    return {
      typeId,
      name: body.name ?? before?.name ?? '',
      description: body.description ?? before?.description ?? '',
      type,
      defaultTypeId,
      referenceTypeId,
      options: body.options?.split(',') ?? before?.options ?? [],
      label: body.label ?? before?.label ?? false,
      unique: body.uniqueAttribute ?? before?.unique ?? false,
      minimum: body.minimumCardinality ?? before?.minimum ?? 0,
      maximum: body.maximumCardinality ?? before?.maximum ?? 1,
      system: false,
      position: before?.position ?? siblings.length,
    };
  };

  return {
    createAttribute(call) {
      const typeId = typeIdOf(call);
      const attribute = { id: store.nextSmallId('asset-attribute'), ...read(call, typeId) };
      if (attribute.name === '') throw invalidField('name', 'The name is required.');
      store.assetAttributes.set(attribute.id, attribute);
      return json(attributeBean(site, attribute), { status: 201 });
    },

    updateAttribute(call) {
      const before = attributeOf(call);
      if (before.system) throw badRequest('System attributes cannot be changed.');
      const attribute = { id: before.id, ...read(call, typeIdOf(call), before) };
      store.assetAttributes.set(attribute.id, attribute);
      return json(attributeBean(site, attribute));
    },

    deleteAttribute(call) {
      const attribute = attributeOf(call);
      if (attribute.system || attribute.label) {
        throw badRequest('This attribute cannot be removed.');
      }
      store.assetAttributes.delete(attribute.id);
      return empty(200);
    },
  };
}

const AttributeInput = z.object({
  name: z.string().optional(),
  description: z.string().optional(),
  label: z.boolean().optional(),
  type: z.union([z.literal(0), z.literal(1), z.literal(2)]).optional(),
  defaultTypeId: z.number().optional(),
  /** The referenced object type, for references. */
  typeValue: z.string().optional(),
  minimumCardinality: z.number().optional(),
  maximumCardinality: z.number().optional(),
  uniqueAttribute: z.boolean().optional(),
  options: z.string().optional(),
});
