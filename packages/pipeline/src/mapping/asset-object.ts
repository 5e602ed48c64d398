import type { ValueKind } from '@zdjsm/jsm';
import type { CustomField, CustomModule, CustomRecord } from '../model/custom-module.ts';
import type { FieldChange } from '../store/store.ts';
import { type Relation, relationsOf, valuesOf } from './custom-record.ts';
import { shorten } from './shorten.ts';

/** Where a field's values go. */
export interface AttributePlace {
  readonly id: string;
  readonly name: string;
  readonly kind: ValueKind | 'reference';
  readonly multiple: boolean;
}

/** An object type, with what the migration needs to know of its attributes. */
export interface AssetType {
  readonly id: string;
  /** By field id. */
  readonly places: ReadonlyMap<string, AttributePlace>;
  /** Ids of the attributes that every type has. */
  readonly own: Readonly<Record<OwnAttribute, string>>;
}

/** What an object says of its source, beside the fields. */
export type OwnAttribute = 'name' | 'externalId' | 'source' | 'created' | 'modified' | 'values';

export interface AssetObjectIntent {
  /** By attribute id; an empty list is an attribute without value. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  readonly changes: readonly FieldChange[];
}

/** What a relation has become: an object's id for a reference, words for anything else. */
export type ResolveRelation = (relation: Relation) => string | undefined;

// Of Assets' attributes of the kind Text; Textarea has no limit that anybody names.
const LONGEST_TEXT = 255;

/** All that should exist in Assets for a record. What fits no attribute is kept as JSON in one of its own. */
export function toAssetObject(
  module: CustomModule,
  record: CustomRecord,
  type: AssetType,
  resolve: ResolveRelation,
): AssetObjectIntent {
  const changes: FieldChange[] = [];
  const kept: Record<string, unknown> = {};
  const values: Record<string, readonly string[]> = {};
  const keep = (field: CustomField, why: string): void => {
    kept[field.id] = record.values[field.id];
    changes.push({
      field: field.label,
      reason: 'kept-as-json',
      detail: `in "Source values": ${why}`,
    });
  };
  const relations = Map.groupBy(relationsOf(module, record), ({ field }) => field.id);
  for (const field of module.fields) {
    const place = type.places.get(field.id);
    if (!place) continue;
    const given = relations.get(field.id)?.map(resolve) ?? valuesOf(field, record);
    const fits = given.flatMap((value) => (value && convert(value, place.kind)) || []);
    values[place.id] = place.multiple ? fits : fits.slice(0, 1);
    if (fits.length < given.length) {
      keep(field, place.kind === 'reference' ? 'it leads to nothing' : `no ${place.kind}`);
    } else if (fits.length > 1 && !place.multiple) keep(field, 'the attribute holds one value');
  }
  const { name, externalId, source, created, modified, values: own } = type.own;
  return {
    values: {
      ...values,
      [name]: [shorten(record.name, LONGEST_TEXT)],
      [externalId]: [record.id],
      [source]: record.url ? [record.url] : [],
      [created]: record.createdAt ? [record.createdAt] : [],
      [modified]: record.modifiedAt ? [record.modifiedAt] : [],
      [own]: Object.keys(kept).length > 0 ? [JSON.stringify(kept)] : [],
    },
    changes,
  };
}

/** Undefined for what the attribute would refuse. */
function convert(value: string, kind: AttributePlace['kind']): string | undefined {
  const test = FORMS[kind];
  if (test === undefined) return value;
  return test(value.trim());
}

const number = (value: string): number | undefined =>
  /^[-+]?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;

const when = (value: string): string | undefined =>
  Number.isNaN(Date.parse(value)) ? undefined : new Date(value).toISOString();

/** How values of each kind are written; kinds that are not here take any text. */
const FORMS: Partial<
  Readonly<Record<AttributePlace['kind'], (value: string) => string | undefined>>
> = {
  text: (value) => (value.length <= LONGEST_TEXT ? value : undefined),
  integer: (value) => (Number.isInteger(number(value)) ? String(number(value)) : undefined),
  double: (value) => (number(value) === undefined ? undefined : String(number(value))),
  boolean: (value) => (/^(true|false)$/i.test(value) ? value.toLowerCase() : undefined),
  date: (value) => when(value)?.slice(0, 10),
  'date-time': when,
  url: (value) => (URL.canParse(value) && /^[a-z]+:\/\//i.test(value) ? value : undefined),
  email: (value) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? value : undefined),
};
