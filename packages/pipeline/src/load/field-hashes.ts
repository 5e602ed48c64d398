import { type AdfDoc, adfToText } from '@zdjsm/transform';
import { hashOf } from '../store/hash.ts';

/** What a text goes by among the fields: a comment's, a request's. */
export const BODY = 'body';
export const TEXT = 'description';
export const TEXT_FIELDS: ReadonlySet<string> = new Set([BODY, TEXT]);

/** Hash of each field that a record is written by. */
export type FieldHashes = Readonly<Record<string, string>>;

/**
 * Of a field's value, in one form for what is written and for what Jira shows of it: a priority goes
 * in as `{name}` and comes back with its icon, labels come back in another order.
 */
export function fieldHash(value: unknown): string {
  return hashOf(formOf(value)).slice(0, 22);
}

/** Fields that differ from what was written last; those that are not meant to be any more included. */
export function changedFields(before: FieldHashes | undefined, now: FieldHashes): string[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(now)]);
  return [...names].filter((name) => before?.[name] !== now[name]);
}

function formOf(value: unknown): unknown {
  if (value === undefined || value === '') return null;
  if (typeof value === 'string') return JIRA_TIME.test(value) ? Date.parse(value) : value;
  if (Array.isArray(value)) {
    if (value.length === 0) return null;
    return value.map((item) => JSON.stringify(formOf(item))).sort();
  }
  return isObject(value) ? formOfObject(value) : value;
}

const JIRA_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/;

function formOfObject(value: Readonly<Record<string, unknown>>): unknown {
  if (isDocument(value)) return adfToText(value).replace(/\s+/gu, ' ').trim();
  const name = value['accountId'] ?? value['value'] ?? value['name'] ?? value['id'];
  const { child } = value;
  return child === undefined || child === null ? name : [name, formOf(child)];
}

function isDocument(value: object): value is AdfDoc {
  return 'type' in value && value.type === 'doc' && 'content' in value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
