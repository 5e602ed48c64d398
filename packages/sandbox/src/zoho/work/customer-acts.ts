import { z } from 'zod';
import { idOf } from '../org/ids.ts';
import { act } from './act.ts';
import { numberFor } from './names.ts';

const CONTACT = {
  firstName: z.string().nullable().optional(),
  lastName: z.string().optional(),
  email: z.string().nullable().optional(),
  phone: z.string().nullable().optional(),
  /** The primary one first. */
  accountIds: z.array(z.string()).optional(),
};
const EDIT_CONTACT = z.strictObject({ contactId: z.string(), ...CONTACT });
const ACCOUNT = z.strictObject({
  accountName: z.string(),
  email: z.string().nullable().optional(),
});

export const CUSTOMER_ACTS = {
  'create-contact': act(z.strictObject(CONTACT), ({ org, now }, { accountIds, ...given }) => {
    const time = now();
    const number = org.contacts.add((next) => ({
      number: next,
      firstName: given.firstName ?? null,
      lastName: given.lastName ?? 'Newcomer',
      email: given.email === undefined ? `new.${next}@mail.example` : given.email,
      secondaryEmail: null,
      phone: given.phone ?? null,
      mobile: null,
      title: null,
      type: null,
      description: null,
      accounts: (accountIds ?? []).map((id) => numberFor('account', id)),
      owner: null,
      isAnonymous: false,
      isEndUser: false,
      isSpam: false,
      isTrashed: false,
      createdTime: time,
      modifiedTime: time,
      cf: {},
    }));
    return { contactId: idOf('contact', number) };
  }),
  'edit-contact': act(EDIT_CONTACT, ({ org, now }, { contactId, accountIds, ...given }) => {
    const number = numberFor('contact', contactId);
    const contact = org.contacts.get(number);
    if (!contact) throw new Error(`there is no contact ${contactId}`);
    const { firstName, lastName, email, phone } = given;
    org.contacts.set(number, {
      ...contact,
      ...(firstName === undefined ? {} : { firstName }),
      ...(lastName === undefined ? {} : { lastName }),
      ...(email === undefined ? {} : { email }),
      ...(phone === undefined ? {} : { phone }),
      ...(accountIds ? { accounts: accountIds.map((id) => numberFor('account', id)) } : {}),
      modifiedTime: now(),
    });
  }),
  'create-account': act(ACCOUNT, ({ org, now }, { accountName, email }) => {
    const time = now();
    const number = org.accounts.add((next) => ({
      number: next,
      accountName,
      email: email ?? null,
      phone: null,
      website: null,
      industry: null,
      description: null,
      city: null,
      country: null,
      owner: null,
      createdTime: time,
      modifiedTime: time,
      isTrashed: false,
      cf: {},
    }));
    return { accountId: idOf('account', number) };
  }),
};
