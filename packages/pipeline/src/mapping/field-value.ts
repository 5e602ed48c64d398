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
  values: Readonly<Record<string, string>> = {},
): Converted {
  const { custom, type } = field.schema;
  const value = renamed(given, values);
  const key = custom?.slice(custom.lastIndexOf(':') + 1) ?? type;
  const convert = CONVERTERS[key] ?? CONVERTERS[type];
  if (!convert) return { problem: `fields of type "${key}" can't be written` };
  const unknown = missingOptions(field, given, values);
  if (unknown.length > 0) {
    return { problem: `it has no option ${unknown.map((name) => `"${name}"`).join(', ')}` };
  }
  return convert(value);
}

/** What of a value is no option of the field, by the target's names. */
export function missingOptions(
  { options }: TargetField,
  given: FieldValue,
  values: Readonly<Record<string, string>> = {},
): string[] {
  return options ? listOf(renamed(given, values)).filter((name) => !options.includes(name)) : [];
}

/** The source's values under the target's names. */
function renamed(value: FieldValue, names: Readonly<Record<string, string>>): FieldValue {
  if (Object.keys(names).length === 0) return value;
  const parts = listOf(value).map((part) => names[part] ?? part);
  return Array.isArray(value) ? parts : parts.join(';');
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
