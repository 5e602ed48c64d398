import { storedString } from '../fields/field-kind.ts';
import type { Issue } from '../model/issues.ts';
import type { Json } from '../model/json.ts';
import { REQUEST_TYPE_FIELD } from '../seed/fields.ts';
import type { Site } from '../site.ts';
import type { AdfNode } from '../text/adf.ts';
import { plainText } from '../text/adf.ts';
import type { NormalForm } from './normal-form.ts';

/** An issue without anything that differs between two runs: no keys, ids and times of its own. */
export interface IssueState {
  readonly project: string;
  readonly type: string;
  /** Undefined: an issue that is no request. */
  readonly requestType: string | undefined;
  readonly summary: string;
  readonly status: string;
  readonly reporter: string;
  /** Project and summary of the issue above. */
  readonly parent: string | undefined;
  readonly description: AdfNode | undefined;
  /** All other values, by the field's name. */
  readonly fields: Readonly<Record<string, Json>>;
  /** In the order in which they were written. */
  readonly comments: readonly CommentState[];
  readonly attachments: readonly AttachmentState[];
  /** `Duplicate → SUP: another summary`, `Duplicate ← …`. */
  readonly links: readonly string[];
  readonly remoteLinks: readonly Json[];
  readonly worklogs: readonly WorklogState[];
  readonly watchers: readonly string[];
  readonly properties: Readonly<Record<string, Json>>;
}

export interface CommentState {
  readonly author: string;
  readonly internal: boolean;
  readonly text: string;
  readonly body: AdfNode;
  readonly properties: Readonly<Record<string, Json>>;
}

export interface AttachmentState {
  readonly filename: string;
  readonly mimeType: string;
  readonly size: number;
  readonly sha256: string;
  readonly author: string;
  readonly shared: boolean;
}

export interface WorklogState {
  readonly author: string;
  readonly seconds: number;
  readonly started: number;
  readonly text: string | undefined;
}

const OF_THEIR_OWN = new Set(['summary', 'reporter', 'description', REQUEST_TYPE_FIELD]);

export function issueState(site: Site, normal: NormalForm, issue: Issue): IssueState {
  const { store } = site;
  const { summary, reporter, description } = issue.values;
  const requestType = store.requestTypes.get(storedString(issue.values[REQUEST_TYPE_FIELD]));
  return {
    project: store.projects.get(issue.projectId)?.key ?? '',
    type: store.issueTypes.get(issue.issueTypeId)?.name ?? '',
    requestType: requestType?.name,
    summary: normal.text(storedString(summary)),
    status: store.statuses.get(issue.statusId)?.name ?? '',
    reporter: normal.person(storedString(reporter)),
    parent: issue.parentId === undefined ? undefined : normal.issue(issue.parentId),
    description: typeof description === 'string' ? normal.document(description) : undefined,
    fields: fieldsOf(site, normal, issue),
    comments: store.commentsByIssue.find(issue.id).map((comment) => {
      const body = normal.document(comment.body);
      return {
        author: normal.person(comment.authorId),
        internal: comment.internal,
        text: plainText(body),
        body,
        properties: propertiesOf(site, normal, `comment/${comment.id}`),
      };
    }),
    attachments: store.attachmentsByIssue
      .find(issue.id)
      .map(({ filename, mimeType, size, sha256, authorId, shared }) => {
        return { filename, mimeType, size, sha256, author: normal.person(authorId), shared };
      })
      .sort((a, b) => compare(a.filename + a.sha256, b.filename + b.sha256)),
    links: store.linksByIssue
      .find(issue.id)
      .map(({ typeId, inwardId, outwardId }) => {
        const name = store.linkTypes.get(typeId)?.name ?? '';
        return inwardId === issue.id
          ? `${name} → ${normal.issue(outwardId)}`
          : `${name} ← ${normal.issue(inwardId)}`;
      })
      .sort(),
    remoteLinks: store.remoteLinksByIssue
      .find(issue.id)
      .map(({ globalId, relationship, object }) => ({
        globalId: globalId ?? null,
        relationship: relationship ?? null,
        object: normal.json(object),
      }))
      .sort((a, b) => compare(JSON.stringify(a), JSON.stringify(b))),
    worklogs: store.worklogsByIssue
      .find(issue.id)
      .map(({ authorId, seconds, started, comment }) => ({
        author: normal.person(authorId),
        seconds,
        started,
        text: comment === undefined ? undefined : plainText(normal.document(comment)),
      })),
    watchers: issue.watcherIds.map(normal.person).sort(),
    properties: propertiesOf(site, normal, `issue/${issue.id}`),
  };
}

function fieldsOf(site: Site, normal: NormalForm, issue: Issue): Record<string, Json> {
  const values = Object.entries(issue.values).flatMap(([fieldId, stored]): [string, Json][] => {
    const field = site.store.fields.get(fieldId);
    if (!field || OF_THEIR_OWN.has(fieldId)) return [];
    return [[field.name, normal.value(field, stored)]];
  });
  return Object.fromEntries(values.sort(([a], [b]) => compare(a, b)));
}

export function propertiesOf(site: Site, normal: NormalForm, owner: string): Record<string, Json> {
  const properties = site.store.propertiesByOwner.find(owner);
  return Object.fromEntries(
    properties
      .map(({ key, value }): [string, Json] => [key, normal.json(value)])
      .sort(([a], [b]) => compare(a, b)),
  );
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
