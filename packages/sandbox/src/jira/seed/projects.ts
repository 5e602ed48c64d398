import type { Json } from '../model/json.ts';
import { IT_WORKFLOW, SIMPLE_WORKFLOW, SUBTASK_WORKFLOW, SUPPORT_WORKFLOW } from './workflows.ts';

export interface ProjectSeed {
  readonly key: string;
  readonly name: string;
  readonly access: 'open' | 'closed';
  readonly issueTypes: readonly string[];
  readonly workflow: string;
  readonly components: readonly string[];
  readonly requestTypes: readonly RequestTypeSeed[];
}

export interface RequestTypeSeed {
  readonly name: string;
  readonly issueType: string;
  /** Portal group; without one the type is hidden from customers. */
  readonly group?: string;
  readonly form: readonly FormFieldSeed[];
}

export interface FormFieldSeed {
  readonly field: string;
  readonly label?: string;
  readonly required?: true;
  /** Hidden with this preset. */
  readonly preset?: Json;
}

const BASICS: readonly FormFieldSeed[] = [
  { field: 'summary', label: 'Summary', required: true },
  { field: 'description', label: 'Description' },
  { field: 'attachment', label: 'Attachment' },
];

const SERVICE_TYPES = ['Service Request', 'Incident', 'Problem', 'Task', 'Sub-task'];

const SUPPORT: ProjectSeed = {
  key: 'SUP',
  name: 'Support',
  access: 'open',
  issueTypes: SERVICE_TYPES,
  workflow: SUPPORT_WORKFLOW,
  components: ['ZylkerDesk', 'ZylkerShop', 'ZylkerMobile', 'General'],
  requestTypes: [
    {
      name: 'Get support',
      issueType: 'Service Request',
      group: 'General',
      form: [
        ...BASICS,
        { field: 'priority', label: 'How important is it?' },
        { field: 'components', label: 'Product' },
        { field: 'labels' },
        { field: 'duedate', label: 'Needed by' },
        { field: 'customfield_10030' },
        { field: 'customfield_10031' },
        { field: 'customfield_10035' },
        { field: 'customfield_10036' },
        { field: 'customfield_10037' },
      ],
    },
    {
      name: 'Report a defect',
      issueType: 'Incident',
      group: 'General',
      form: [
        ...BASICS,
        { field: 'customfield_10046', label: 'How urgent is it?', required: true },
        { field: 'customfield_10038', label: 'What does not work?' },
        { field: 'customfield_10045', label: 'Steps' },
        { field: 'customfield_10041', label: 'Where?' },
        { field: 'priority', preset: { name: 'High' } },
      ],
    },
    { name: 'Emailed request', issueType: 'Service Request', form: BASICS },
  ],
};

const BILLING: ProjectSeed = {
  key: 'BILL',
  name: 'Billing',
  access: 'closed',
  issueTypes: ['Service Request', 'Task', 'Sub-task'],
  workflow: SIMPLE_WORKFLOW,
  components: ['Invoices', 'Refunds', 'Subscriptions'],
  requestTypes: [
    {
      name: 'Question about an invoice',
      issueType: 'Service Request',
      group: 'Billing',
      form: [
        ...BASICS,
        { field: 'customfield_10039', label: 'Order number' },
        { field: 'customfield_10040', label: 'Renewal date' },
        { field: 'customfield_10042' },
        { field: 'customfield_10030' },
      ],
    },
    {
      name: 'Refund',
      issueType: 'Service Request',
      group: 'Billing',
      form: [...BASICS, { field: 'customfield_10039', label: 'Order number', required: true }],
    },
  ],
};

const IT: ProjectSeed = {
  key: 'IT',
  name: 'IT',
  access: 'open',
  issueTypes: SERVICE_TYPES,
  workflow: IT_WORKFLOW,
  components: ['Network', 'Laptops', 'Access'],
  requestTypes: [
    {
      name: 'Get IT help',
      issueType: 'Service Request',
      group: 'Common requests',
      form: [
        ...BASICS,
        { field: 'customfield_10043' },
        { field: 'customfield_10044' },
        { field: 'customfield_10047', label: 'Affected device' },
        { field: 'customfield_10030' },
      ],
    },
    {
      name: 'Report a system problem',
      issueType: 'Incident',
      group: 'Incidents',
      form: [...BASICS, { field: 'customfield_10046', label: 'Urgency' }],
    },
  ],
};

const FURTHER_NAMES = [
  'Human Resources',
  'Facilities',
  'Legal',
  'Marketing',
  'Operations',
  'Logistics',
];

/** The service projects: the three that mirror the helpdesk's departments, then copies of Support. */
export function serviceProjects(count: number): ProjectSeed[] {
  const further = Array.from({ length: Math.max(0, count - 3) }, (_, i) => {
    const name = FURTHER_NAMES[i] ?? `Desk ${i + 4}`;
    return supportLike(keyOf(name), name);
  });
  return [SUPPORT, BILLING, IT, ...further].slice(0, count);
}

/** A desk of another name, set up like the first one. */
export function supportLike(key: string, name: string): ProjectSeed {
  return { ...SUPPORT, key, name };
}

function keyOf(name: string): string {
  return name
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .toUpperCase()
    .slice(0, 8);
}

/** A project of developers beside the desks: issues there are no requests. */
export const SOFTWARE_PROJECT = {
  key: 'DEV',
  name: 'Development',
  issueTypes: ['Bug', 'Task', 'Sub-task'],
  workflow: SIMPLE_WORKFLOW,
} as const;

export const SUBTASKS = SUBTASK_WORKFLOW;
