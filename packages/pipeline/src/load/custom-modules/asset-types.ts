import type { NewAttribute, ObjectTypeAttribute, ValueKind } from '@zdjsm/jsm';
import type { AssetType, AttributePlace, OwnAttribute } from '../../mapping/asset-object.ts';
import type { CustomField, CustomFieldKind } from '../../model/custom-module.ts';
import { hashOf } from '../../store/hash.ts';
import type { LoadContext } from '../load-context.ts';
import { settle } from '../write-protocol.ts';
import type { ModulePlan } from './staged-modules.ts';

/** By which an object is found again: no two of a type have the same. */
export const EXTERNAL_ID = 'External id';

/** What each type has beside the module's fields; `Name` comes with every type. */
const OWN = {
  externalId: { name: EXTERNAL_ID, kind: 'text' },
  source: { name: 'Source', kind: 'url' },
  created: { name: 'Source created', kind: 'date-time' },
  modified: { name: 'Source modified', kind: 'date-time' },
  values: { name: 'Source values', kind: 'textarea' },
} as const satisfies Readonly<Record<Exclude<OwnAttribute, 'name'>, NewAttribute>>;

// Kept by Assets itself.
const SYSTEM = ['Key', 'Name', 'Created', 'Updated'];

const KINDS: Readonly<Record<Exclude<CustomFieldKind, 'look-up'>, ValueKind>> = {
  text: 'text',
  'long-text': 'textarea',
  integer: 'integer',
  decimal: 'double',
  boolean: 'boolean',
  date: 'date',
  'date-time': 'date-time',
  url: 'url',
  email: 'email',
};

/** Makes the schema, the types and their attributes where they are missing. By module. */
export async function settleAssetTypes(
  context: LoadContext,
  plans: readonly ModulePlan[],
): Promise<Map<string, AssetType>> {
  const schemaId = await settleSchema(context);
  const typeIds = new Map<string, string>();
  for (const plan of plans) {
    typeIds.set(plan.module.id, await settleType(context, plan, schemaId));
  }
  const types = new Map<string, AssetType>();
  // References need the types that they lead to.
  for (const plan of plans) {
    types.set(plan.module.id, await settleAttributes(context, plan, typeIds));
  }
  return types;
}

async function settleSchema(context: LoadContext): Promise<string> {
  const { jsm, signal, config } = context;
  const { schema } = config.customModules;
  const row = await settle(context, {
    kind: 'asset-schema',
    sourceId: schema.key,
    hash: hashOf(schema),
    async existed() {
      const schemas = await Array.fromAsync(jsm.assets.schemas({ signal }));
      return schemas.some(({ objectSchemaKey }) => objectSchemaKey === schema.key);
    },
    async create() {
      const { id } = await jsm.assets.ensureSchema(schema, { signal });
      return { targetId: String(id), targetKey: schema.key };
    },
  });
  return row.targetId ?? '';
}

async function settleType(
  context: LoadContext,
  { module, type }: ModulePlan,
  schemaId: string,
): Promise<string> {
  const { jsm, signal } = context;
  const row = await settle(context, {
    kind: 'asset-type',
    sourceId: module.id,
    hash: hashOf([schemaId, type]),
    async existed() {
      const types = await jsm.assets.objectTypes(schemaId, { signal });
      return types.some(({ name }) => name === type);
    },
    async create() {
      const [icon] = await jsm.assets.icons({ signal });
      const wanted = { name: type, schemaId, iconId: icon?.id ?? '1' };
      const { id } = await jsm.assets.ensureObjectType(wanted, { signal });
      return { targetId: String(id), targetKey: type };
    },
  });
  return row.targetId ?? '';
}

async function settleAttributes(
  context: LoadContext,
  plan: ModulePlan,
  typeIds: ReadonlyMap<string, string>,
): Promise<AssetType> {
  const { jsm, signal } = context;
  const { module } = plan;
  const typeId = typeIds.get(module.id) ?? '';
  const names = attributeNames(plan);
  const wanted: [field: string, attribute: NewAttribute][] = [
    ...Object.values(OWN).map((one): [string, NewAttribute] => [
      one.name,
      { ...one, unique: one === OWN.externalId },
    ]),
    ...module.fields.map((field): [string, NewAttribute] => [
      field.id,
      {
        name: names.get(field.id) ?? field.label,
        kind: kindOf(field, typeIds),
        multiple: field.multiple,
      },
    ]),
  ];
  for (const [field, attribute] of wanted) {
    await settle(context, {
      kind: 'asset-attribute',
      sourceId: `${module.id}/${field}`,
      hash: hashOf([typeId, attribute.name]),
      async existed() {
        const known = await jsm.assets.attributes(typeId, { signal });
        return known.some(({ name }) => name === attribute.name);
      },
      async create() {
        const { id, name } = await jsm.assets.ensureAttribute(typeId, attribute, { signal });
        return { targetId: String(id), targetKey: name };
      },
    });
  }
  return await readAssetType(context, plan, typeId);
}

/** A type as the site has it: an attribute that was there before may be of another kind than ours. */
export async function readAssetType(
  { jsm, signal }: Pick<LoadContext, 'jsm' | 'signal'>,
  plan: ModulePlan,
  typeId: string,
): Promise<AssetType> {
  const attributes = await jsm.assets.attributes(typeId, { signal });
  const idOf = (name: string): string =>
    String(attributes.find((attribute) => attribute.name === name)?.id ?? '');
  const places = [...attributeNames(plan)].flatMap(([field, name]) => {
    const attribute = attributes.find((one) => one.name === name);
    return attribute ? [[field, placeOf(attribute)] as const] : [];
  });
  return {
    id: typeId,
    places: new Map(places),
    own: {
      name: String(attributes.find(({ label }) => label)?.id ?? ''),
      externalId: idOf(OWN.externalId.name),
      source: idOf(OWN.source.name),
      created: idOf(OWN.created.name),
      modified: idOf(OWN.modified.name),
      values: idOf(OWN.values.name),
    },
  };
}

/** What the fields' attributes are called: as the config says, else by their labels, each name once. */
function attributeNames({
  module: { fields },
  attributes: named,
}: ModulePlan): ReadonlyMap<string, string> {
  const taken = new Set([...SYSTEM, ...Object.values(OWN).map(({ name }) => name)].map(lower));
  const names = new Map<string, string>();
  for (const { id, label } of fields) {
    const wanted = named[id] ?? label;
    const name = named[id] === undefined && taken.has(lower(wanted)) ? `${wanted} (${id})` : wanted;
    taken.add(lower(name));
    names.set(id, name);
  }
  return names;
}

const lower = (text: string): string => text.toLowerCase();

function kindOf(
  { kind, lookUp }: CustomField,
  typeIds: ReadonlyMap<string, string>,
): ValueKind | { reference: string } {
  if (kind !== 'look-up') return KINDS[kind];
  const reference = lookUp?.kind === 'custom-record' ? typeIds.get(lookUp.module) : undefined;
  return reference === undefined ? 'text' : { reference };
}

function placeOf({
  id,
  name,
  type,
  defaultType,
  maximumCardinality = 1,
}: ObjectTypeAttribute): AttributePlace {
  const kind = type === 1 ? 'reference' : (NAMES[defaultType?.name ?? ''] ?? 'text');
  return { id: String(id), name, kind, multiple: maximumCardinality !== 1 };
}

/** As Assets calls its kinds of values. */
const NAMES: Readonly<Record<string, ValueKind>> = {
  Text: 'text',
  Integer: 'integer',
  Boolean: 'boolean',
  Double: 'double',
  Date: 'date',
  Time: 'time',
  DateTime: 'date-time',
  URL: 'url',
  Email: 'email',
  Textarea: 'textarea',
  Select: 'select',
};
