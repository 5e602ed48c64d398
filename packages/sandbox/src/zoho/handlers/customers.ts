import { logo } from '../../data/files.ts';
import { type Answer, json, notFound } from '../answers.ts';
import { all, type Call, type Handler, page, pageOf } from '../api/call.ts';
import { type SortKeys, sorted } from '../api/sort.ts';
import { agentId } from '../org/agents.ts';
import type { Contact } from '../org/contacts.ts';
import { idOf, numberOf } from '../org/ids.ts';
import type { Records } from '../org/records.ts';
import { DEPARTMENTS, PRODUCTS } from '../org/tables.ts';
import { assigneeJson } from '../render/agents.ts';
import type { Json } from '../render/common.ts';
import {
  accountJson,
  accountOfContact,
  accountRow,
  contactIncludes,
  contactJson,
  contactRow,
} from '../render/customers.ts';
import { productJson, productRow } from '../render/organization.ts';
import { accountIn, contactIn, itemIn, viewIn } from './find.ts';

const PRODUCT_NUMBERS = PRODUCTS.map((_, n) => n);

export const customerHandlers = {
  'contacts.list': (call) => {
    viewIn(call, 'contacts');
    const { contacts, accounts } = call.org;
    const account = (contact: Contact): string =>
      accounts.get(contact.accounts[0] ?? -1)?.accountName ?? '';
    const order = orderOf(call, contacts, {
      firstName: (contact) => contact.firstName ?? '',
      lastName: (contact) => contact.lastName,
      phone: (contact) => contact.phone ?? '',
      email: (contact) => contact.email ?? '',
      account,
      createdTime: (contact) => contact.createdTime,
      modifiedTime: (contact) => contact.modifiedTime,
    });
    return recordPage(call, contacts, order, (contact) =>
      call.query.fields
        ? contactJson(call, contact)
        : { ...contactRow(call, contact), ...contactIncludes(call, contact, call.query.includes) },
    );
  },
  'contacts.byIds': (call) => {
    const numbers = (call.query.list('ids') ?? []).map((id) => numberOf('contact', id) ?? -1);
    const found = numbers.flatMap((number) => call.org.contacts.get(number) ?? []);
    return all(found, (contact) => contactRow(call, contact));
  },
  'contacts.get': (call) => {
    const contact = contactIn(call);
    return json({
      ...contactJson(call, contact),
      ...contactIncludes(call, contact, call.query.includes),
    });
  },
  'contacts.photo': (call) => {
    const contact = contactIn(call);
    if (contactJson(call, contact)['photoURL'] === null) throw notFound();
    return { kind: 'file', bytes: logo(contact.number), contentType: 'image/png', name: 'photo' };
  },
  'contacts.accounts': (call) => {
    const contact = contactIn(call);
    const prefix = call.query.text('startsWith')?.toLowerCase() ?? '';
    const accounts = contact.accounts
      .flatMap((number) => call.org.accounts.get(number) ?? [])
      .filter((account) => account.accountName.toLowerCase().startsWith(prefix));
    const ordered = sorted(call, accounts, { accountName: (account) => account.accountName });
    return pageOf(call, ordered, (account) => accountOfContact(call, contact, account));
  },
  'accounts.list': (call) => {
    viewIn(call, 'accounts');
    const { accounts } = call.org;
    const order = orderOf(call, accounts, {
      website: (account) => account.website ?? '',
      email: (account) => account.email ?? '',
      phone: (account) => account.phone ?? '',
      accountName: (account) => account.accountName,
      createdTime: (account) => account.createdTime,
      modifiedTime: (account) => account.modifiedTime,
    });
    return recordPage(call, accounts, order, (account) =>
      call.query.fields ? accountJson(call, account) : accountRow(call, account),
    );
  },
  'accounts.get': (call) => {
    const account = accountIn(call);
    const owner = account.owner === null ? null : assigneeJson(call, account.owner);
    return json({
      ...accountJson(call, account),
      ...(call.query.includes('owner') ? { owner } : {}),
    });
  },
  'accounts.slas': (call) => {
    const slas = accountIn(call).number % 4 === 0 ? [0] : [];
    const active = call.query.text('status') !== 'INACTIVE';
    return pageOf(call, active ? slas : [], (sla) => ({
      id: idOf('sla', sla),
      name: 'Silver SLAs',
      isActive: true,
      department: { id: idOf('department', 0), name: DEPARTMENTS[0]?.name },
    }));
  },
  'accounts.contacts': (call) => {
    const { number } = accountIn(call);
    const members = [...call.org.contacts.values()].filter(({ accounts }) =>
      accounts.includes(number),
    );
    return pageOf(call, members, (contact) => contactRow(call, contact));
  },
  'accounts.products': (call) => productsOf(call, accountIn(call).number),
  'contacts.products': (call) => productsOf(call, contactIn(call).number),
  'products.list': (call) => {
    const owner = call.query.text('ownerId');
    const found = inDepartment(call, PRODUCT_NUMBERS).filter(
      (n) => owner === undefined || productJson(n)['ownerId'] === owner,
    );
    const ordered = sorted(call, found, {
      productName: (n) => PRODUCTS[n]?.name ?? '',
      productCode: (n) => PRODUCTS[n]?.code ?? '',
      unitPrice: (n) => Number(PRODUCTS[n]?.price),
    });
    return pageOf(call, ordered, (n) => ({
      ...(call.query.fields ? productJson(n) : productRow(n)),
      ...(call.query.includes('owner') ? { owner: ownerOf(call, n) } : {}),
    }));
  },
  'products.searchDuplicates': (call) => {
    const name = call.query.text('productName')?.toLowerCase();
    const found = PRODUCT_NUMBERS.filter((n) => PRODUCTS[n]?.name.toLowerCase() === name);
    return pageOf(call, found, productRow);
  },
  'products.get': (call) => {
    const [product, n] = itemIn(call, 'productId', 'product', PRODUCTS);
    const departments = product.departments.map((d) => ({
      id: idOf('department', d),
      name: DEPARTMENTS[d]?.name,
    }));
    return json({
      ...productJson(n),
      ...(call.query.includes('departments') ? { departments } : {}),
      ...(call.query.includes('owner') ? { owner: ownerOf(call, n) } : {}),
    });
  },
} as const satisfies Record<string, Handler>;

/** Records in the order asked for; nothing where their numbers' own order is it. */
function orderOf<T>(call: Call, records: Records<T>, keys: SortKeys<T>): readonly T[] | undefined {
  return call.query.sort && sorted(call, [...records.values()], keys);
}

function recordPage<T>(
  call: Call,
  records: Records<T>,
  order: readonly T[] | undefined,
  row: (record: T) => Json,
): Answer {
  return page(call, records.count, (n) => {
    const record = order ? order[n] : records.get(n);
    if (!record) throw new RangeError(`no record ${n}`);
    return row(record);
  });
}

/** What a customer bought: some of the products, by its number. */
function productsOf(call: Call, customer: number): Answer {
  const owned = PRODUCT_NUMBERS.filter((n) => (customer + n) % 3 === 0);
  return pageOf(call, inDepartment(call, owned), productRow);
}

/** 0 stands for all departments. */
function inDepartment(call: Call, products: readonly number[]): readonly number[] {
  const sent = call.query.text('departmentId') ?? '0';
  const department = numberOf('department', sent);
  if (sent === '0') return products;
  return products.filter((n) => PRODUCTS[n]?.departments.includes(department ?? -1));
}

function ownerOf(call: Call, product: number): Json | null {
  return productJson(product)['ownerId'] === agentId(0) ? assigneeJson(call, 0) : null;
}
