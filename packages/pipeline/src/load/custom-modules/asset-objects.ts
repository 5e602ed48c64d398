import { type AssetType, toAssetObject } from '../../mapping/asset-object.ts';
import { type Relation, relatedRecord, relationsOf } from '../../mapping/custom-record.ts';
import type { CustomModule, CustomRecord } from '../../model/custom-module.ts';
import { hashOf } from '../../store/hash.ts';
import { forEachRecord } from '../each.ts';
import type { LoadContext } from '../load-context.ts';
import { settle } from '../write-protocol.ts';
import { EXTERNAL_ID, settleAssetTypes } from './asset-types.ts';
import { type ModulePlan, recordsOf } from './staged-modules.ts';

/**
 * Records → objects. Called twice: before the tickets, so that these can refer to objects, and after them,
 * when every look-up has something to lead to; the second pass writes where that made a difference.
 */
export async function loadAssetObjects(
  context: LoadContext,
  plans: readonly ModulePlan[],
): Promise<void> {
  if (plans.length === 0) return;
  const types = await settleAssetTypes(context, plans);
  for (const { module } of referredFirst(plans)) {
    const type = types.get(module.id);
    if (!type) continue;
    const present = presentObjects(context, type);
    await forEachRecord(
      context,
      { kind: 'custom-record', records: named(recordsOf(context, module.id)) },
      async ({ id, record }) => {
        const intent = await assetObjectOf(context, module, record, type);
        await context.store.commit({
          changes: [{ kind: 'custom-record', sourceId: id, changes: intent.changes }],
        });
        await settleObject(context, { id, record, type, values: intent.values, present });
      },
    );
  }
}

/** What should exist for a record, with its look-ups as far as they lead somewhere by now. */
export async function assetObjectOf(
  context: LoadContext,
  module: CustomModule,
  record: CustomRecord,
  type: AssetType,
) {
  const resolved = new Map<string, string | undefined>();
  for (const relation of relationsOf(module, record)) {
    const isReference = type.places.get(relation.field.id)?.kind === 'reference';
    resolved.set(nameOf(relation), await resolve(context, relation, isReference));
  }
  return toAssetObject(module, record, type, (relation) => resolved.get(nameOf(relation)));
}

const nameOf = ({ field, id }: Relation): string => `${field.id}/${id}`;

/** An object's id for a reference; for a text whatever a reader knows the record by. */
async function resolve(
  { store, source }: LoadContext,
  relation: Relation,
  isReference: boolean,
): Promise<string | undefined> {
  const related = relatedRecord(relation);
  if (!related) return relation.id;
  const row = await store.crosswalk.get(related.kind, related.sourceId);
  if (isReference) return related.kind === 'custom-record' ? row?.targetId : undefined;
  if (related.kind === 'contact' || related.kind === 'agent') {
    const staged = await store.staging.get(related.kind, related.sourceId);
    if (!staged) return relation.id;
    const { name, email } = source.parse[related.kind](staged.payload);
    return email ? `${name} <${email}>` : name;
  }
  return row?.targetKey ?? relation.id;
}

interface ObjectToSettle {
  readonly id: string;
  readonly record: CustomRecord;
  readonly type: AssetType;
  readonly values: Readonly<Record<string, readonly string[]>>;
  readonly present: () => Promise<ReadonlyMap<string, FoundObject>>;
}

interface FoundObject {
  readonly id: string;
  readonly key: string;
}

async function settleObject(
  context: LoadContext,
  { id, record, type, values, present }: ObjectToSettle,
): Promise<void> {
  const { jsm, signal } = context;
  const object = {
    objectTypeId: type.id,
    values,
    externalId: { attributeId: type.own.externalId, attributeName: EXTERNAL_ID },
  };
  const find = async () => (await present()).get(record.id);
  const update = (objectId: string) => jsm.assets.objects.update(objectId, object, { signal });
  await settle(context, {
    kind: 'custom-record',
    sourceId: id,
    hash: hashOf([type.id, values]),
    existed: async () => (await find()) !== undefined,
    async create() {
      const found = await find();
      const { id: targetId, objectKey } = found
        ? await update(found.id)
        : await jsm.assets.objects.create(object, { signal });
      return { targetId, targetKey: objectKey };
    },
    async find() {
      const found = await find();
      if (!found) return undefined;
      await update(found.id);
      return { targetId: found.id, targetKey: found.key };
    },
    async update({ targetId = '' }) {
      await update(targetId);
    },
  });
}

/** The objects of a type by their external ids; listed when the first new one is to be written. */
function presentObjects({ jsm, signal }: LoadContext, type: AssetType): ObjectToSettle['present'] {
  let listed: Promise<ReadonlyMap<string, FoundObject>> | undefined;
  const list = async (): Promise<ReadonlyMap<string, FoundObject>> => {
    const found = new Map<string, FoundObject>();
    for await (const object of jsm.assets.objects.query(`objectTypeId = ${type.id}`, { signal })) {
      const attribute = object.attributes?.find(
        ({ objectTypeAttributeId }) => objectTypeAttributeId === type.own.externalId,
      );
      const externalId = attribute?.objectAttributeValues[0]?.value;
      if (externalId) found.set(externalId, { id: object.id, key: object.objectKey });
    }
    return found;
  };
  return () => {
    listed ??= list();
    return listed;
  };
}

/** Modules before those that look them up, as far as they don't look up each other. */
export function referredFirst(plans: readonly ModulePlan[]): ModulePlan[] {
  const ordered: ModulePlan[] = [];
  const visited = new Set<string>();
  const visit = (plan: ModulePlan): void => {
    if (visited.has(plan.module.id)) return;
    visited.add(plan.module.id);
    for (const { lookUp } of plan.module.fields) {
      if (lookUp?.kind !== 'custom-record') continue;
      const other = plans.find(({ module }) => module.id === lookUp.module);
      if (other) visit(other);
    }
    ordered.push(plan);
  };
  for (const plan of plans) visit(plan);
  return ordered;
}

async function* named(records: ReturnType<typeof recordsOf>) {
  for await (const { staged, record } of records) yield { id: staged.id, record };
}
