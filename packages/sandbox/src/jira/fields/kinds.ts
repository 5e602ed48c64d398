import type { Field } from '../model/configuration.ts';
import { cascading, components, option, options, priority, resolution } from './choice-kinds.ts';
import { assets, organizations, participants, requestType } from './desk-kinds.ts';
import type { FieldKind } from './field-kind.ts';
import { assignee, reporter, user, users } from './people-kinds.ts';
import { date, dateTime, labels, line, number, richText, summary, url } from './text-kinds.ts';

/** Every kind of value that a field of the sandbox can have. */
export const KINDS = {
  summary,
  line,
  richText,
  number,
  date,
  dateTime,
  url,
  labels,
  option,
  options,
  cascading,
  priority,
  resolution,
  components,
  user,
  users,
  reporter,
  assignee,
  requestType,
  organizations,
  participants,
  assets,
} as const satisfies Record<string, FieldKind>;

export type KindName = keyof typeof KINDS;

const PLAIN = 'com.atlassian.jira.plugin.system.customfieldtypes';

/** The custom field types that can be made with `POST /field`, and what their values are. */
export const CUSTOM_TYPES: Readonly<
  Record<string, { readonly kind: KindName; readonly searchers: readonly string[] }>
> = {
  [`${PLAIN}:textfield`]: {
    kind: 'line',
    searchers: [`${PLAIN}:textsearcher`, `${PLAIN}:exacttextsearcher`],
  },
  [`${PLAIN}:textarea`]: { kind: 'richText', searchers: [`${PLAIN}:textsearcher`] },
  [`${PLAIN}:float`]: {
    kind: 'number',
    searchers: [`${PLAIN}:exactnumber`, `${PLAIN}:numberrange`],
  },
  [`${PLAIN}:datepicker`]: { kind: 'date', searchers: [`${PLAIN}:daterange`] },
  [`${PLAIN}:datetime`]: { kind: 'dateTime', searchers: [`${PLAIN}:datetimerange`] },
  [`${PLAIN}:url`]: { kind: 'url', searchers: [`${PLAIN}:exacttextsearcher`] },
  [`${PLAIN}:labels`]: { kind: 'labels', searchers: [`${PLAIN}:labelsearcher`] },
  [`${PLAIN}:select`]: { kind: 'option', searchers: [`${PLAIN}:multiselectsearcher`] },
  [`${PLAIN}:radiobuttons`]: { kind: 'option', searchers: [`${PLAIN}:multiselectsearcher`] },
  [`${PLAIN}:multiselect`]: { kind: 'options', searchers: [`${PLAIN}:multiselectsearcher`] },
  [`${PLAIN}:multicheckboxes`]: { kind: 'options', searchers: [`${PLAIN}:multiselectsearcher`] },
  [`${PLAIN}:cascadingselect`]: {
    kind: 'cascading',
    searchers: [`${PLAIN}:cascadingselectsearcher`],
  },
  [`${PLAIN}:userpicker`]: { kind: 'user', searchers: [`${PLAIN}:userpickergroupsearcher`] },
  [`${PLAIN}:multiuserpicker`]: { kind: 'users', searchers: [`${PLAIN}:userpickergroupsearcher`] },
};

/** Fields whose values are no single editable value: shown from the issue, written in other ways. */
const STRUCTURAL: Readonly<Record<string, { type: string; items?: string }>> = {
  issuetype: { type: 'issuetype' },
  project: { type: 'project' },
  parent: { type: 'issuelink' },
  status: { type: 'status' },
  statusCategory: { type: 'statusCategory' },
  resolutiondate: { type: 'datetime' },
  statuscategorychangedate: { type: 'datetime' },
  created: { type: 'datetime' },
  updated: { type: 'datetime' },
  creator: { type: 'user' },
  watches: { type: 'watches' },
  votes: { type: 'votes' },
  subtasks: { type: 'array', items: 'issuelinks' },
  issuelinks: { type: 'array', items: 'issuelinks' },
  attachment: { type: 'array', items: 'attachment' },
  comment: { type: 'comments-page' },
  worklog: { type: 'array', items: 'worklog' },
};

/** Undefined for a structural field. */
export function kindOf(field: Field): FieldKind | undefined {
  return isKind(field.kind) ? KINDS[field.kind] : undefined;
}

function isKind(name: string): name is KindName {
  return Object.hasOwn(KINDS, name);
}

/** The `schema` that the field lists show. */
export function schemaOf(field: Field): Record<string, string | number> {
  const { type, items } = kindOf(field) ?? STRUCTURAL[field.kind] ?? { type: 'any' };
  return {
    type,
    ...(items === undefined ? {} : { items }),
    ...(field.customType === undefined
      ? { system: field.id }
      : { custom: field.customType, customId: Number(field.id.replace('customfield_', '')) }),
  };
}
