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
import { parserOf } from '../payload.ts';
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

const department = parserOf('department', (data): Department => {
  const id = data.required('id');
  return { id, name: data.text('name') ?? id, enabled: data.flag('isEnabled') };
});

const agent = parserOf('agent', (data): Agent => {
  const id = data.required('id');
  return {
    id,
    name: nameOf(data) ?? id,
    email: data.text('emailId') ?? data.text('email'),
    active: data.text('status') === 'ACTIVE',
    mentionId: data.text('zuid'),
  };
});

const account = parserOf('account', (data): Account => {
  const id = data.required('id');
  return {
    id,
    name: data.text('accountName') ?? `Account ${id}`,
    fields: { ...plainFields(data, ACCOUNT_FIELDS), ...customFields(data) },
  };
});

const ACCOUNT_FIELDS = ['website', 'phone', 'email', 'industry', 'code', 'description'] as const;

const contact = parserOf('contact', (bundle): Contact => {
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
});

const product = parserOf('product', (data): Product => {
  const id = data.required('id');
  return { id, name: data.text('productName') ?? id };
});

const team = parserOf('team', (data): Team => {
  const id = data.required('id');
  return { id, name: data.text('name') ?? id };
});

const contract = parserOf('contract', (data): Contract => {
  const id = data.required('id');
  return {
    id,
    name: data.text('contractName') ?? data.text('contractNumber') ?? id,
    accountId: data.text('accountId'),
    fields: { ...plainFields(data, CONTRACT_FIELDS), ...customFields(data) },
  };
});

const CONTRACT_FIELDS = [
  'contractNumber',
  'contractStatus',
  'startDate',
  'endDate',
  'description',
  'productId',
  'ownerId',
] as const;

const ticketRow = parserOf('ticket row', (data): TicketRow => {
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
});

const sumOf = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined && b === undefined ? undefined : (a ?? 0) + (b ?? 0);

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
