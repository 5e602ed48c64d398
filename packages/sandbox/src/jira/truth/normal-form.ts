import { storedList, storedString } from '../fields/field-kind.ts';
import { kindOf } from '../fields/kinds.ts';
import type { Field } from '../model/configuration.ts';
import type { Doc, Issue } from '../model/issues.ts';
import { isJsonRecord, type Json } from '../model/json.ts';
import type { Site } from '../site.ts';
import type { AdfNode } from '../text/adf.ts';
import { attribute } from '../text/adf.ts';
import { parseAdf } from '../text/documents.ts';

/** Names for things whose ids and keys differ from run to run. */
export interface NormalForm {
  /** An address. */
  person(accountId: string): string;
  /** Project and summary. */
  issue(issueId: string): string;
  text(text: string): string;
  json(value: Json): Json;
  document(doc: Doc): AdfNode;
  /** A field's value, in names. */
  value(field: Field, stored: Json): Json;
}

type Attributes = Readonly<Record<string, Json>>;

const KEY = /\b[A-Z][A-Z0-9]{1,9}-\d+\b/g;

export function createNormalForm(site: Site): NormalForm {
  const { store } = site;
  const { site: siteUrl, gateway, media } = site.urls();

  const person = (accountId: string): string => store.accounts.get(accountId)?.email ?? accountId;
  const label = (issue: Issue): string => {
    const project = store.projects.get(issue.projectId)?.key ?? '';
    return `${project}: ${storedString(issue.values.summary)}`;
  };
  const issue = (issueId: string): string => {
    const found = store.issues.get(issueId);
    return found ? label(found) : 'an issue that is gone';
  };
  const text = (given: string): string => {
    const placed = [siteUrl, gateway, media].reduce(
      (out, url) => out.replaceAll(url, '{site}'),
      given,
    );
    return placed.replaceAll(KEY, (key) => {
      const named = store.issuesByKey.first(key);
      return named ? `{issue ${label(named)}}` : key;
    });
  };
  const fileName = (mediaId: string): string => {
    const file = store.attachmentsByMedia.first(mediaId);
    return file ? `{file ${file.filename} ${file.sha256.slice(0, 12)}}` : mediaId;
  };
  const json = (value: Json): Json => {
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return value.map(json);
    return isJsonRecord(value) ? attributes(value) : value;
  };
  const attributes = (given: Attributes): Attributes =>
    Object.fromEntries(Object.entries(given).map(([key, value]) => [key, json(value)]));
  const idOf = (given: AdfNode): string | undefined => {
    const id = attribute(given, 'id');
    if (id === undefined) return undefined;
    if (given.type === 'media' || given.type === 'mediaInline') return fileName(id);
    return given.type === 'mention' ? person(id) : id;
  };
  const node = (given: AdfNode): AdfNode => {
    const id = idOf(given);
    return {
      ...given,
      ...(given.text === undefined ? {} : { text: text(given.text) }),
      ...(given.attrs === undefined
        ? {}
        : {
            attrs: {
              ...attributes(given.attrs),
              ...(id === undefined ? {} : { id }),
              // Task lists and expands carry ids that mean nothing.
              ...('localId' in given.attrs ? { localId: '' } : {}),
            },
          }),
      ...(given.marks === undefined
        ? {}
        : {
            marks: given.marks.map(({ type, attrs }) => ({
              type,
              ...(attrs === undefined ? {} : { attrs: attributes(attrs) }),
            })),
          }),
      ...(given.content === undefined ? {} : { content: given.content.map(node) }),
    };
  };
  const document = (doc: Doc): AdfNode => node(parseAdf(doc));

  return {
    person,
    issue,
    text,
    json,
    document,
    value(field, stored) {
      switch (field.kind) {
        case 'user':
        case 'reporter':
        case 'assignee':
          return person(storedString(stored));
        case 'users':
        case 'participants':
          return storedList(stored).map(person).sort();
        case 'organizations':
          return storedList(stored)
            .map((id) => store.organizations.get(id)?.name ?? id)
            .sort();
        case 'richText':
          return JSON.stringify(document(storedString(stored)));
        default:
          return text(kindOf(field)?.text(stored, site) ?? JSON.stringify(stored));
      }
    },
  };
}
