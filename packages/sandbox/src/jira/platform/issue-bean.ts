import { kindOf, schemaOf } from '../fields/kinds.ts';
import { contextFor } from '../fields/options.ts';
import type { Field } from '../model/configuration.ts';
import type { Issue } from '../model/issues.ts';
import { jiraTime } from '../text/times.ts';
import { attachmentBean } from './attachment-bean.ts';
import { changeBean } from './change-bean.ts';
import { commentBean } from './comment-bean.ts';
import { linkBeans } from './link-bean.ts';
import { transitionBeans } from './transition-bean.ts';
import {
  categoryBean,
  docToHtml,
  issueReference,
  issueTypeBean,
  projectBean,
  richTextBean,
  statusBean,
  userBean,
  userById,
  type View,
} from './view.ts';
import { worklogBean } from './worklog-bean.ts';

const EMBEDDED_WORKLOGS = 20;
/** `*navigable` leaves out what has a list of its own. */
const NOT_NAVIGABLE = new Set(['comment', 'attachment', 'worklog', 'issuelinks', 'subtasks']);

export interface IssueSelection {
  /** `*all`, `*navigable`, ids, and ids with a minus. */
  readonly fields: readonly string[];
  readonly expand: readonly string[];
  readonly properties: readonly string[];
}

export function issueBean(view: View, issue: Issue, selection: IssueSelection) {
  const { store } = view.site;
  const fields = selectFields(view, issue, selection.fields);
  const expand = new Set(selection.expand);
  const shown = Object.fromEntries(
    fields.map((field) => [field.id, fieldBean(view, issue, field)]),
  );
  const properties = store.propertiesByOwner
    .find(`issue/${issue.id}`)
    .filter(
      ({ key }) => selection.properties.includes(key) || selection.properties.includes('*all'),
    );
  return {
    expand: 'renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations',
    id: issue.id,
    self: `${view.rest}/issue/${issue.id}`,
    key: issue.key,
    ...(fields.length > 0 ? { fields: shown } : {}),
    ...(selection.properties.length > 0
      ? { properties: Object.fromEntries(properties.map(({ key, value }) => [key, value])) }
      : {}),
    ...(expand.has('names')
      ? { names: Object.fromEntries(fields.map((field) => [field.id, field.name])) }
      : {}),
    ...(expand.has('schema')
      ? { schema: Object.fromEntries(fields.map((field) => [field.id, schemaOf(field)])) }
      : {}),
    ...(expand.has('renderedFields') ? { renderedFields: rendered(view, issue, fields) } : {}),
    ...(expand.has('changelog') ? { changelog: changelogOf(view, issue) } : {}),
    ...(expand.has('transitions')
      ? { transitions: transitionBeans(view, issue, { withFields: false }) }
      : {}),
  };
}

function selectFields(view: View, issue: Issue, wanted: readonly string[]): Field[] {
  const excluded = new Set(wanted.filter((id) => id.startsWith('-')).map((id) => id.slice(1)));
  const onlyExcludes = wanted.length > 0 && wanted.every((id) => id.startsWith('-'));
  const all = wanted.includes('*all') || onlyExcludes;
  const navigable = wanted.includes('*navigable');
  return [...view.site.store.fields.values()].filter((field) => {
    if (excluded.has(field.id)) return false;
    const named = all || wanted.includes(field.id) || (navigable && !NOT_NAVIGABLE.has(field.id));
    if (!named) return false;
    if (field.customType === undefined) return true;
    return contextFor(view.site, field.id, issue.projectId, issue.issueTypeId) !== undefined;
  });
}

function fieldBean(view: View, issue: Issue, field: Field): unknown {
  const structural = STRUCTURAL[field.kind];
  if (structural) return structural(view, issue);
  const stored = issue.values[field.id];
  const kind = kindOf(field);
  if (stored === undefined || !kind) return kind?.type === 'array' && !field.customType ? [] : null;
  return kind.show(stored, {
    site: view.site,
    field,
    rest: view.rest,
    issueKey: issue.key,
    user: (account) => userBean(view, account),
    richText: (doc) => richTextBean(view, issue.id, doc),
  });
}

const STRUCTURAL: Readonly<Record<string, (view: View, issue: Issue) => unknown>> = {
  issuetype: (view, issue) => issueTypeBean(view, issue.issueTypeId),
  project: (view, issue) => projectBean(view, issue.projectId),
  status: (view, issue) => statusBean(view, issue.statusId),
  statusCategory: (view, issue) =>
    categoryBean(view, view.site.store.statuses.get(issue.statusId)?.category ?? 'new'),
  statuscategorychangedate: (_view, issue) => jiraTime(issue.statusChanged),
  created: (_view, issue) => jiraTime(issue.created),
  updated: (_view, issue) => jiraTime(issue.updated),
  resolutiondate: (_view, issue) =>
    issue.resolved === undefined ? null : jiraTime(issue.resolved),
  creator: (view, issue) => userById(view, issue.creatorId),
  parent(view, issue) {
    const parent = view.site.store.issues.get(issue.parentId ?? '');
    return parent ? issueReference(view, parent) : null;
  },
  subtasks: (view, issue) =>
    view.site.store.issuesByParent.find(issue.id).map((child) => issueReference(view, child)),
  watches: (view, issue) => ({
    self: `${view.rest}/issue/${issue.key}/watchers`,
    watchCount: issue.watcherIds.length,
    isWatching: issue.watcherIds.includes(view.viewer.accountId),
  }),
  votes: (view, issue) => ({
    self: `${view.rest}/issue/${issue.key}/votes`,
    votes: 0,
    hasVoted: false,
  }),
  attachment: (view, issue) =>
    view.site.store.attachmentsByIssue.find(issue.id).map((file) => attachmentBean(view, file)),
  issuelinks: (view, issue) => linkBeans(view, issue),
  comment(view, issue) {
    const comments = view.site.store.commentsByIssue.find(issue.id);
    return {
      comments: comments.map((comment) => commentBean(view, comment)),
      self: `${view.rest}/issue/${issue.id}/comment`,
      maxResults: comments.length,
      total: comments.length,
      startAt: 0,
    };
  },
  worklog(view, issue) {
    const worklogs = view.site.store.worklogsByIssue.find(issue.id);
    return {
      startAt: 0,
      maxResults: EMBEDDED_WORKLOGS,
      total: worklogs.length,
      worklogs: worklogs.slice(0, EMBEDDED_WORKLOGS).map((entry) => worklogBean(view, entry)),
    };
  },
};

function rendered(view: View, issue: Issue, fields: readonly Field[]) {
  return Object.fromEntries(
    fields.map((field) => {
      const stored = issue.values[field.id];
      const isText = field.kind === 'richText' && typeof stored === 'string';
      return [field.id, isText ? docToHtml(view, stored) : null];
    }),
  );
}

function changelogOf(view: View, issue: Issue) {
  const changes = view.site.store.changesByIssue.find(issue.id).toReversed();
  return {
    startAt: 0,
    maxResults: changes.length,
    total: changes.length,
    histories: changes.map((change) => changeBean(view, change)),
  };
}
