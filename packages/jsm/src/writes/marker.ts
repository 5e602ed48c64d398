import { ConfigurationError } from '@zdjsm/core';
import type { Issue } from '../model/issue.ts';
import { type EntityProperty, type Fields, isRecord, type Json } from '../model/json.ts';

/**
 * How the client marks what it writes with the id of the record it came from, so that the site
 * itself can tell whether a write happened.
 */
export interface MarkerOptions {
  /** Entity property on issues, comments and worklogs. Not searchable. Default `zdjsm`. */
  readonly property?: string | undefined;
  /** A custom text field of issues, searchable: `customfield_10050`. Default: none, a label is used. */
  readonly field?: string | undefined;
  /** Begins the label that issues carry. Default `zdjsm-` where there is no field; `false`: no label. */
  readonly labelPrefix?: string | false | undefined;
}

const MARKER = /^[\w.:-]{1,200}$/;

export class Marker {
  readonly property: string;
  readonly field: string | undefined;
  readonly #labelPrefix: string | undefined;

  constructor(options: MarkerOptions = {}) {
    this.property = options.property ?? 'zdjsm';
    this.field = options.field;
    const prefix = options.labelPrefix ?? (options.field ? false : 'zdjsm-');
    this.#labelPrefix = prefix === false ? undefined : prefix;
    if (this.field !== undefined && !/^customfield_\d+$/.test(this.field)) {
      throw new ConfigurationError({
        setting: 'marker.field',
        message: `${JSON.stringify(this.field)} is not the id of a custom field`,
        remedy: 'Give the id of a text field, as in `customfield_10050`: fields.list() shows it.',
      });
    }
  }

  label(marker: string): string | undefined {
    return this.#labelPrefix === undefined ? undefined : this.#labelPrefix + marker;
  }

  /** The last resort of a form that takes neither field nor label: at the end of the summary. */
  tag(marker: string): string {
    return `[${this.label(marker) ?? marker}]`;
  }

  propertyOf(marker: string): EntityProperty {
    return { key: this.property, value: { marker } };
  }

  /** The fields with the marker added to them. */
  addTo(fields: Fields, marker: string): Fields {
    const label = this.label(marker);
    const labels = fields['labels'];
    return {
      ...fields,
      ...(this.field ? { [this.field]: marker } : {}),
      ...(label ? { labels: [...(Array.isArray(labels) ? labels : []), label] } : {}),
    };
  }

  /** A new issue's fields and properties with the marker added to them. */
  addToIssue(
    issue: { readonly fields: Fields; readonly properties?: readonly EntityProperty[] | undefined },
    marker: string,
  ) {
    return {
      fields: this.addTo(issue.fields, marker),
      properties: [this.propertyOf(marker), ...(issue.properties ?? [])],
    };
  }

  /** What has to be read of an issue to know its marker. */
  get fieldsToRead(): string[] {
    return ['summary', 'labels', ...(this.field ? [this.field] : [])];
  }

  isOn({ fields, properties }: Issue, marker: string): boolean {
    const { labels, summary } = fields;
    return (
      this.isIn(properties?.[this.property], marker) ||
      (this.field !== undefined && fields[this.field] === marker) ||
      (Array.isArray(labels) && labels.includes(this.label(marker))) ||
      (typeof summary === 'string' && summary.endsWith(this.tag(marker)))
    );
  }

  isIn(value: Json | undefined, marker: string): boolean {
    return isRecord(value) && value['marker'] === marker;
  }

  /** Finds at least the issues with the marker: a text search may find others too. */
  jql(marker: string): string {
    const label = this.label(marker);
    const clauses = [
      ...(label ? [`labels = ${jqlString(label)}`] : []),
      ...(this.field
        ? [`cf[${this.field.replace('customfield_', '')}] ~ ${jqlPhrase(marker)}`]
        : []),
      `summary ~ ${jqlPhrase(label ?? marker)}`,
    ];
    return `(${clauses.join(' OR ')})`;
  }

  check(marker: string): string {
    if (MARKER.test(marker)) return marker;
    throw new ConfigurationError({
      setting: 'marker',
      message: `${JSON.stringify(marker)} can't be a marker`,
      remedy: 'Use letters, digits and . : _ - only, at most 200 of them: the id in the source.',
    });
  }
}

export const jqlString = (text: string): string =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

/** The text as it stands, word for word: quotes within the quotes. */
const jqlPhrase = (text: string): string => jqlString(jqlString(text));
