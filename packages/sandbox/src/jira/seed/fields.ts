import type { KindName } from '../fields/kinds.ts';
import type { Field } from '../model/configuration.ts';

const system = (id: string, name: string, kind: string): Field => ({
  id,
  name,
  description: '',
  kind,
  customType: undefined,
  searcherKey: undefined,
  locked: false,
});

const STRUCTURAL: readonly [id: string, name: string][] = [
  ['issuetype', 'Issue Type'],
  ['project', 'Project'],
  ['parent', 'Parent'],
  ['status', 'Status'],
  ['statusCategory', 'Status Category'],
  ['resolutiondate', 'Resolved'],
  ['statuscategorychangedate', 'Status Category Changed'],
  ['created', 'Created'],
  ['updated', 'Updated'],
  ['creator', 'Creator'],
  ['watches', 'Watchers'],
  ['votes', 'Votes'],
  ['subtasks', 'Sub-tasks'],
  ['issuelinks', 'Linked Issues'],
  ['attachment', 'Attachment'],
  ['comment', 'Comment'],
  ['worklog', 'Log Work'],
];

const EDITABLE: readonly [id: string, name: string, kind: KindName][] = [
  ['summary', 'Summary', 'summary'],
  ['description', 'Description', 'richText'],
  ['environment', 'Environment', 'richText'],
  ['priority', 'Priority', 'priority'],
  ['resolution', 'Resolution', 'resolution'],
  ['assignee', 'Assignee', 'assignee'],
  ['reporter', 'Reporter', 'reporter'],
  ['duedate', 'Due date', 'date'],
  ['labels', 'Labels', 'labels'],
  ['components', 'Components', 'components'],
];

export const SYSTEM_FIELDS: readonly Field[] = [
  ...STRUCTURAL.map(([id, name]) => system(id, name, id)),
  ...EDITABLE.map(([id, name, kind]) => system(id, name, kind)),
];

const PLAIN = 'com.atlassian.jira.plugin.system.customfieldtypes';
const DESK = 'com.atlassian.servicedesk';

export interface CustomFieldSeed {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly kind: KindName;
  readonly searcher: string;
  readonly locked?: true;
  /** Top options; with children for a cascading select. */
  readonly options?: readonly (string | readonly [parent: string, ...children: string[]])[];
  /** Only in these projects, by key. Default all. */
  readonly projects?: readonly string[];
}

/** Ids of the fields that Jira Service Management itself reads. */
export const REQUEST_TYPE_FIELD = 'customfield_10010';
export const ORGANIZATIONS_FIELD = 'customfield_10002';
export const PARTICIPANTS_FIELD = 'customfield_10003';

/** Every kind of custom field, and what a migration from a helpdesk would have set up beforehand. */
export const CUSTOM_FIELDS: readonly CustomFieldSeed[] = [
  {
    id: ORGANIZATIONS_FIELD,
    name: 'Organizations',
    type: `${DESK}:sd-customer-organizations`,
    kind: 'organizations',
    searcher: `${DESK}:sd-customer-organizations-searcher`,
    locked: true,
  },
  {
    id: PARTICIPANTS_FIELD,
    name: 'Request participants',
    type: `${DESK}:sd-request-participants`,
    kind: 'participants',
    searcher: `${PLAIN}:userpickergroupsearcher`,
    locked: true,
  },
  {
    id: REQUEST_TYPE_FIELD,
    name: 'Request Type',
    type: `${DESK}:vp-origin`,
    kind: 'requestType',
    searcher: `${DESK}:vp-origin-searcher`,
    locked: true,
  },
  {
    id: 'customfield_10030',
    name: 'Legacy ticket id',
    type: `${PLAIN}:textfield`,
    kind: 'line',
    searcher: `${PLAIN}:exacttextsearcher`,
  },
  {
    id: 'customfield_10031',
    name: 'Legacy ticket number',
    type: `${PLAIN}:textfield`,
    kind: 'line',
    searcher: `${PLAIN}:textsearcher`,
  },
  {
    id: 'customfield_10032',
    name: 'Source created',
    type: `${PLAIN}:datetime`,
    kind: 'dateTime',
    searcher: `${PLAIN}:datetimerange`,
  },
  {
    id: 'customfield_10033',
    name: 'Source modified',
    type: `${PLAIN}:datetime`,
    kind: 'dateTime',
    searcher: `${PLAIN}:datetimerange`,
  },
  {
    id: 'customfield_10034',
    name: 'Source closed',
    type: `${PLAIN}:datetime`,
    kind: 'dateTime',
    searcher: `${PLAIN}:datetimerange`,
  },
  {
    id: 'customfield_10035',
    name: 'Channel',
    type: `${PLAIN}:select`,
    kind: 'option',
    searcher: `${PLAIN}:multiselectsearcher`,
    options: ['Email', 'Web', 'Phone', 'Chat', 'Forums', 'Feedback Widget', 'Facebook', 'Twitter'],
  },
  {
    id: 'customfield_10036',
    name: 'Category',
    type: `${PLAIN}:cascadingselect`,
    kind: 'cascading',
    searcher: `${PLAIN}:cascadingselectsearcher`,
    options: [
      ['Hardware', 'Laptop', 'Printer'],
      ['Software', 'Licence', 'Defect'],
      ['Account', 'Access', 'Billing'],
    ],
  },
  {
    id: 'customfield_10037',
    name: 'Regions',
    type: `${PLAIN}:multiselect`,
    kind: 'options',
    searcher: `${PLAIN}:multiselectsearcher`,
    options: ['Europe', 'Americas', 'Asia', 'Africa', 'Oceania'],
  },
  {
    id: 'customfield_10038',
    name: 'Affected services',
    type: `${PLAIN}:multicheckboxes`,
    kind: 'options',
    searcher: `${PLAIN}:multiselectsearcher`,
    options: ['Mail', 'Shop', 'Warehouse', 'Payments'],
  },
  {
    id: 'customfield_10039',
    name: 'Order number',
    type: `${PLAIN}:float`,
    kind: 'number',
    searcher: `${PLAIN}:exactnumber`,
    projects: ['SUP', 'BILL'],
  },
  {
    id: 'customfield_10040',
    name: 'Renewal date',
    type: `${PLAIN}:datepicker`,
    kind: 'date',
    searcher: `${PLAIN}:daterange`,
  },
  {
    id: 'customfield_10041',
    name: 'Product page',
    type: `${PLAIN}:url`,
    kind: 'url',
    searcher: `${PLAIN}:exacttextsearcher`,
  },
  {
    id: 'customfield_10042',
    name: 'Account manager',
    type: `${PLAIN}:userpicker`,
    kind: 'user',
    searcher: `${PLAIN}:userpickergroupsearcher`,
  },
  {
    id: 'customfield_10043',
    name: 'Stakeholders',
    type: `${PLAIN}:multiuserpicker`,
    kind: 'users',
    searcher: `${PLAIN}:userpickergroupsearcher`,
  },
  {
    id: 'customfield_10044',
    name: 'Source tags',
    type: `${PLAIN}:labels`,
    kind: 'labels',
    searcher: `${PLAIN}:labelsearcher`,
  },
  {
    id: 'customfield_10045',
    name: 'Details',
    type: `${PLAIN}:textarea`,
    kind: 'richText',
    searcher: `${PLAIN}:textsearcher`,
  },
  {
    id: 'customfield_10046',
    name: 'Urgency',
    type: `${PLAIN}:radiobuttons`,
    kind: 'option',
    searcher: `${PLAIN}:multiselectsearcher`,
    options: ['Critical', 'High', 'Medium', 'Low'],
  },
  {
    id: 'customfield_10047',
    name: 'Affected asset',
    type: 'com.atlassian.jira.plugins.cmdb:cmdb-object-cftype',
    kind: 'assets',
    searcher: 'com.atlassian.jira.plugins.cmdb:cmdb-object-searcher',
  },
  {
    id: 'customfield_10048',
    name: 'Satisfaction rating',
    type: `${PLAIN}:select`,
    kind: 'option',
    searcher: `${PLAIN}:multiselectsearcher`,
    options: ['Good', 'Okay', 'Bad'],
  },
];

/** Made, but on no screen: `POST /issue` refuses it, `PUT /issue` takes it (facts § 4.1). */
export const OFF_SCREEN_FIELDS: readonly string[] = ['customfield_10048'];
