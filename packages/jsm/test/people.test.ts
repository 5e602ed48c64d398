import { expect, test } from 'vitest';
import { createJsm, type JsmOptions } from '../src/index.ts';
import { liveSite } from './live-site.ts';
import { scriptedSite } from './scripted-site.ts';

test('M-02: a customer is created once, and found after that', async () => {
  const { jsm, fail } = await liveSite({ hiddenEmails: 'none' });
  const customer = { email: 'New@Umbrella.example', displayName: 'New' };
  fail({ method: 'POST', path: /\/customer$/, fault: { kind: 'after-reset' } });
  const first = await jsm.customers.ensure(customer);
  const second = await jsm.customers.ensure({ ...customer, email: 'new@umbrella.example' });
  expect(second).toEqual({ accountId: first.accountId, created: false });
  expect((await jsm.customers.find('new@umbrella.example'))?.accountId).toBe(first.accountId);
  expect(await jsm.customers.find('nobody@umbrella.example')).toBeUndefined();
});

test('M-02: an existing Atlassian account is found, not created again', async () => {
  const { jsm, sandbox } = await liveSite({ hiddenEmails: 'none' });
  const { email, accountId } = sandbox.jira.access.customer;
  const ensured = await jsm.customers.ensure({ email, displayName: 'Whatever' });
  expect(ensured).toEqual({ accountId, created: false });
});

test('M-02: an account whose profile hides the address is for a person to decide on', async () => {
  const hidden = { accountId: '5b10', displayName: 'Maria', accountType: 'atlassian' };
  const conflictFor = (options: Partial<JsmOptions>) =>
    scriptedSite(
      ({ method }) => (method === 'POST' ? { status: 409 } : { body: [hidden] }),
      options,
    );
  const customer = { email: 'maria@globex.example', displayName: 'Maria' };
  const cautious = await conflictFor({});
  const failed = await cautious.jsm.customers.ensure(customer).catch((error: unknown) => error);
  expect(failed).toMatchObject({
    code: 'CUSTOMER_HIDDEN',
    candidates: [{ accountId: '5b10', displayName: 'Maria' }],
  });
  expect(String(failed)).not.toContain('maria@');
  const trusting = await conflictFor({ settings: { trustHiddenEmail: true } });
  const ensured = await trusting.jsm.customers.ensure(customer);
  expect(ensured).toEqual({ accountId: '5b10', created: false });
});

test('who is no administrator is told what is missing', async () => {
  const { options, sandbox } = await liveSite();
  const { email, apiToken } = sandbox.jira.access.agent;
  const jsm = createJsm({ ...options, auth: { email, apiToken } });
  const refused = jsm.customers.ensure({ email: 'x@umbrella.example', displayName: 'X' });
  await expect(refused).rejects.toMatchObject({ code: 'FORBIDDEN', remedy: /administrator/ });
});

test('M-01, M-03: organizations are found by name, and get members, desks and properties', async () => {
  const { jsm, deskOf } = await liveSite();
  const desk = await deskOf('SUP');
  const first = await jsm.organizations.ensure({ name: 'Umbrella' });
  expect((await jsm.organizations.ensure({ name: 'Umbrella' })).id).toBe(first.id);
  expect((await jsm.organizations.find('Umbrella'))?.id).toBe(first.id);
  expect(await jsm.organizations.find('Tricell')).toBeUndefined();
  const accountIds: string[] = [];
  for (let i = 0; i < 60; i++) {
    const customer = { email: `c${i}@umbrella.example`, displayName: `C ${i}` };
    accountIds.push((await jsm.customers.ensure(customer)).accountId);
  }
  await jsm.organizations.addMembers(first.id, accountIds);
  await jsm.organizations.addMembers(first.id, accountIds.slice(0, 3));
  const members = await jsm.organizations.members(first.id).toArray({ limit: 999 });
  expect(members.map(({ accountId }) => accountId).sort()).toEqual(accountIds.sort());
  await jsm.organizations.removeMembers(first.id, accountIds.slice(0, 59));
  expect(await jsm.organizations.members(first.id).toArray({ limit: 999 })).toHaveLength(1);

  await jsm.organizations.linkToServiceDesk(first.id, desk.id);
  const linked = jsm.organizations.list({ serviceDeskId: desk.id });
  expect((await linked.toArray({ limit: 99 })).map(({ id }) => id)).toContain(first.id);
  await jsm.organizations.unlinkFromServiceDesk(first.id, desk.id);

  await jsm.organizations.setProperty(first.id, 'zoho', { id: '7' });
  expect(await jsm.organizations.getProperty(first.id, 'zoho')).toEqual({ id: '7' });
  await jsm.organizations.deleteProperty(first.id, 'zoho');
  await expect(jsm.organizations.getProperty(first.id, 'zoho')).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  expect((await jsm.organizations.get(first.id)).name).toBe('Umbrella');
  await jsm.organizations.delete(first.id);
});

test('a name that Jira would refuse is told before it is sent', async () => {
  const { jsm } = await liveSite();
  const ensure = (name: string) => jsm.organizations.ensure({ name });
  await expect(ensure('x'.repeat(201))).rejects.toMatchObject({ code: 'CONFIGURATION' });
  await expect(ensure(' ')).rejects.toMatchObject({ code: 'CONFIGURATION' });
});

test('customers of a desk that is not open to all are added and removed', async () => {
  const { jsm, deskOf } = await liveSite();
  const desk = await deskOf('BILL');
  const { accountId } = await jsm.customers.ensure({
    email: 'c@umbrella.example',
    displayName: 'C',
  });
  await jsm.customers.addToServiceDesk(desk.id, [accountId]);
  const ids = async () =>
    (await jsm.customers.list(desk.id, { query: 'c@umbrella' }).toArray({ limit: 99 })).map(
      (customer) => customer.accountId,
    );
  expect(await ids()).toContain(accountId);
  await jsm.customers.removeFromServiceDesk(desk.id, [accountId]);
  expect(await ids()).not.toContain(accountId);
});

test('users are searched for, read, and known as oneself', async () => {
  const { jsm, sandbox } = await liveSite();
  const me = await jsm.users.myself();
  expect(me.accountId).toBe(sandbox.jira.credentials.accountId);
  expect((await jsm.users.get(me.accountId)).displayName).toBe(me.displayName);
  const found = await jsm.users.search('kai').toArray({ limit: 999 });
  expect(found.map(({ displayName }) => displayName)).toEqual(['Kai Lindqvist']);
});
