import { nth } from '../../data/dice.ts';
import { type FieldDefinition, field, lookUp } from './fields.ts';
import { idOf, numberOf } from './ids.ts';
import { DAY, ORG_START } from './tables.ts';

/** A module that the helpdesk's owner made up. */
export interface CustomModule {
  readonly number: number;
  /** `cm_…` */
  readonly apiName: string;
  readonly singularLabel: string;
  readonly pluralLabel: string;
  readonly isDeptSpecific: boolean;
  readonly records: number;
  readonly fields: readonly FieldDefinition[];
}

export interface CustomRecord {
  readonly module: CustomModule;
  readonly number: number;
  readonly id: string;
  readonly name: string;
  readonly department: number | null;
  readonly owner: number;
  readonly createdTime: number;
  readonly modifiedTime: number;
  readonly cf: Readonly<Record<string, string | null>>;
}

export const CUSTOM_MODULES: readonly CustomModule[] = [
  {
    number: 0,
    apiName: 'cm_devices',
    singularLabel: 'Device',
    pluralLabel: 'Devices',
    isDeptSpecific: false,
    records: 60,
    fields: [
      field('cf_serial', 'Serial number', 'Text'),
      lookUp('cf_contact', 'Used by', 'contacts'),
      lookUp('cf_account', 'Belongs to', 'accounts'),
      field('cf_bought', 'Bought on', 'Date'),
    ],
  },
  {
    number: 1,
    apiName: 'cm_subscriptions',
    singularLabel: 'Subscription',
    pluralLabel: 'Subscriptions',
    isDeptSpecific: false,
    records: 40,
    fields: [
      lookUp('cf_device', 'Device', 'cm_devices'),
      lookUp('cf_ticket', 'Sold in ticket', 'tickets'),
      field('cf_seats', 'Seats', 'Number'),
    ],
  },
  {
    number: 2,
    apiName: 'cm_warranty_cases',
    singularLabel: 'Warranty case',
    pluralLabel: 'Warranty cases',
    isDeptSpecific: true,
    records: 25,
    fields: [
      lookUp('cf_subscription', 'Subscription', 'cm_subscriptions'),
      lookUp('cf_devices', 'Devices', 'cm_devices', 'MultiLookup'),
      field('cf_verdict', 'Verdict', 'Picklist', ['Accepted', 'Refused', 'Partly']),
    ],
  },
];

/** Records' numbers carry the module's. */
const RECORDS_A_MODULE = 1_000_000;

function recordId(module: number, record: number): string {
  return idOf('customRecord', module * RECORDS_A_MODULE + record);
}

export function deviceId(device: number): string {
  return recordId(0, device % nth(CUSTOM_MODULES, 0).records);
}

export function subscriptionId(subscription: number): string {
  return recordId(1, subscription % nth(CUSTOM_MODULES, 1).records);
}

export function customModule(apiName: string): CustomModule | undefined {
  return CUSTOM_MODULES.find((module) => module.apiName === apiName);
}

export function customRecord(module: CustomModule, number: number): CustomRecord | undefined {
  if (number < 0 || number >= module.records) return undefined;
  const createdTime = ORG_START + number * 3 * DAY + module.number * 1000;
  return {
    module,
    number,
    id: recordId(module.number, number),
    name: `${module.singularLabel} ${String(number + 1).padStart(3, '0')}`,
    department: module.isDeptSpecific ? number % 3 : null,
    owner: number % 5,
    createdTime,
    modifiedTime: createdTime + (number % 7) * DAY,
    cf: valuesOf(module, number),
  };
}

export function customRecordById(module: CustomModule, id: string): CustomRecord | undefined {
  const number = numberOf('customRecord', id);
  if (number === undefined || Math.floor(number / RECORDS_A_MODULE) !== module.number) {
    return undefined;
  }
  return customRecord(module, number % RECORDS_A_MODULE);
}

/** Look-ups are ids as text; several are parted by semicolons, as the values of a multi-select are. */
function valuesOf(module: CustomModule, n: number): Readonly<Record<string, string | null>> {
  switch (module.number) {
    case 0:
      return {
        cf_serial: `SN-${String(n * 7919).padStart(6, '0')}`,
        cf_contact: n % 4 === 3 ? null : idOf('contact', n % 40),
        cf_account: idOf('account', n % 12),
        cf_bought: `20${String(19 + (n % 7)).padStart(2, '0')}-0${(n % 9) + 1}-15`,
      };
    case 1:
      return {
        cf_device: deviceId(n),
        cf_ticket: n % 3 === 0 ? idOf('ticket', n) : null,
        cf_seats: String(n % 13),
      };
    default:
      return {
        cf_subscription: subscriptionId(n),
        cf_devices:
          [n, n + 1, n + 2]
            .slice(0, n % 4)
            .map(deviceId)
            .join(';') || null,
        cf_verdict: ['Accepted', 'Refused', 'Partly', null][n % 4] ?? null,
      };
  }
}
