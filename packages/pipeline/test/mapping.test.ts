import { cases } from '@zdjsm/testing/cases';
import { adfToText, htmlToAdf } from '@zdjsm/transform';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resolveConfig } from '../src/index.ts';
import { toCustomer } from '../src/mapping/customer.ts';
import { convertFieldValue } from '../src/mapping/field-value.ts';
import { toLabels } from '../src/mapping/labels.ts';
import { organizationNames, toOrganization } from '../src/mapping/organization.ts';
import { findReferences, rewriteReferences } from '../src/mapping/references.ts';
import { shorten } from '../src/mapping/shorten.ts';
import { ticketAt } from '../src/source/zoho/ticket-address.ts';

const ids = fc.bigInt({ min: 10n ** 16n, max: 10n ** 18n }).map(String);

test('M-01: organizations of different accounts never share a name, and every name fits', () => {
  const names = fc.oneof(
    fc.constantFrom('Acme', 'ACME ', 'x'.repeat(300), ''),
    fc.string({ maxLength: 260 }),
  );
  const account = fc.record({ id: ids, name: names });
  fc.assert(
    fc.property(fc.uniqueArray(account, { selector: (a) => a.id }), (accounts) => {
      const organizations = organizationNames(accounts);
      const made = accounts.map((a) => organizations.nameOf({ ...a, fields: {} }));
      expect(new Set(made.map((name) => name.toLowerCase())).size).toBe(accounts.length);
      for (const name of made) expect(name.length).toBeGreaterThan(0);
      for (const name of made) expect(name.length).toBeLessThanOrEqual(200);
    }),
    cases(100),
  );
});

test('M-01: the full name of an account is kept, and the shortening is listed', () => {
  const account = { id: '12', name: `The ${'very '.repeat(50)}long company`, fields: {} };
  const { intent, changes } = toOrganization(account, organizationNames([account]), config());
  expect(intent.property.name).toBe(account.name);
  expect(changes).toMatchObject([{ field: 'name', reason: 'shortened' }]);
});

const config = (contacts: object = {}) =>
  resolveConfig({
    source: { orgId: '1' },
    target: { site: 'https://example.atlassian.net' },
    departments: { Support: { project: 'SUP', requestType: 'Help' } },
    contacts,
  });

const contact = (email: string | undefined) => ({
  id: '9',
  name: 'Ann Lee',
  email,
  accountIds: [],
  fields: {},
});

test('M-02: one mailbox is one customer, however it is spelled', () => {
  const emails = ['ann@example.com', ' Ann@Example.COM'].map(
    (email) => toCustomer(contact(email), config()).intent,
  );
  expect(emails[0]).toEqual(emails[1]);
});

test.each([
  [
    'placeholder',
    { kind: 'customer', email: 'contact-9@no-email.invalid', displayName: 'Ann Lee' },
  ],
  ['shared', { kind: 'customer', email: 'customers@no-email.invalid' }],
  ['skip', { kind: 'none', rule: 'contacts.withoutEmail: skip' }],
])('M-02: a contact without an address, withoutEmail: %s', (withoutEmail, expected) => {
  for (const email of [undefined, '', 'not an address']) {
    const { intent } = toCustomer(contact(email), config({ withoutEmail }));
    expect(intent).toMatchObject(expected);
  }
});

test('F-10: every label is legal, and tags that become one label are listed', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 300 })), (tags) => {
      const { labels } = toLabels(tags);
      expect(new Set(labels).size).toBe(labels.length);
      for (const label of labels) expect(label).toMatch(/^\S{1,255}$/u);
    }),
    cases(100),
  );
  const { labels, changes } = toLabels(['on hold', 'on-hold', 'vip']);
  expect(labels).toEqual(['on-hold', 'vip']);
  expect(changes.map((change) => change.reason)).toEqual(['renamed', 'merged']);
});

test('shortening never cuts a character in two', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.integer({ min: 1, max: 40 }),
      (text, longest) => {
        const short = shorten(text, longest);
        expect(short.length).toBeLessThanOrEqual(longest);
        expect(short.isWellFormed()).toBe(true);
      },
    ),
    cases(100),
  );
});

const field = (custom: string, type = 'any') => ({
  id: 'customfield_1',
  name: 'F',
  schema: { type, custom: `com.atlassian.jira.plugin.system.customfieldtypes:${custom}` },
});

test.each([
  ['textfield', 'a\nb', 'a b'],
  ['float', '1,234.5', 1234.5],
  ['datepicker', '2026-03-02', '2026-03-02'],
  ['datetime', '2026-03-02T09:00:00.000Z', '2026-03-02T09:00:00.000+0000'],
  ['select', 'Gold', { value: 'Gold' }],
  ['multiselect', 'A;B; C', [{ value: 'A' }, { value: 'B' }, { value: 'C' }]],
  ['labels', ['a b', 'c'], ['a-b', 'c']],
  ['url', ' https://a.example ', 'https://a.example'],
  ['cascadingselect', ['P', 'C'], { value: 'P', child: { value: 'C' } }],
])('F-09: a %s', (type, value, expected) => {
  expect(convertFieldValue(field(type), value)).toMatchObject({ value: expected });
});

test('F-09: an option whose name has a semicolon is one option', () => {
  const options = ['Noise', 'Other; see text', 'Smoke'];
  for (const given of ['Smoke;Other; see text', 'Smoke;Other;see text;Noise']) {
    const { value } = convertFieldValue({ ...field('multiselect'), options }, given) as {
      readonly value: readonly { readonly value: string }[];
    };
    expect(value.map((option) => option.value).slice(0, 2)).toEqual(['Smoke', 'Other; see text']);
  }
  const one = convertFieldValue({ ...field('select'), options }, 'Other; see text');
  expect(one).toEqual({ value: { value: 'Other; see text' } });
});

test('F-09: a check box is ticked or not, or a choice by the names that the config gives', () => {
  const box = { ...field('multicheckboxes'), options: ['Under warranty'] };
  expect(convertFieldValue(box, 'true')).toEqual({ value: [{ value: 'Under warranty' }] });
  expect(convertFieldValue(box, false)).toEqual({ value: [] });
  const choice = { ...field('select'), options: ['Yes', 'No'] };
  const names = { true: 'Yes', false: 'No' };
  expect(convertFieldValue(choice, 'false', names)).toEqual({ value: { value: 'No' } });
});

test('F-08: a sub-category that is no option leaves the category, and that is listed', () => {
  const children = { Hardware: ['Printer'], Account: ['Billing'] };
  const options = Object.keys(children);
  const tree = { ...field('cascadingselect'), options, children };
  expect(convertFieldValue(tree, ['Hardware', 'Printer'])).toEqual({
    value: { value: 'Hardware', child: { value: 'Printer' } },
  });
  expect(convertFieldValue(tree, ['Hardware', 'Fax'])).toEqual({
    value: { value: 'Hardware' },
    change: 'flattened',
  });
  expect(convertFieldValue(tree, ['Garden', 'Hose'])).toHaveProperty('problem');
  // An option, but one that stands under another.
  expect(convertFieldValue(tree, 'Billing')).toHaveProperty('problem');
});

test('F-09: what can not be brought into the field is named', () => {
  expect(convertFieldValue(field('float'), 'many')).toEqual({ problem: '"many" is no number' });
  expect(convertFieldValue(field('datepicker'), 'soon')).toEqual({ problem: '"soon" is no date' });
  expect(convertFieldValue(field('gh-epic-link'), 'x')).toHaveProperty('problem');
});

const syntax = { ticketAt, numbers: true };
const document = (html: string) => htmlToAdf(html).doc;
const there = (name: string) => ({ key: 'SUP-7', url: `https://site.example/browse/${name}` });

test.each([
  ['see #101 and ##102##, please', ['#101', '#102']],
  ['[#101-0] of order A#101, R&D#5, https://a.example/#101', []],
  [
    '<a href="https://desk.zoho.eu/agent/x/support/tickets/details/189220000000000024">it</a>',
    ['189220000000000024'],
  ],
  [
    '<a href="https://d.example/support/x/ShowHomePage.do#Cases/dv/0123456789ABCDEF01">it</a>',
    ['dv/0123456789abcdef01'],
  ],
  ['<pre>#101</pre><code>#102</code><a href="https://other.example/">#103</a>', []],
])('M-05: what a text refers to: %s', (html, expected) => {
  expect(findReferences([document(html)], syntax)).toEqual(expected);
});

test('M-05: rewriting keeps every word, but for an address that is written out', () => {
  const address = 'https://desk.zoho.com/agent/x/support/tickets/details/189220000000000024';
  const before = document(
    `See <b>#101</b>, <a href="${address}">the old one</a> or <a href="${address}">${address}</a>.`,
  );
  const after = rewriteReferences(before, syntax, there);
  expect(adfToText(after)).toBe('See #101, the old one or SUP-7.');
  expect(JSON.stringify(after)).not.toContain('zoho');
  expect(JSON.stringify(after).match(/site\.example\/browse/g)).toHaveLength(3);
  expect(rewriteReferences(before, syntax, () => undefined)).toEqual(before);
});

test('M-05: whatever a text says, rewriting it changes no word of it', () => {
  const words = fc.array(
    fc.constantFrom('#1', '##22##', 'a', ' ', '<b>x</b>', '<p>', '#3-4', '😀'),
  );
  fc.assert(
    fc.property(words, (parts) => {
      const before = document(parts.join(''));
      const after = rewriteReferences(before, syntax, there);
      expect(adfToText(after)).toBe(adfToText(before));
    }),
    cases(100),
  );
});
