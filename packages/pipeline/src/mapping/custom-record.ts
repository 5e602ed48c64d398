import type {
  CustomField,
  CustomLookUp,
  CustomModule,
  CustomRecord,
} from '../model/custom-module.ts';

/** What a look-up of a record leads to. */
export interface Relation {
  readonly field: CustomField;
  readonly to: CustomLookUp;
  readonly id: string;
}

/** The look-ups of a record that lead somewhere, each record that they name by itself. */
export function relationsOf(module: CustomModule, record: CustomRecord): Relation[] {
  return module.fields.flatMap((field) => {
    const { lookUp } = field;
    if (!lookUp) return [];
    return valuesOf(field, record).map((id) => ({ field, to: lookUp, id }));
  });
}

/** A field's values as texts: Zoho parts several with semicolons. */
export function valuesOf(field: CustomField, record: CustomRecord): string[] {
  const value = record.values[field.id];
  if (value === undefined || value === null || value === '') return [];
  if (typeof value === 'object') return value.filter((one) => one !== '');
  const text = String(value);
  if (!field.multiple) return [text];
  return text.split(';').flatMap((one) => one.trim() || []);
}

/** How the crosswalk names the record that a relation leads to; undefined for what is not migrated. */
export function relatedRecord({
  to,
  id,
}: Pick<Relation, 'to' | 'id'>): { readonly kind: string; readonly sourceId: string } | undefined {
  if (to.kind === 'other') return undefined;
  return {
    kind: to.kind,
    sourceId: to.kind === 'custom-record' ? customRecordKey(to.module, id) : id,
  };
}

/** How a record of a custom module is called in the store: the ids of two modules may be the same. */
export const customRecordKey = (module: string, id: string): string => `${module}/${id}`;
