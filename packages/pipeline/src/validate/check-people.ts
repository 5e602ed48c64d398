import type { LoadContext } from '../load/load-context.ts';
import { toCustomer } from '../mapping/customer.ts';
import { stagedOrganizations } from '../run/staged-organizations.ts';
import { createFindings, expected } from './findings.ts';
import type { Tally } from './tally.ts';

/** Accounts: the organization is there, under its name, with all its members. Returns the differences. */
export async function checkAccounts(context: LoadContext, tally: Tally): Promise<number> {
  const { store, jsm, signal } = context;
  const members = await expectedMembers(context, tally);
  const read = await stagedOrganizations(context);
  let differences = 0;
  for await (const { id, payload } of store.staging.iterate('account')) {
    const findings = createFindings();
    const plan = expected(findings, () => read(payload));
    const row = await store.crosswalk.get('account', id);
    tally.source('account');
    if (plan && row?.targetId) {
      const organization = await jsm.organizations.get(row.targetId, { signal });
      tally.target('account');
      findings.expect('name', plan.intent.name, organization.name);
      const present = new Set<string>();
      for await (const member of jsm.organizations.members(row.targetId, { signal })) {
        present.add(member.accountId);
      }
      for (const { contactId, customerId } of members.get(id) ?? []) {
        findings.expect(
          `member ${contactId}`,
          'there',
          present.has(customerId) ? 'there' : 'missing',
        );
        if (present.has(customerId)) tally.target('membership');
      }
    } else if (plan) {
      findings.expect('organization', 'there', 'missing');
    }
    differences += findings.list.length;
    await store.commit({ findings: [{ kind: 'account', sourceId: id, findings: findings.list }] });
  }
  return differences;
}

/** Contacts: the customer has the contact's address, as far as the site shows it. */
export async function checkContacts(context: LoadContext, tally: Tally): Promise<number> {
  const { store, source, jsm, signal, config } = context;
  let differences = 0;
  for await (const { id, payload } of store.staging.iterate('contact')) {
    tally.source('contact');
    const findings = createFindings();
    const intent = expected(
      findings,
      () => toCustomer(source.parse.contact(payload), config).intent,
    );
    if (intent?.kind === 'none') continue;
    const row = await store.crosswalk.get('contact', id);
    if (intent && row?.targetId) {
      const user = await jsm.users.get(row.targetId, { signal });
      tally.target('contact');
      // A profile may hide its address; then only its being there can be seen.
      const shown = user.emailAddress?.toLowerCase() ?? intent.email;
      findings.expect('e-mail', intent.email, shown);
    } else if (intent) {
      findings.expect('customer', 'there', 'missing');
    }
    differences += findings.list.length;
    await store.commit({ findings: [{ kind: 'contact', sourceId: id, findings: findings.list }] });
  }
  return differences;
}

async function expectedMembers(context: LoadContext, tally: Tally) {
  const { store, source } = context;
  const members = new Map<string, { contactId: string; customerId: string }[]>();
  for await (const { id, payload } of store.staging.iterate('contact')) {
    const customerId = (await store.crosswalk.get('contact', id))?.targetId;
    for (const accountId of source.parse.contact(payload).accountIds) {
      tally.source('membership');
      if (customerId === undefined) continue;
      const known = members.get(accountId);
      if (known) known.push({ contactId: id, customerId });
      else members.set(accountId, [{ contactId: id, customerId }]);
    }
  }
  return members;
}
