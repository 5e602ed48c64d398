import type { NewField } from '@zdjsm/jsm';
import type { FieldKind, SourceField } from '../source/survey.ts';
import type { TicketValues } from './ticket-values.ts';

const PLAIN = 'com.atlassian.jira.plugin.system.customfieldtypes';

/**
 * The type of field that takes a kind of value whole, and what makes it searchable.
 * Source: jira-platform-v3.2026-07.json, `CustomFieldDefinitionJsonBean`.
 */
const TYPES: Readonly<Record<FieldKind, readonly [type: string, searcher: string]>> = {
  line: ['textfield', 'textsearcher'],
  text: ['textarea', 'textsearcher'],
  url: ['url', 'exacttextsearcher'],
  number: ['float', 'exactnumber'],
  date: ['datepicker', 'daterange'],
  time: ['datetime', 'datetimerange'],
  choice: ['select', 'multiselectsearcher'],
  choices: ['multiselect', 'multiselectsearcher'],
  flag: ['select', 'multiselectsearcher'],
  reference: ['textfield', 'textsearcher'],
};

/** What the fields hold that every ticket has. */
export const STANDARD_KINDS: Readonly<Record<keyof TicketValues, FieldKind>> = {
  id: 'line',
  number: 'line',
  url: 'url',
  channel: 'choice',
  category: 'choice',
  subCategory: 'choice',
  classification: 'choice',
  language: 'choice',
  createdAt: 'time',
  modifiedAt: 'time',
  closedAt: 'time',
  dueAt: 'time',
  resolution: 'text',
  status: 'choice',
  priority: 'choice',
  assignee: 'line',
  team: 'choice',
  product: 'choice',
  contract: 'choice',
  rating: 'choice',
  sharedWith: 'choices',
};

/** What a field of the source holds; undefined for a custom field that nobody has looked at. */
export function kindOf(name: string, fields: readonly SourceField[]): FieldKind | undefined {
  const standard: Readonly<Record<string, FieldKind>> = STANDARD_KINDS;
  return standard[name] ?? fields.find((field) => field.name === name)?.kind;
}

/** Values that a select field needs before anything is written to it. */
export function choicesOf(field: SourceField): readonly string[] {
  return field.kind === 'flag' ? ['true', 'false'] : field.values;
}

/** The field to create for a kind of value. */
export function newFieldFor(name: string, kind: FieldKind): NewField {
  const [type, searcher] = TYPES[kind];
  return { name, type: `${PLAIN}:${type}`, searcherKey: `${PLAIN}:${searcher}` };
}

/** Whether a field of this type takes values of that kind. */
export function takes(kind: FieldKind, custom: string | undefined): boolean {
  const [type] = TYPES[kind];
  const key = custom?.slice(custom.lastIndexOf(':') + 1);
  return key === type || ALSO[kind]?.includes(key ?? '') === true;
}

const ALSO: Readonly<Partial<Record<FieldKind, readonly string[]>>> = {
  line: ['textarea', 'url', 'labels'],
  choice: ['radiobuttons', 'textfield', 'labels'],
  choices: ['multicheckboxes', 'labels'],
  flag: ['radiobuttons', 'textfield'],
  date: ['datetime'],
  url: ['textfield'],
  number: ['textfield'],
};
