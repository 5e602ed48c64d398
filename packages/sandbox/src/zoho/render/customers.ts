import type { Account } from '../org/accounts.ts';
import type { Contact } from '../org/contacts.ts';
import { idOf } from '../org/ids.ts';
import { assigneeJson } from './agents.ts';
import {
  count,
  iso,
  type Json,
  omit,
  photoUrl,
  pick,
  type RenderContext,
  webUrl,
} from './common.ts';

const CONTACT_ROW = [
  'id',
  'firstName',
  'lastName',
  'email',
  'secondaryEmail',
  'phone',
  'mobile',
  'type',
  'accountId',
  'ownerId',
  'photoURL',
  'webUrl',
  'createdTime',
  'isEndUser',
  'isAnonymous',
  'isSpam',
  'zohoCRMContact',
  'customerHappiness',
];

const ACCOUNT_ROW = [
  'id',
  'accountName',
  'email',
  'phone',
  'website',
  'webUrl',
  'createdTime',
  'zohoCRMAccount',
  'customerHappiness',
];

export function contactJson(context: RenderContext, contact: Contact): Json {
  const id = idOf('contact', contact.number);
  const [primary] = contact.accounts;
  return {
    id,
    firstName: contact.firstName,
    lastName: contact.lastName,
    email: contact.email,
    secondaryEmail: contact.secondaryEmail,
    phone: contact.phone,
    mobile: contact.mobile,
    title: contact.title,
    type: contact.type,
    description: contact.description,
    accountId: primary === undefined ? null : idOf('account', primary),
    ownerId: contact.owner === null ? null : idOf('agent', contact.owner),
    photoURL: contact.number % 10 === 0 ? photoUrl(context, `contacts/${id}`) : null,
    webUrl: webUrl(context, 'Contacts', id),
    createdTime: iso(contact.createdTime),
    modifiedTime: iso(contact.modifiedTime),
    isEndUser: contact.isEndUser,
    isAnonymous: contact.isAnonymous,
    isSpam: contact.isSpam,
    isDeleted: false,
    isTrashed: contact.isTrashed,
    isFollowing: 'false',
    zohoCRMContact: null,
    customerHappiness: happiness(contact.number),
    street: null,
    city: null,
    state: null,
    zip: null,
    country: null,
    facebook: null,
    twitter: null,
    cf: contact.cf,
    customFields: contact.cf,
  };
}

/** What a search lacks. Source: `searchContactResponseFields` and `searchAccountResponseFields`. */
const NOT_SEARCHED = [
  'associatedSLAIds',
  'isAnonymous',
  'isDeleted',
  'isFollowing',
  'isSpam',
  'isTrashed',
  'zohoCRMAccount',
];

/** A row of a search: nearly the whole record, custom fields and description included. */
export function contactSearchRow(context: RenderContext, contact: Contact): Json {
  return {
    ...omit(contactJson(context, contact), NOT_SEARCHED),
    ...contactIncludes(context, contact, (name) => name === 'owner'),
    layoutId: idOf('layout', 1),
  };
}

export function accountSearchRow(context: RenderContext, account: Account): Json {
  return {
    ...omit(accountJson(context, account), [...NOT_SEARCHED, 'customerHappiness']),
    owner: account.owner === null ? null : assigneeJson(context, account.owner),
    layoutId: idOf('layout', 2),
  };
}

export function contactRow(context: RenderContext, contact: Contact): Json {
  return pick(contactJson(context, contact), CONTACT_ROW);
}

/** The contact inside a ticket. */
export function contactInTicket(context: RenderContext, contact: Contact): Json {
  const [primary] = contact.accounts;
  const account = primary === undefined ? undefined : context.org.accounts.get(primary);
  return {
    ...pick(contactJson(context, contact), [
      'id',
      'firstName',
      'lastName',
      'email',
      'phone',
      'mobile',
      'isSpam',
      'type',
    ]),
    account: account ? pick(accountJson(context, account), ['id', 'accountName', 'website']) : null,
  };
}

export function contactIncludes(
  context: RenderContext,
  contact: Contact,
  includes: (name: string) => boolean,
): Json {
  const [primary] = contact.accounts;
  const account = primary === undefined ? undefined : context.org.accounts.get(primary);
  return {
    ...(includes('accounts')
      ? {
          account: account
            ? pick(accountJson(context, account), ['id', 'accountName', 'website'])
            : null,
        }
      : {}),
    ...(includes('owner')
      ? { owner: contact.owner === null ? null : assigneeJson(context, contact.owner) }
      : {}),
  };
}

export function accountJson(context: RenderContext, account: Account): Json {
  const id = idOf('account', account.number);
  return {
    id,
    accountName: account.accountName,
    email: account.email,
    phone: account.phone,
    fax: null,
    website: account.website,
    industry: account.industry,
    description: account.description,
    ownerId: account.owner === null ? null : idOf('agent', account.owner),
    street: null,
    city: account.city,
    state: null,
    code: null,
    country: account.country,
    annualrevenue: null,
    webUrl: webUrl(context, 'Accounts', id),
    createdTime: iso(account.createdTime),
    modifiedTime: iso(account.modifiedTime),
    associatedSLAIds: account.number % 4 === 0 ? [idOf('sla', 0)] : [],
    zohoCRMAccount: null,
    customerHappiness: happiness(account.number),
    isDeleted: false,
    isTrashed: account.isTrashed,
    isFollowing: 'false',
    cf: account.cf,
    customFields: account.cf,
  };
}

export function accountRow(context: RenderContext, account: Account): Json {
  return pick(accountJson(context, account), ACCOUNT_ROW);
}

/** An account of a contact, with how they belong together. */
export function accountOfContact(context: RenderContext, contact: Contact, account: Account): Json {
  const nth = contact.accounts.indexOf(account.number);
  return {
    ...accountRow(context, account),
    mappingInfo: {
      mappingId: idOf('mapping', contact.number * 10 + nth),
      mappingType: nth === 0 ? 'PRIMARY' : 'SECONDARY',
      isAccountTicketsViewable: nth === 0,
    },
  };
}

function happiness(number: number): Json {
  const good = (number * 7) % 60;
  const ok = (number * 3) % 40;
  return {
    goodPercentage: count(good),
    okPercentage: count(ok),
    badPercentage: count(good + ok === 0 ? 0 : 100 - good - ok),
  };
}
