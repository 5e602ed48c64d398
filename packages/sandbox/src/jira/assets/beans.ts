import type { AssetAttribute, AssetObject, AssetSchema, AssetType } from '../model/assets.ts';
import type { Site } from '../site.ts';
import { labelOf } from './labels.ts';
import { workspaceId } from './workspace.ts';

/** Everything in Assets has an id, and the same with the workspace before it. */
function identity(site: Site, id: string) {
  const workspace = workspaceId(site);
  return { workspaceId: workspace, globalId: `${workspace}:${id}`, id };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

export function schemaBean(site: Site, schema: AssetSchema) {
  const types = site.store.assetTypesBySchema.find(schema.id);
  return {
    ...identity(site, schema.id),
    name: schema.name,
    objectSchemaKey: schema.key,
    description: schema.description,
    status: 'Ok',
    created: iso(schema.created),
    updated: iso(schema.created),
    objectCount: types.reduce((sum, { id }) => sum + site.store.assetObjectsByType.ids(id).size, 0),
    objectTypeCount: types.length,
    canManage: true,
  };
}

export function iconBean(site: Site, id: string) {
  const { site: base } = site.urls();
  return {
    id,
    name: `Icon ${id}`,
    url16: `${base}/icons/${id}_16.png`,
    url48: `${base}/icons/${id}_48.png`,
  };
}

export function typeBean(site: Site, type: AssetType) {
  return {
    ...identity(site, type.id),
    name: type.name,
    description: type.description,
    icon: iconBean(site, type.iconId),
    position: 0,
    created: iso(type.created),
    updated: iso(type.created),
    objectCount: site.store.assetObjectsByType.ids(type.id).size,
    objectSchemaId: type.schemaId,
    ...(type.parentTypeId === undefined ? {} : { parentObjectTypeId: type.parentTypeId }),
    inherited: type.inherited,
    abstractObjectType: false,
    parentObjectTypeInherited: false,
  };
}

/** Names of the plain kinds of values, by id. */
export const DEFAULT_TYPES: Readonly<Record<number, string>> = {
  0: 'Text',
  1: 'Integer',
  2: 'Boolean',
  3: 'Double',
  4: 'Date',
  5: 'Time',
  6: 'DateTime',
  7: 'URL',
  8: 'Email',
  9: 'Textarea',
  10: 'Select',
  11: 'IP Address',
};

export function attributeBean(site: Site, attribute: AssetAttribute) {
  const target = site.store.assetTypes.get(attribute.referenceTypeId ?? '');
  return {
    ...identity(site, attribute.id),
    name: attribute.name,
    label: attribute.label,
    type: attribute.type,
    description: attribute.description,
    ...(attribute.type === 0
      ? {
          defaultType: {
            id: attribute.defaultTypeId,
            name: DEFAULT_TYPES[attribute.defaultTypeId] ?? 'Text',
          },
        }
      : {}),
    ...(target
      ? { referenceObjectTypeId: target.id, referenceObjectType: typeBean(site, target) }
      : {}),
    editable: !attribute.system,
    system: attribute.system,
    sortable: true,
    summable: false,
    indexed: true,
    minimumCardinality: attribute.minimum,
    maximumCardinality: attribute.maximum,
    removable: !attribute.system && !attribute.label,
    hidden: false,
    includeChildObjectTypes: false,
    uniqueAttribute: attribute.unique,
    options: attribute.options.join(','),
    position: attribute.position,
  };
}

export function objectBean(site: Site, object: AssetObject, withAttributes = true) {
  const type = site.store.assetTypes.get(object.typeId);
  if (!type) throw new Error(`object ${object.id} has no type`);
  return {
    ...identity(site, object.id),
    label: labelOf(site, object),
    objectKey: object.key,
    objectType: typeBean(site, type),
    created: iso(object.created),
    updated: iso(object.updated),
    hasAvatar: false,
    timestamp: object.updated,
    ...(withAttributes ? { attributes: valueBeans(site, object) } : {}),
    _links: { self: `${site.urls().site}/jira/assets/object/${object.key}` },
  };
}

export function valueBeans(site: Site, object: AssetObject): readonly unknown[] {
  return site.store.assetAttributesByType.find(object.typeId).flatMap((attribute) => {
    const values = systemValue(attribute, object) ?? object.values[attribute.id] ?? [];
    if (values.length === 0) return [];
    return [
      {
        ...identity(site, `${object.id}${attribute.id}`),
        objectTypeAttribute: attributeBean(site, attribute),
        objectTypeAttributeId: attribute.id,
        objectAttributeValues: values.map((value) => valueBean(site, attribute, value)),
      },
    ];
  });
}

function systemValue(attribute: AssetAttribute, object: AssetObject): string[] | undefined {
  if (!attribute.system) return undefined;
  if (attribute.name === 'Key') return [object.key];
  return [iso(attribute.name === 'Created' ? object.created : object.updated)];
}

function valueBean(site: Site, attribute: AssetAttribute, value: string) {
  const referenced = attribute.type === 1 ? site.store.assetObjects.get(value) : undefined;
  if (!referenced) {
    return { value, displayValue: value, searchValue: value, referencedType: false };
  }
  return {
    displayValue: labelOf(site, referenced),
    searchValue: referenced.key,
    referencedType: true,
    referencedObject: objectBean(site, referenced, false),
  };
}
