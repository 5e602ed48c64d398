import { toCustomer } from '../mapping/customer.ts';
import { eachOf } from '../run/each-of.ts';
import { stagedOrganizations } from '../run/staged-organizations.ts';
import type { StagedRecord } from '../store/store.ts';
import { expected, type Findings } from './findings.ts';
import { checkRecord } from './read-back.ts';
import type { ValidationContext } from './validation-context.ts';

/** Accounts: the organization is there, under its name, with all its members. Returns the differences. */
export async function checkAccounts(context: ValidationContext): Promise<number> {
  const { store, jsm, signal, tally } = context;
  const members = await expectedMembers(context);
  const read = await stagedOrganizations(context);
  return await checkAll(context, 'account', async ({ id, payload }, findings) => {
    const plan = expected(findings, () => read(payload));
    if (!plan) return;
    const row = await store.crosswalk.get('account', id);
    if (!row?.targetId) return findings.expect('organization', 'there', 'missing');
    const organization = await jsm.organizations.get(row.targetId, { signal });
    tally.target('account');
    findings.expect('name', plan.intent.name, organization.name);
    const present = new Set<string>();
    for await (const member of jsm.organizations.members(row.targetId, { signal })) {
      present.add(member.accountId);
    }
    for (const { contactId, customerId } of members.get(id) ?? []) {
      const isThere = present.has(customerId);
      findings.expect(`member ${contactId}`, 'there', isThere ? 'there' : 'missing');
      if (isThere) tally.target('membership');
    }
  });
}

/** Contacts: the customer has the contact's address, as far as the site shows it. */
export async function checkContacts(context: ValidationContext): Promise<number> {
  const { store, source, jsm, signal, config, tally } = context;
  return await checkAll(context, 'contact', async ({ id, payload }, findings) => {
    const intent = expected(
      findings,
      () => toCustomer(source.parse.contact(payload), config).intent,
    );
    if (!intent || intent.kind === 'none') return;
    const row = await store.crosswalk.get('contact', id);
    if (!row?.targetId) return findings.expect('customer', 'there', 'missing');
    const user = await jsm.users.get(row.targetId, { signal });
    tally.target('contact');
    // A profile may hide its address; then only its being there can be seen.
    const shown = user.emailAddress?.toLowerCase() ?? intent.email;
    findings.expect('e-mail', intent.email, shown);
  });
}

/** Counts and checks what is staged of a kind, several at a time. */
async function checkAll(
  context: ValidationContext,
  kind: 'account' | 'contact',
  check: (staged: StagedRecord, findings: Findings) => Promise<void>,
): Promise<number> {
  const { store, config, signal, tally } = context;
  let differences = 0;
  await eachOf(
    store.staging.iterate(kind),
    async (staged) => {
      tally.source(kind);
      const name = { kind, sourceId: staged.id };
      const found = await checkRecord(context, name, (findings) => check(staged, findings));
      differences += found;
    },
    { concurrency: config.concurrency.load, signal },
  );
  return differences;
}

async function expectedMembers({ store, source, tally }: ValidationContext) {
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
