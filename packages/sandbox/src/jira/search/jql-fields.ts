import { storedList, storedString } from '../fields/field-kind.ts';
import { kindOf } from '../fields/kinds.ts';
import type { Field } from '../model/configuration.ts';
import type { Issue } from '../model/issues.ts';
import type { Account } from '../model/people.ts';
import type { Site } from '../site.ts';
import { plainText } from '../text/adf.ts';
import { parseAdf } from '../text/documents.ts';

/** A field as JQL sees it. */
export type JqlField =
  | {
      readonly kind: 'choice';
      /** What the issue has, as ids. */
      readonly idsOf: (issue: Issue) => readonly string[];
      /** The ids that a value of a query means; none: there is no such thing. */
      readonly resolve: (text: string) => readonly string[];
      /** The name under which the search index keeps the ids. */
      readonly index?: string;
    }
  | {
      readonly kind: 'text';
      readonly textOf: (issue: Issue) => string;
      /** Whether `=` works: exact-text searchers only. */
      readonly exact: boolean;
      readonly index?: string;
      readonly name: string;
    }
  | { readonly kind: 'time' | 'number'; readonly numberOf: (issue: Issue) => number | undefined };

/** Ids and names of a collection, without regard to case. */
function named(values: Iterable<{ readonly id: string; readonly name: string }>) {
  return (text: string): string[] =>
    [...values]
      .filter((one) => one.id === text || one.name.toLowerCase() === text.toLowerCase())
      .map((one) => one.id);
}

export function jqlField(site: Site, name: string): JqlField | undefined {
  return SYSTEM[name]?.(site) ?? customField(site, name);
}

type Build = (site: Site) => JqlField;

const project: Build = ({ store }) => ({
  kind: 'choice',
  idsOf: (issue) => [issue.projectId],
  resolve: (text) =>
    [...store.projects.values()]
      .filter(({ id, key, name }) =>
        [id, key.toLowerCase(), name.toLowerCase()].includes(text.toLowerCase()),
      )
      .map(({ id }) => id),
  index: 'project',
});

const key: Build = ({ store }) => ({
  kind: 'choice',
  idsOf: (issue) => [issue.id],
  resolve: (text) => {
    const issue = store.issues.get(text) ?? store.issuesByKey.first(text.toUpperCase());
    return issue ? [issue.id] : [];
  },
  index: 'id',
});

const issueType: Build = ({ store }) => ({
  kind: 'choice',
  idsOf: (issue) => [issue.issueTypeId],
  resolve: (text) => named(store.issueTypes.values())(text),
});

const status: Build = ({ store }) => ({
  kind: 'choice',
  idsOf: (issue) => [issue.statusId],
  resolve: (text) => named(store.statuses.values())(text),
});

const CATEGORIES: Readonly<Record<string, string>> = {
  'to do': 'new',
  new: 'new',
  'in progress': 'indeterminate',
  indeterminate: 'indeterminate',
  done: 'done',
};

const statusCategory: Build = ({ store }) => ({
  kind: 'choice',
  idsOf: (issue) => [store.statuses.get(issue.statusId)?.category ?? ''],
  resolve: (text) => {
    const category = CATEGORIES[text.toLowerCase()];
    return category === undefined ? [] : [category];
  },
});

/** A field of `values` that holds an id. */
function single(
  fieldId: string,
  resolve: (site: Site) => (text: string) => readonly string[],
): Build {
  return (site) => ({
    kind: 'choice',
    idsOf: (issue) => [storedString(issue.values[fieldId])].filter((id) => id !== ''),
    resolve: resolve(site),
  });
}

function several(
  fieldId: string,
  resolve: (site: Site) => (text: string) => readonly string[],
): Build {
  return (site) => ({
    kind: 'choice',
    idsOf: (issue) => storedList(issue.values[fieldId]),
    resolve: resolve(site),
    index: fieldId,
  });
}

/** Account ids; addresses only where the profile shows them. */
function people({ store }: Site) {
  return (text: string): string[] => {
    const byEmail = store.accountsByEmail.find(text.toLowerCase());
    const found: (Account | undefined)[] = [store.accounts.get(text), ...byEmail];
    return found.flatMap((account) => (account ? [account.accountId] : []));
  };
}

function time(timeOf: (issue: Issue) => number | undefined): Build {
  return () => ({ kind: 'time', numberOf: timeOf });
}

function text(name: string, textOf: (site: Site, issue: Issue) => string, index?: string): Build {
  return (site) => ({
    kind: 'text',
    name,
    textOf: (issue) => textOf(site, issue),
    exact: false,
    ...(index === undefined ? {} : { index }),
  });
}

const summaryOf = (_site: Site, issue: Issue): string => storedString(issue.values.summary);
const descriptionOf = (_site: Site, issue: Issue): string => {
  const stored = issue.values.description;
  return typeof stored === 'string' ? plainText(parseAdf(stored)) : '';
};
const commentsOf = (site: Site, issue: Issue): string =>
  site.store.commentsByIssue
    .find(issue.id)
    .map((comment) => plainText(parseAdf(comment.body)))
    .join('\n');

const LABELS: Build = () => ({
  kind: 'choice',
  idsOf: (issue) => storedList(issue.values.labels).map((label) => label.toLowerCase()),
  resolve: (text) => [text.toLowerCase()],
  index: 'labels',
});

const components = several('components', ({ store }) => named(store.components.values()));

const SYSTEM: Readonly<Record<string, Build>> = {
  project,
  key,
  issuekey: key,
  issue: key,
  id: key,
  issuetype: issueType,
  type: issueType,
  status,
  statuscategory: statusCategory,
  labels: LABELS,
  component: components,
  components,
  priority: single('priority', ({ store }) => named(store.priorities.values())),
  resolution: single('resolution', ({ store }) => named(store.resolutions.values())),
  assignee: single('assignee', people),
  reporter: single('reporter', people),
  creator: (site) => ({
    kind: 'choice',
    idsOf: (issue) => [issue.creatorId],
    resolve: people(site),
  }),
  watcher: (site) => ({
    kind: 'choice',
    idsOf: (issue) => issue.watcherIds,
    resolve: people(site),
  }),
  parent: (site) => ({
    kind: 'choice',
    idsOf: (issue) => (issue.parentId === undefined ? [] : [issue.parentId]),
    resolve: (value) => {
      const parent = site.store.issuesByKey.first(value.toUpperCase());
      return parent ? [parent.id] : [value];
    },
    index: 'parent',
  }),
  created: time((issue) => issue.created),
  createddate: time((issue) => issue.created),
  updated: time((issue) => issue.updated),
  updateddate: time((issue) => issue.updated),
  resolved: time((issue) => issue.resolved),
  resolutiondate: time((issue) => issue.resolved),
  statuscategorychangeddate: time((issue) => issue.statusChanged),
  due: time((issue) => dateOf(issue.values.duedate)),
  duedate: time((issue) => dateOf(issue.values.duedate)),
  summary: text('summary', summaryOf, 'summary'),
  description: text('description', descriptionOf),
  comment: text('comment', commentsOf),
  text: text('text', (site, issue) =>
    [summaryOf, descriptionOf, commentsOf].map((part) => part(site, issue)).join('\n'),
  ),
};

function dateOf(stored: unknown): number | undefined {
  return typeof stored === 'string' ? Date.parse(stored) : undefined;
}

/** `cf[10030]`, `customfield_10030` or the field's name. */
function customField(site: Site, name: string): JqlField | undefined {
  const id = /^cf\[(\d+)\]$/.exec(name)?.[1];
  const field =
    site.store.fields.get(id === undefined ? name : `customfield_${id}`) ??
    [...site.store.fields.values()].find((one) => one.name.toLowerCase() === name);
  if (!field?.customType) return undefined;
  return fieldOfKind(site, field);
}

function fieldOfKind(site: Site, field: Field): JqlField | undefined {
  const { store } = site;
  const stored = (issue: Issue) => issue.values[field.id] ?? null;
  const kind = kindOf(field);
  switch (field.kind) {
    case 'line':
    case 'url':
    case 'richText':
      return {
        kind: 'text',
        name: field.name,
        textOf: (issue) => kind?.text(stored(issue), site) ?? '',
        exact: field.searcherKey?.endsWith('exacttextsearcher') ?? false,
        ...(field.kind === 'line' ? { index: field.id } : {}),
      };
    case 'number':
    case 'dateTime':
      return {
        kind: field.kind === 'number' ? 'number' : 'time',
        numberOf: (issue) => {
          const value = stored(issue);
          return typeof value === 'number' ? value : undefined;
        },
      };
    case 'date':
      return { kind: 'time', numberOf: (issue) => dateOf(stored(issue)) };
    case 'labels':
      return several(field.id, () => (value) => [value])(site);
    case 'user':
      return single(field.id, people)(site);
    case 'users':
    case 'participants':
      return several(field.id, people)(site);
    case 'requestType':
      return single(field.id, () => named(store.requestTypes.values()))(site);
    case 'organizations':
      return several(field.id, () => named(store.organizations.values()))(site);
    case 'option':
      return single(field.id, optionsNamed)(site);
    default:
      return several(field.id, optionsNamed)(site);
  }
}

function optionsNamed({ store }: Site) {
  return (text: string): string[] =>
    [...store.options.values()]
      .filter(({ id, value }) => id === text || value.toLowerCase() === text.toLowerCase())
      .map(({ id }) => id);
}
