import { createDice, nth } from '../../data/dice.ts';
import { deviceId, subscriptionId } from './custom-modules.ts';
import { type FieldDefinition, lookUp } from './fields.ts';
import type { Scenarios } from './scenarios.ts';

/** One custom field of each type. */
export const TICKET_FIELDS: readonly FieldDefinition[] = [
  {
    apiName: 'cf_modelname',
    displayLabel: 'Model name',
    type: 'Text',
    examples: ['F3 2017', 'Ünï <Pro> & Co'],
  },
  {
    apiName: 'cf_url',
    displayLabel: 'URL',
    type: 'URL',
    examples: ['https://shop.example/order?id=1&x=2'],
  },
  {
    apiName: 'cf_permanentaddress',
    displayLabel: 'Permanent address',
    type: 'Textarea',
    examples: ['Hauptstr. 1\n10115 Berlin'],
  },
  {
    apiName: 'cf_secondaryemail',
    displayLabel: 'Secondary e-mail',
    type: 'Email',
    examples: ['second@mail.example'],
  },
  { apiName: 'cf_phone', displayLabel: 'Phone 2', type: 'Phone', examples: ['+49 (30) 1234-56'] },
  {
    apiName: 'cf_symptoms',
    displayLabel: 'Symptoms',
    type: 'Multiselect',
    allowedValues: ['Noise', 'Smoke', 'No power', 'Other; see text'],
    examples: ['Noise;Smoke', 'No power'],
  },
  {
    apiName: 'cf_dateofpurchase',
    displayLabel: 'Date of purchase',
    type: 'Date',
    examples: ['2019-02-28', '2024-02-29'],
  },
  {
    apiName: 'cf_nextvisit',
    displayLabel: 'Next visit',
    type: 'DateTime',
    examples: ['2026-03-29T01:30:00.000Z'],
  },
  { apiName: 'cf_numberofitems', displayLabel: 'Items', type: 'Number', examples: ['12', '0'] },
  {
    apiName: 'cf_severitypercentage',
    displayLabel: 'Severity',
    type: 'Percent',
    examples: ['0.0', '87.5'],
  },
  { apiName: 'cf_weight', displayLabel: 'Weight (kg)', type: 'Decimal', examples: ['1.25'] },
  { apiName: 'cf_refund', displayLabel: 'Refund', type: 'Currency', examples: ['1280.00', '-5.5'] },
  {
    apiName: 'cf_region',
    displayLabel: 'Region',
    type: 'Picklist',
    allowedValues: ['North', 'South', 'Übersee', 'N/A'],
    examples: ['North', 'N/A'],
  },
  lookUp('cf_device', 'Device', 'cm_devices'),
  lookUp('cf_subscriptions', 'Subscriptions', 'cm_subscriptions', 'MultiLookup'),
  { apiName: 'cf_case_no', displayLabel: 'Case no.', type: 'AutoNumber', examples: ['C-1'] },
  {
    apiName: 'cf_warranty',
    displayLabel: 'Warranty',
    type: 'Boolean',
    examples: ['true', 'false'],
  },
  { apiName: 'cf_fax', displayLabel: 'Fax', type: 'Fax', examples: ['+49 30 123457'] },
  {
    apiName: 'cf_notes',
    displayLabel: 'Notes',
    type: 'LargeText',
    examples: ['Line one\nline two\n\n- a list\n- of things'],
  },
  { apiName: 'cf_age', displayLabel: 'Age in days', type: 'Formula', examples: ['42'] },
];

/** A ticket's custom fields: all filled, or the few that people care to fill. */
export function createTicketFieldValues(seed: number, scenarios: Scenarios) {
  const filled = createDice(seed, 'custom-field')('filled');
  return (ticket: number): Readonly<Record<string, string | null>> => {
    const all = scenarios.traitsOf(ticket).has('all-custom-fields');
    return Object.fromEntries(
      TICKET_FIELDS.map((field, n) => {
        const wanted = all || filled(ticket * TICKET_FIELDS.length + n) < 0.15;
        return [field.apiName, wanted ? fieldValue(field, ticket, n) : null];
      }),
    );
  };
}

function fieldValue(field: FieldDefinition, ticket: number, n: number): string | null {
  if (field.type === 'LookUp') return deviceId(ticket);
  if (field.type === 'MultiLookup') return [ticket, ticket + 1].map(subscriptionId).join(';');
  return field.examples.length > 0 ? nth(field.examples, ticket + n) : null;
}
