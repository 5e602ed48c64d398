/** Types that Zoho names for fields. Source: Field.json, facts/zoho-desk.md section 8. */
export type FieldType =
  | 'Text'
  | 'URL'
  | 'Textarea'
  | 'Email'
  | 'Phone'
  | 'Multiselect'
  | 'Date'
  | 'DateTime'
  | 'Number'
  | 'Percent'
  | 'Decimal'
  | 'Currency'
  | 'Picklist'
  | 'LookUp'
  | 'MultiLookup'
  | 'AutoNumber'
  | 'Boolean'
  | 'Fax'
  | 'LargeText'
  | 'Formula';

export interface FieldDefinition {
  readonly apiName: string;
  readonly displayLabel: string;
  readonly type: FieldType;
  readonly allowedValues?: readonly string[];
  /** API name of the module that it looks up. */
  readonly lookup?: string;
  /** Values that records hold; all are strings on the wire. */
  readonly examples: readonly string[];
}

export function field(
  apiName: string,
  displayLabel: string,
  type: FieldType,
  allowedValues?: readonly string[],
): FieldDefinition {
  return { apiName, displayLabel, type, examples: [], ...(allowedValues ? { allowedValues } : {}) };
}

export function lookUp(
  apiName: string,
  displayLabel: string,
  module: string,
  type: 'LookUp' | 'MultiLookup' = 'LookUp',
): FieldDefinition {
  return { apiName, displayLabel, type, lookup: module, examples: [] };
}
