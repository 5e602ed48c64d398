import type { TargetField } from '../catalog/catalog.ts';
import type { FieldValue } from '../model/helpdesk.ts';
import { shorten } from './shorten.ts';

/** A value in the form that the field's type wants, or why it can't be brought into it. */
export type Converted =
  | { readonly value: unknown; readonly change?: string }
  | { readonly problem: string };

type Converter = (value: FieldValue) => Converted;

const LONGEST_LINE = 255;

/**
 * One converter a type of field, by the end of its `custom` key or by its `type`.
 * Source: jira-jsm.md § 3.4 (field formats) and § 4.1 (texts are ADF documents in API v3).
 */
const CONVERTERS: Readonly<Record<string, Converter>> = {
  textfield: (value) => {
    const text = textOf(value).replace(/\s+/gu, ' ').trim();
    const short = shorten(text, LONGEST_LINE);
    return short === text ? { value: text } : { value: short, change: 'shortened' };
  },
  textarea: (value) => ({ value: paragraphs(textOf(value)) }),
  float: numberFrom,
  number: numberFrom,
  datepicker: (value) => timeFrom(value, (iso) => iso.slice(0, 10)),
  date: (value) => timeFrom(value, (iso) => iso.slice(0, 10)),
  datetime: (value) => timeFrom(value, (iso) => iso.replace('Z', '+0000')),
  url: (value) => ({ value: textOf(value).trim() }),
  select: (value) => ({ value: { value: textOf(value) } }),
  radiobuttons: (value) => ({ value: { value: textOf(value) } }),
  multiselect: (value) => ({ value: listOf(value).map((option) => ({ value: option })) }),
  multicheckboxes: (value) => ({ value: listOf(value).map((option) => ({ value: option })) }),
  cascadingselect: (value) => {
    const [parent = '', child] = listOf(value);
    return { value: { value: parent, ...(child ? { child: { value: child } } : {}) } };
  },
  labels: (value) => ({ value: listOf(value).map((label) => label.replace(/\s+/gu, '-')) }),
};

export function convertFieldValue(
  field: TargetField,
  given: FieldValue,
  names: Readonly<Record<string, string>> = {},
): Converted {
  const key = typeOf(field);
  const convert = CONVERTERS[key] ?? CONVERTERS[field.schema.type];
  if (!convert) return { problem: `fields of type "${key}" can't be written` };
  const ticked = key === 'multicheckboxes' ? tickOf(field, given) : undefined;
  if (ticked) return convert(ticked);
  const value = renamed(field, given, names);
  const unknown = missingOptions(field, given, names);
  if (unknown.length === 0) return convert(value);
  const [parent] = listOf(value);
  if (key === 'cascadingselect' && parent !== undefined && unknown[0] !== parent) {
    return { ...convert([parent]), change: 'flattened' };
  }
  return { problem: `it has no option ${unknown.map((name) => `"${name}"`).join(', ')}` };
}

/** What of a value is no option of the field, by the target's names. */
export function missingOptions(
  field: TargetField,
  given: FieldValue,
  names: Readonly<Record<string, string>> = {},
): string[] {
  const { options, children } = field;
  if (!options || tickOf(field, given)) return [];
  const value = renamed(field, given, names);
  if (typeOf(field) === 'cascadingselect') {
    const [parent = '', child] = listOf(value);
    if (!options.includes(parent)) return [parent];
    return child === undefined || children?.[parent]?.includes(child) ? [] : [child];
  }
  const chosen = isMany(field) ? listOf(value) : [textOf(value)];
  return chosen.filter((name) => !options.includes(name));
}

const typeOf = ({ schema: { custom, type } }: TargetField): string =>
  custom?.slice(custom.lastIndexOf(':') + 1) ?? type;

const MANY: ReadonlySet<string> = new Set(['multiselect', 'multicheckboxes', 'cascadingselect']);

const isMany = (field: TargetField): boolean => MANY.has(typeOf(field)) || !field.options;

/** A yes or no in a single box: ticked, or not. */
function tickOf({ options }: TargetField, value: FieldValue): readonly string[] | undefined {
  if (options?.length !== 1) return undefined;
  if (value === true || value === 'true') return options;
  return value === false || value === 'false' ? [] : undefined;
}

/** The source's values under the target's names. */
function renamed(
  field: TargetField,
  value: FieldValue,
  names: Readonly<Record<string, string>>,
): FieldValue {
  if (!isMany(field)) return names[textOf(value)] ?? value;
  if (!field.options && Object.keys(names).length === 0) return value;
  const known = [...(field.options ?? []), ...Object.keys(names)];
  const parts = rejoined(listOf(value), known).map((part) => names[part] ?? part);
  return field.options || Array.isArray(value) ? parts : parts.join(';');
}

/** Some names have a semicolon themselves: those that are known are put together again, the longest first. */
function rejoined(parts: readonly string[], known: readonly string[]): string[] {
  const byForm = new Map(known.map((name) => [name.replace(/\s*;\s*/g, ';'), name]));
  const names: string[] = [];
  for (let from = 0; from < parts.length; ) {
    let to = parts.length;
    while (to > from + 1 && !byForm.has(parts.slice(from, to).join(';'))) to -= 1;
    const form = parts.slice(from, to).join(';');
    names.push(byForm.get(form) ?? form);
    from = to;
  }
  return names;
}

/** Types that a value can be brought into: what `init` and the preflight offer. */
export const WRITABLE_FIELD_TYPES: readonly string[] = Object.keys(CONVERTERS);

function numberFrom(value: FieldValue): Converted {
  const number = Number(textOf(value).replace(/[\s,%]/g, ''));
  return Number.isFinite(number) && textOf(value).trim() !== ''
    ? { value: number }
    : { problem: `"${textOf(value)}" is no number` };
}

function timeFrom(value: FieldValue, format: (iso: string) => string): Converted {
  const date = new Date(textOf(value));
  return Number.isNaN(date.getTime())
    ? { problem: `"${textOf(value)}" is no date` }
    : { value: format(date.toISOString()) };
}

function textOf(value: FieldValue): string {
  if (Array.isArray(value)) return value.join(', ');
  return value === null ? '' : String(value);
}

/** Zoho writes the choices of a multi-select as one string, separated by semicolons. */
function listOf(value: FieldValue): string[] {
  const parts = Array.isArray(value) ? (value as readonly string[]) : textOf(value).split(';');
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function paragraphs(text: string): unknown {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  return {
    type: 'doc',
    version: 1,
    content: lines.map((line) => ({ type: 'paragraph', content: [{ type: 'text', text: line }] })),
  };
}
