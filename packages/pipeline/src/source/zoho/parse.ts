import type {
  Account,
  Agent,
  Contact,
  Contract,
  Department,
  Product,
  Team,
  TicketRow,
} from '../../model/helpdesk.ts';
import { readPayload } from '../payload.ts';
import type { SourceParser } from '../source.ts';
import { call, event, rating, task } from './parse-activities.ts';
import { ticket } from './parse-ticket.ts';
import { customFields, nameOf, plainFields, statusTypeOf } from './parse-values.ts';
import { namesOf, ticketAt } from './ticket-address.ts';

/** A contact and the accounts that it belongs to, which its own record does not name. */
export interface ZohoContactPayload {
  readonly contact: unknown;
  readonly accounts: readonly unknown[];
}

export function createZohoParser(ownsImage: (src: string) => boolean): SourceParser {
  return {
    department,
    agent,
    team,
    account,
    contact,
    product,
    contract,
    task,
    call,
    event,
    rating,
    ticketRow,
    ticket,
    namesOf,
    ticketAt,
    ownsImage,
  };
}

function department(payload: unknown): Department {
  const data = readPayload(payload, 'department');
  const id = data.required('id');
  return { id, name: data.text('name') ?? id, enabled: data.flag('isEnabled') };
}

function agent(payload: unknown): Agent {
  const data = readPayload(payload, 'agent');
  const id = data.required('id');
  return {
    id,
    name: nameOf(data) ?? id,
    email: data.text('emailId') ?? data.text('email'),
    active: data.text('status') === 'ACTIVE',
    mentionId: data.text('zuid'),
  };
}

function account(payload: unknown): Account {
  const data = readPayload(payload, 'account');
  const id = data.required('id');
  return {
    id,
    name: data.text('accountName') ?? `Account ${id}`,
    fields: { ...plainFields(data, ACCOUNT_FIELDS), ...customFields(data) },
  };
}

const ACCOUNT_FIELDS = ['website', 'phone', 'email', 'industry', 'code', 'description'] as const;

function contact(payload: unknown): Contact {
  const bundle = readPayload(payload, 'contact');
  const data = bundle.child('contact');
  const id = data.required('id');
  const primary = data.text('accountId');
  const others = bundle.children('accounts').flatMap((row) => row.text('id') ?? []);
  return {
    id,
    name: nameOf(data) ?? id,
    email: data.text('email'),
    accountIds: [...new Set([...(primary ? [primary] : []), ...others])],
    fields: customFields(data),
  };
}

function product(payload: unknown): Product {
  const data = readPayload(payload, 'product');
  const id = data.required('id');
  return { id, name: data.text('productName') ?? id };
}

function team(payload: unknown): Team {
  const data = readPayload(payload, 'team');
  const id = data.required('id');
  return { id, name: data.text('name') ?? id };
}

function contract(payload: unknown): Contract {
  const data = readPayload(payload, 'contract');
  const id = data.required('id');
  return {
    id,
    name: data.text('contractName') ?? data.text('contractNumber') ?? id,
    accountId: data.text('accountId'),
    fields: { ...plainFields(data, CONTRACT_FIELDS), ...customFields(data) },
  };
}

const CONTRACT_FIELDS = [
  'contractNumber',
  'contractStatus',
  'startDate',
  'endDate',
  'description',
  'productId',
  'ownerId',
] as const;

function ticketRow(payload: unknown): TicketRow {
  const data = readPayload(payload, 'ticket row');
  return {
    id: data.required('id'),
    departmentId: data.text('departmentId'),
    contactId: data.text('contactId'),
    accountId: data.text('accountId'),
    assigneeId: data.text('assigneeId'),
    productId: data.text('productId'),
    status: data.text('status'),
    statusType: data.text('statusType') ? statusTypeOf(data.text('statusType')) : undefined,
    channel: data.text('channel'),
    createdAt: data.time('createdTime'),
    modifiedAt: data.time('modifiedTime'),
    isSpam: data.flag('isSpam'),
    isArchived: data.flag('isArchived'),
    messageCount: sumOf(data.number('threadCount'), data.number('commentCount')),
  };
}

const sumOf = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined && b === undefined ? undefined : (a ?? 0) + (b ?? 0);
