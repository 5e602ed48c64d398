import { AGENTS, agentName } from './agents.ts';
import { CUSTOM_MODULES } from './custom-modules.ts';
import { type FieldDefinition, field, lookUp } from './fields.ts';
import {
  CATEGORIES,
  CHANNELS,
  CLASSIFICATIONS,
  LANGUAGES,
  PRIORITIES,
  STATUSES,
} from './tables.ts';
import { TICKET_FIELDS } from './ticket-fields.ts';

const named = (values: readonly (string | null)[]): readonly string[] => [
  ...new Set(values.filter((value) => value !== null)),
];

const PERSON = [
  field('firstName', 'First Name', 'Text'),
  field('lastName', 'Last Name', 'Text'),
  field('phone', 'Phone', 'Phone'),
];
const ACTIVITY = [
  field('subject', 'Subject', 'Text'),
  lookUp('ownerId', 'Owner', 'agents'),
  field('status', 'Status', 'Picklist', ['Not Started', 'In Progress', 'Completed']),
  field('priority', 'Priority', 'Picklist', ['High', 'Medium', 'Low']),
  field('description', 'Description', 'Textarea'),
];

/** Zoho's own fields of each module, the ones that a migration may meet. */
const STANDARD: Readonly<Record<string, readonly FieldDefinition[]>> = {
  tickets: [
    field('subject', 'Subject', 'Text'),
    lookUp('contactId', 'Contact Name', 'contacts'),
    lookUp('accountId', 'Account Name', 'accounts'),
    lookUp('productId', 'Product Name', 'products'),
    field('assigneeId', 'Ticket Owner', 'Picklist', AGENTS.map(agentName)),
    field('email', 'Email', 'Email'),
    field('phone', 'Phone', 'Phone'),
    field('description', 'Description', 'Textarea'),
    // The type is wrong in real portals, too.
    field('status', 'Status', 'DateTime', named(STATUSES.map((status) => status.name))),
    field('priority', 'Priority', 'Picklist', named(PRIORITIES)),
    field('channel', 'Channel', 'Picklist', named(CHANNELS.map((channel) => channel.ticket))),
    field('classification', 'Classifications', 'Picklist', named(CLASSIFICATIONS)),
    field('category', 'Category', 'Picklist', named(CATEGORIES.map((category) => category.name))),
    field('subCategory', 'Sub Category', 'Picklist', named(CATEGORIES.map((one) => one.sub))),
    field('language', 'Language', 'Picklist', LANGUAGES),
    field('dueDate', 'Due Date', 'DateTime'),
    field('resolution', 'Resolution', 'Textarea'),
  ],
  contacts: [
    ...PERSON,
    field('email', 'Email', 'Email'),
    field('secondaryEmail', 'Secondary Email', 'Email'),
    field('mobile', 'Mobile', 'Phone'),
    lookUp('accountId', 'Account Name', 'accounts'),
    field('title', 'Title', 'Text'),
    field('type', 'Type', 'Picklist', ['Customer']),
    field('cf_newsletter', 'Newsletter', 'Boolean'),
    field('cf_birthday', 'Birthday', 'Date'),
  ],
  accounts: [
    field('accountName', 'Account Name', 'Text'),
    field('email', 'Email', 'Email'),
    field('website', 'Website', 'URL'),
    field('industry', 'Industry', 'Picklist', ['Manufacturing']),
    field('cf_customer_number', 'Customer number', 'Text'),
    field('cf_contactcount', 'Contact Count', 'Formula'),
  ],
  products: [
    field('productName', 'Product Name', 'Text'),
    field('productCode', 'Product Code', 'Text'),
    field('unitPrice', 'Unit Price', 'Currency'),
    field('cf_warranty_months', 'Warranty (months)', 'Number'),
  ],
  tasks: [...ACTIVITY, field('dueDate', 'Due Date', 'DateTime')],
  calls: [...ACTIVITY, field('startTime', 'Call Start Time', 'DateTime')],
  events: [...ACTIVITY, field('startTime', 'Start', 'DateTime')],
  timeEntry: [
    field('executedTime', 'Executed Time', 'DateTime'),
    field('secondsSpent', 'Time spent', 'Number'),
    field('description', 'Description', 'Textarea'),
  ],
  contracts: [
    field('contractName', 'Contract Name', 'Text'),
    lookUp('accountId', 'Account Name', 'accounts'),
    field('contractStartDate', 'Start Date', 'Date'),
    field('contractEndDate', 'End Date', 'Date'),
  ],
  agents: [...PERSON, field('emailId', 'Email', 'Email')],
};

/** Nothing for a module that has no fields to show. */
export function fieldsOf(module: string): readonly FieldDefinition[] | undefined {
  const standard = STANDARD[module];
  if (standard) return module === 'tickets' ? [...standard, ...TICKET_FIELDS] : standard;
  const custom = CUSTOM_MODULES.find((candidate) => candidate.apiName === module);
  return custom && [field('name', `${custom.singularLabel} Name`, 'Text'), ...custom.fields];
}

export const FIELD_MODULES: readonly string[] = [
  ...Object.keys(STANDARD),
  ...CUSTOM_MODULES.map((module) => module.apiName),
];
