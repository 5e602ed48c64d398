import { storedList, storedString } from '../fields/field-kind.ts';
import { kindOf } from '../fields/kinds.ts';
import type { Field } from '../model/configuration.ts';
import type { Doc, Issue } from '../model/issues.ts';
import type { Json } from '../model/json.ts';
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
  document(doc: Doc): AdfNode;
  /** A field's value, in names. */
  value(field: Field, stored: Json): Json;
}

const KEY = /\b[A-Z][A-Z0-9]{1,9}-\d+\b/g;

export function createNormalForm(site: Site): NormalForm {
  const { store } = site;
  const { site: siteUrl, gateway, media } = site.urls();

  const person = (accountId: string): string => store.accounts.get(accountId)?.email ?? accountId;
  const label = (issue: Issue): string => {
    const project = store.projects.get(issue.projectId)?.key ?? '';
    return `${project}: ${storedString(issue.values.summary ?? null)}`;
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
  const node = (given: AdfNode): AdfNode => {
    const id = attribute(given, 'id');
    const isFile = given.type === 'media' || given.type === 'mediaInline';
    const named =
      id === undefined
        ? undefined
        : isFile
          ? fileName(id)
          : given.type === 'mention'
            ? person(id)
            : id;
    const attrs = given.attrs && {
      ...Object.fromEntries(
        Object.entries(given.attrs).map(([key, value]) => [key, normalJson(value)]),
      ),
      ...(named === undefined ? {} : { id: named }),
      // Task lists and expands carry ids that mean nothing.
      ...('localId' in given.attrs ? { localId: '' } : {}),
    };
    return {
      ...given,
      ...(given.text === undefined ? {} : { text: text(given.text) }),
      ...(attrs === undefined ? {} : { attrs }),
      ...(given.marks === undefined
        ? {}
        : {
            marks: given.marks.map((mark) => ({
              ...mark,
              ...(mark.attrs
                ? {
                    attrs: Object.fromEntries(
                      Object.entries(mark.attrs).map(([key, value]) => [key, normalJson(value)]),
                    ),
                  }
                : {}),
            })),
          }),
      ...(given.content === undefined ? {} : { content: given.content.map(node) }),
    };
  };
  const normalJson = (value: Json): Json => (typeof value === 'string' ? text(value) : value);
  const document = (doc: Doc): AdfNode => node(parseAdf(doc));

  return {
    person,
    issue,
    text,
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
