import type { Answer } from '../answers.ts';
import { type Call, type Handler, pageOf } from '../api/call.ts';
import { numberOf } from '../org/ids.ts';
import type { Records } from '../org/records.ts';
import type { Json } from '../render/common.ts';
import { accountJson, contactJson } from '../render/customers.ts';

export const customerSearchHandlers = {
  'contacts.search': (call) =>
    search(call, 'contact', call.org.contacts, (contact) => contactJson(call, contact), {
      email: ({ email }) => email,
      phone: ({ phone }) => phone,
      firstName: ({ firstName }) => firstName,
      lastName: ({ lastName }) => lastName,
      fullName: ({ firstName, lastName }) => [firstName, lastName].filter(Boolean).join(' '),
    }),
  'accounts.search': (call) =>
    search(call, 'account', call.org.accounts, (account) => accountJson(call, account), {
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
    (!created || (record.createdTime >= created.from && record.createdTime <= created.to)) &&
    (!modified || (record.modifiedTime >= modified.from && record.modifiedTime <= modified.to)) &&
    (!numbers || numbers.includes(record.number)) &&
    Object.entries(texts).every(([name, textOf]) => fits(textOf(record), query.text(name)));
  const found = [...records.values()].filter(matches);
  const key = query.sort?.key;
  const sign = query.sort?.descending ? -1 : 1;
  if (key === 'createdTime' || key === 'modifiedTime') {
    found.sort((a, b) => sign * (a[key] - b[key]) || a.number - b.number);
  }
  return pageOf(call, found, row, { extra: { count: found.length } });
}

/** `jack*` begins so. */
function fits(text: string | null, wanted: string | undefined): boolean {
  if (wanted === undefined) return true;
  const [value, pattern] = [text?.toLowerCase() ?? '', wanted.toLowerCase()];
  return pattern.endsWith('*') ? value.startsWith(pattern.slice(0, -1)) : value === pattern;
}
