import type { Answer } from '../answers.ts';
import { type Call, type Handler, pageOf } from '../api/call.ts';
import { sorted } from '../api/sort.ts';
import { numberOf } from '../org/ids.ts';
import type { Records } from '../org/records.ts';
import { within } from '../org/span.ts';
import type { Json } from '../render/common.ts';
import { accountSearchRow, contactSearchRow } from '../render/customers.ts';
import { textMatches } from './text-match.ts';

export const customerSearchHandlers = {
  'contacts.search': (call) =>
    search(call, 'contact', call.org.contacts, (contact) => contactSearchRow(call, contact), {
      email: ({ email }) => email,
      phone: ({ phone }) => phone,
      firstName: ({ firstName }) => firstName,
      lastName: ({ lastName }) => lastName,
      fullName: ({ firstName, lastName }) => [firstName, lastName].filter(Boolean).join(' '),
    }),
  'accounts.search': (call) =>
    search(call, 'account', call.org.accounts, (account) => accountSearchRow(call, account), {
      accountName: ({ accountName }) => accountName,
    }),
} as const satisfies Record<string, Handler>;

interface Dated {
  readonly number: number;
  readonly createdTime: number;
  readonly modifiedTime: number;
}

function search<T extends Dated>(
  call: Call,
  kind: 'contact' | 'account',
  records: Records<T>,
  row: (record: T) => Json,
  texts: Readonly<Record<string, (record: T) => string | null>>,
): Answer {
  const { query } = call;
  const created = query.range('createdTimeRange');
  const modified = query.range('modifiedTimeRange');
  const numbers = query.list('id')?.map((id) => numberOf(kind, id));
  const matches = (record: T): boolean =>
    within(created, record.createdTime) &&
    within(modified, record.modifiedTime) &&
    (!numbers || numbers.includes(record.number)) &&
    Object.entries(texts).every(([name, textOf]) => {
      const pattern = query.text(name);
      return pattern === undefined || textMatches(pattern, [textOf(record)], 'whole');
    });
  const found = sorted(call, [...records.values()].filter(matches), {
    createdTime: (record) => record.createdTime,
    modifiedTime: (record) => record.modifiedTime,
    accountName: (record) => texts['accountName']?.(record) ?? '',
  });
  return pageOf(call, found, row, { extra: { count: found.length } });
}
