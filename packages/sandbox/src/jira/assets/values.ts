import { z } from 'zod';
import { Refusal } from '../api/refusal.ts';
import type { AssetAttribute, AssetObject } from '../model/assets.ts';
import type { Site } from '../site.ts';

export const ValuesInput = z.array(
  z.object({
    objectTypeAttributeId: z.string(),
    objectAttributeValues: z.array(
      z.object({ value: z.union([z.string(), z.number(), z.boolean()]).optional() }),
    ),
  }),
);

/** Values by attribute id, on top of the present ones. Each wrong one is named in the answer. */
export function readValues(
  site: Site,
  typeId: string,
  input: z.infer<typeof ValuesInput>,
  before: AssetObject | undefined,
): AssetObject['values'] {
  const attributes = site.store.assetAttributesByType.find(typeId);
  const values: Record<string, readonly string[]> = { ...before?.values };
  const wrong: Record<string, string> = {};
  const refuse = (id: string, why: string): void => {
    wrong[`rlabs-insight-attribute-${id}`] = why;
  };

  for (const { objectTypeAttributeId: id, objectAttributeValues } of input) {
    const attribute = attributes.find((candidate) => candidate.id === id);
    if (!attribute) {
      throw new Refusal(400, `Attribute with id ${id} does not belong to this object type.`);
    }
    if (attribute.system) {
      refuse(id, `The attribute ${attribute.name} cannot be set.`);
      continue;
    }
    const given = objectAttributeValues.flatMap(({ value }) =>
      value === undefined || value === '' ? [] : String(value),
    );
    const read = given.map((value) => readValue(site, attribute, value));
    const bad = given.filter((_, i) => read[i] === undefined);
    if (bad.length > 0) refuse(id, `${bad.join(', ')} is not a valid value for ${attribute.name}.`);
    values[id] = read.filter((value) => value !== undefined);
  }
  for (const attribute of attributes.filter(({ system }) => !system)) {
    const { id, name, minimum, maximum, unique } = attribute;
    const count = values[id]?.length ?? 0;
    if (count < minimum) refuse(id, `Minimum cardinality is ${minimum} for ${name}.`);
    if (maximum !== -1 && count > maximum)
      refuse(id, `Maximum cardinality is ${maximum} for ${name}.`);
    if (unique && count > 0 && isTaken(site, typeId, id, values[id] ?? [], before?.id)) {
      refuse(id, `The value of ${name} must be unique.`);
    }
  }
  if (Object.keys(wrong).length > 0) throw new Refusal(400, [], wrong);
  return values;
}

function isTaken(
  site: Site,
  typeId: string,
  attributeId: string,
  values: readonly string[],
  except: string | undefined,
): boolean {
  return site.store.assetObjectsByType
    .find(typeId)
    .some(
      (other) =>
        other.id !== except && other.values[attributeId]?.some((value) => values.includes(value)),
    );
}

/** As it is stored, or undefined. References are given by key or by id, and stored by id. */
function readValue(site: Site, attribute: AssetAttribute, value: string): string | undefined {
  const { store } = site;
  if (attribute.type === 1) {
    const object =
      store.assetObjects.get(value) ??
      [...store.assetObjects.values()].find(({ key }) => key === value);
    return object?.typeId === attribute.referenceTypeId ? object?.id : undefined;
  }
  if (attribute.type === 2) return store.accounts.get(value)?.accountId;
  const test = FORMS[attribute.defaultTypeId];
  if (attribute.defaultTypeId === 10) return attribute.options.includes(value) ? value : undefined;
  return !test || test.test(value) ? value : undefined;
}

/** What plain values look like, by the kind's id; those without a form take any text. */
const FORMS: Readonly<Record<number, RegExp>> = {
  1: /^-?\d+$/,
  2: /^(true|false)$/,
  3: /^-?\d+(\.\d+)?$/,
  4: /^\d{4}-\d{2}-\d{2}/,
  6: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/,
  7: /^[a-z]+:\/\/\S+$/i,
  8: /^[^\s@]+@[^\s@]+$/,
};
