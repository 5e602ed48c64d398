import { CUSTOM_MODULES } from './custom-modules.ts';
import { idOf } from './ids.ts';

export interface ModuleDefinition {
  readonly id: string;
  readonly apiName: string;
  readonly singular: string;
  readonly plural: string;
  /** The field that names a record. */
  readonly nameField: string | null;
  readonly isCustom: boolean;
}

const STANDARD: readonly (readonly [
  apiName: string,
  singular: string,
  plural: string,
  nameField: string | null,
])[] = [
  ['tickets', 'Ticket', 'Tickets', 'subject'],
  ['contacts', 'Contact', 'Contacts', 'lastName'],
  ['accounts', 'Account', 'Accounts', 'accountName'],
  ['products', 'Product', 'Products', 'productName'],
  ['contracts', 'Contract', 'Contracts', 'contractName'],
  ['tasks', 'Task', 'Tasks', 'subject'],
  ['calls', 'Call', 'Calls', 'subject'],
  ['events', 'Event', 'Events', 'subject'],
  ['activities', 'Activity', 'Activities', 'subject'],
  ['timeEntry', 'Time Entry', 'Time Entries', null],
  ['departments', 'Department', 'Departments', 'name'],
  ['agents', 'Agent', 'Agents', 'lastName'],
  ['kbCategory', 'KB Category', 'KB Categories', 'name'],
  ['community', 'Community', 'Community', null],
];

export const MODULES: readonly ModuleDefinition[] = [
  ...STANDARD.map(([apiName, singular, plural, nameField]) => ({
    apiName,
    singular,
    plural,
    nameField,
    isCustom: false,
  })),
  ...CUSTOM_MODULES.map((custom) => ({
    apiName: custom.apiName,
    singular: custom.singularLabel,
    plural: custom.pluralLabel,
    nameField: 'name',
    isCustom: true,
  })),
].map((module, n) => ({ ...module, id: idOf('module', n) }));
