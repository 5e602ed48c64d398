import type { AssetsObject } from '@zdjsm/jsm';
import { assetObjectOf } from '../load/custom-modules/asset-objects.ts';
import { readAssetType } from '../load/custom-modules/asset-types.ts';
import { type ModulePlan, recordsOf } from '../load/custom-modules/staged-modules.ts';
import type { LoadContext } from '../load/load-context.ts';
import { checkRecord } from './read-back.ts';
import type { ValidationContext } from './validation-context.ts';

/** The objects of a module, found by their type: each record once, with its values and references. */
export async function checkAssets(context: ValidationContext, plan: ModulePlan): Promise<number> {
  const { store, tally } = context;
  const { module } = plan;
  const typeId = (await store.crosswalk.get('asset-type', module.id))?.targetId;
  const type = typeId === undefined ? undefined : await readAssetType(context, plan, typeId);
  const objects = type && (await listObjects(context, type.id, type.own.externalId));
  let differences = 0;
  for await (const { staged, record } of recordsOf(context, module.id)) {
    tally.source('custom-record');
    const name = { kind: 'custom-record', sourceId: staged.id };
    differences += await checkRecord(context, name, async (findings) => {
      const found = objects?.get(record.id) ?? [];
      findings.expect('objects', 1, found.length);
      const [object] = found;
      if (!type || !object) return;
      tally.target('custom-record');
      const { values } = await assetObjectOf(context, module, record, type);
      const names = namesOf(object);
      for (const [id, expected] of Object.entries(values)) {
        findings.expect(names.get(id) ?? id, expected, heldIn(object, id));
      }
    });
  }
  return differences;
}

async function listObjects(
  { jsm, signal }: LoadContext,
  typeId: string,
  externalId: string,
): Promise<Map<string, AssetsObject[]>> {
  const found = new Map<string, AssetsObject[]>();
  for await (const object of jsm.assets.objects.query(`objectTypeId = ${typeId}`, { signal })) {
    const [id] = heldIn(object, externalId);
    if (id !== undefined) found.set(id, [...(found.get(id) ?? []), object]);
  }
  return found;
}

/** Values as they were written: a reference is the id of the object that it leads to. */
function heldIn({ attributes = [] }: AssetsObject, attributeId: string): string[] {
  const held = attributes.find((one) => one.objectTypeAttributeId === attributeId);
  return (held?.objectAttributeValues ?? []).flatMap(
    ({ value, referencedObject }) => referencedObject?.id ?? value ?? [],
  );
}

function namesOf({ attributes = [] }: AssetsObject): ReadonlyMap<string, string> {
  return new Map(
    attributes.flatMap(({ objectTypeAttributeId: id, objectTypeAttribute }) =>
      objectTypeAttribute ? [[id, objectTypeAttribute.name] as const] : [],
    ),
  );
}
