import { describe, expect, test } from 'vitest';
import { jiraSite, OPT_IN, type TestSite } from './jira-site.ts';

interface Customer {
  readonly accountId: string;
}
interface Organization {
  readonly id: string;
}

const CUSTOMER = '/rest/servicedeskapi/customer';
const STRICT = `${CUSTOMER}?strictConflictStatusCode=true`;
const ORGANIZATION = '/rest/servicedeskapi/organization';

describe('customers', () => {
  test('are portal-only accounts, by a well-formed address', async () => {
    const site = jiraSite();
    const { status, body } = await site.post<Customer>(CUSTOMER, {
      email: 'new@umbrella.example',
      displayName: 'New Person',
    });
    expect(status).toBe(201);
    expect(body.accountId).toMatch(/^qm:[0-9a-f-]{36}:[0-9a-f-]{36}$/);
    const user = await site.get(`/rest/api/3/user?accountId=${encodeURIComponent(body.accountId)}`);
    expect(user.body).toMatchObject({ accountType: 'customer', displayName: 'New Person' });
    expect((await site.post(CUSTOMER, { email: 'no address' })).status).toBe(400);
  });

  test('that exist, in whatever case: 409 in strict mode, 400 otherwise, never a second account', async () => {
    const site = jiraSite();
    const before = site.sandbox.jira.inspect().customers;
    for (const email of ['maria.keller@globex.example', 'Sam.Ortiz@Initech.example']) {
      expect((await site.post(STRICT, { email })).status).toBe(409);
      expect((await site.post(CUSTOMER, { email })).status).toBe(400);
    }
    expect(site.sandbox.jira.inspect().customers).toEqual(before);
  });

  test.each([
    ['conflict', 409],
    ['linked', 201],
  ] as const)('with an Atlassian account elsewhere: %s', async (outsideAccount, status) => {
    const site = jiraSite({ outsideAccount });
    const answer = await site.post<Customer>(STRICT, { email: 'outsider@elsewhere.example' });
    expect(answer.status).toBe(status);
    if (status === 201) expect(answer.body.accountId).toMatch(/^712020:/);
  });

  test.each([
    ['admins', 403],
    ['agents', 201],
  ] as const)('can be made by %s', async (customerCreation, status) => {
    const site = jiraSite({ customerCreation });
    const answer = await site
      .as(site.sandbox.jira.access.agent)
      .post(CUSTOMER, { email: 'new@umbrella.example' });
    expect(answer.status).toBe(status);
    if (status === 403) expect(answer.text).toContain('JIRA Administrators global permission');
  });

  test('are refused altogether by a site with Customer Service Management', async () => {
    const site = jiraSite({ customerServiceManagement: true });
    const { status, text } = await site.post(STRICT, { email: 'new@umbrella.example' });
    expect(status).toBe(400);
    expect(text).toContain('Customer Service Management');
  });

  test('unknown ones fail the call; the valid ones were added all the same', async () => {
    const site = jiraSite();
    const { accountId } = site.sandbox.jira.access.portalCustomer;
    const path = '/rest/servicedeskapi/servicedesk/2/customer';
    expect((await site.post(path, { accountIds: [accountId, 'qm:no:body'] })).status).toBe(400);
    const { body } = await site.get<{ values: Customer[] }>(path, OPT_IN);
    expect(body.values.map((customer) => customer.accountId)).toEqual([accountId]);
    expect((await site.post(path, { accountIds: [accountId] })).status).toBe(204);
  });
});

test('some contacts and an account of the helpdesk are there already', () => {
  const { zoho, jira } = jiraSite().sandbox;
  const { customers, organizations } = jira.inspect();
  const truth = zoho.truth();
  const emails = JSON.stringify([...truth.contacts()]);
  const names = JSON.stringify([...truth.accounts()]);
  expect(customers.filter(({ email }) => emails.includes(`"${email}"`))).toHaveLength(2);
  expect(organizations.filter(({ name }) => names.includes(`"${name}"`))).toHaveLength(1);
});

describe('finding people', () => {
  const find = async (site: TestSite, query: string) => {
    const path = `/rest/api/3/user/search?query=${encodeURIComponent(query)}`;
    return (await site.get<{ displayName: string; emailAddress?: string }[]>(path)).body;
  };

  test('matches beginnings of words of names and shown addresses, active people only', async () => {
    const site = jiraSite();
    expect(await find(site, 'amelia.burrows@zylker.example')).toMatchObject([
      { displayName: 'Amelia Burrows', emailAddress: 'amelia.burrows@zylker.example' },
    ]);
    expect(await find(site, 'Burr')).toHaveLength(1);
    expect(await find(site, 'melia')).toEqual([]);
    expect(await find(site, 'oliver.stone@zylker.example')).toEqual([]);
    expect((await site.get('/rest/api/3/user/search')).status).toBe(400);
  });

  test('hides addresses by profile: the person is found by name, without the address', async () => {
    const site = jiraSite();
    expect(await find(site, 'lucas.moreau@zylker.example')).toEqual([]);
    const [lucas] = await find(site, 'Lucas');
    expect(lucas).toMatchObject({ displayName: 'Lucas Moreau' });
    expect(lucas).not.toHaveProperty('emailAddress');
  });

  test.each([
    ['none', 1],
    ['all', 0],
  ] as const)('can hide the addresses of %s', async (hiddenEmails, found) => {
    const site = jiraSite({ hiddenEmails });
    expect(await find(site, 'lucas.moreau@zylker.example')).toHaveLength(found);
    expect(await find(site, 'jade.tucker@zylker.example')).toHaveLength(found);
  });

  test('without the permission nobody is found, and nothing is refused', async () => {
    const site = jiraSite();
    site.sandbox.jira.act('revoke-permission', { permission: 'USER_PICKER', role: 'admin' });
    expect(await find(site, 'Amelia')).toEqual([]);
    expect((await site.get('/rest/api/3/users/search')).status).toBe(403);
  });
});

describe('organizations', () => {
  test('are made once by name: the existing one is answered with 201', async () => {
    const site = jiraSite();
    const first = await site.post<Organization>(ORGANIZATION, { name: 'Umbrella' });
    const second = await site.post<Organization>(ORGANIZATION, { name: 'Umbrella' });
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body.id).toBe(first.body.id);
    expect((await site.post(ORGANIZATION, { name: 'x'.repeat(200) })).status).toBe(201);
    expect((await site.post(ORGANIZATION, { name: 'x'.repeat(201) })).status).toBe(400);
  });

  test('have members, desks and properties', async () => {
    const site = jiraSite();
    const { customer } = site.sandbox.jira.access;
    const { body } = await site.post<Organization>(ORGANIZATION, { name: 'Umbrella' });
    const path = `${ORGANIZATION}/${body.id}`;
    await site.post(`${path}/user`, { accountIds: [customer.accountId] });
    await site.post(`${path}/user`, { accountIds: [customer.accountId] });
    const link = { organizationId: Number(body.id) };
    expect((await site.post('/rest/servicedeskapi/servicedesk/IT/organization', link)).status).toBe(
      204,
    );
    expect((await site.post('/rest/servicedeskapi/servicedesk/IT/organization', link)).status).toBe(
      204,
    );
    expect((await site.put(`${path}/property/zdjsm`, { account: 1 })).status).toBe(201);
    expect((await site.put(`${path}/property/zdjsm`, { account: 2 })).status).toBe(200);
    const { organizations, desks } = site.sandbox.jira.inspect();
    expect(organizations).toContainEqual({
      name: 'Umbrella',
      members: ['maria.keller@globex.example'],
      properties: { zdjsm: { account: 2 } },
    });
    expect(desks.find(({ project }) => project === 'IT')?.organizations).toEqual(['Umbrella']);
  });

  test('page in the desk’s own way, and too large a limit is cut without a word', async () => {
    const site = jiraSite({ deskPageLimit: 2 });
    for (const name of ['A', 'B', 'C']) await site.post(ORGANIZATION, { name });
    const first = await site.get<{ _links: { next: string } }>(`${ORGANIZATION}?limit=100`);
    expect(first.body).toMatchObject({ size: 2, start: 0, limit: 100, isLastPage: false });
    const second = await site.get<{ _links: { next: string } }>(first.body._links.next);
    const third = await site.get(second.body._links.next);
    expect(third.body).toMatchObject({ size: 1, start: 4, isLastPage: true });
    expect(third.body).not.toHaveProperty('_links.next');
  });

  test.each([
    ['silent', 0],
    ['mails', 1],
  ] as const)('adding members: %s', async (organizationMemberMails, mails) => {
    const site = jiraSite({ organizationMemberMails });
    const { portalCustomer } = site.sandbox.jira.access;
    await site.post(`${ORGANIZATION}/1/user`, { accountIds: [portalCustomer.accountId] });
    expect(site.sandbox.jira.inspect().outbox).toHaveLength(mails);
  });
});

describe('service desks', () => {
  test.each(['1', 'SUP', 'projectKey:SUP', 'projectId:10000', 'serviceDeskId:1'])(
    'are named by %s',
    async (reference) => {
      const site = jiraSite();
      const { body } = await site.get(
        `/rest/servicedeskapi/servicedesk/${encodeURIComponent(reference)}`,
      );
      expect(body).toMatchObject({ id: '1', projectKey: 'SUP' });
    },
  );

  test('there are as many as asked for', async () => {
    const site = jiraSite({ projects: 5 });
    const { body } = await site.get<{ values: { projectKey: string }[] }>(
      '/rest/servicedeskapi/servicedesk',
    );
    expect(body.values.map(({ projectKey }) => projectKey)).toEqual([
      'SUP',
      'BILL',
      'IT',
      'HUMANRES',
      'FACILITI',
    ]);
  });

  test('a closed one takes requests from its own customers only', async () => {
    const site = jiraSite();
    const { accountId } = site.sandbox.jira.access.portalCustomer;
    const raise = () =>
      site.post('/rest/servicedeskapi/request', {
        serviceDeskId: '2',
        requestTypeId: '4',
        raiseOnBehalfOf: accountId,
        requestFieldValues: { summary: 'Invoice' },
      });
    expect((await raise()).status).toBe(400);
    await site.post('/rest/servicedeskapi/servicedesk/2/customer', { accountIds: [accountId] });
    expect((await raise()).status).toBe(201);
  });

  test('a closed one also takes them from members of its organizations', async () => {
    const site = jiraSite();
    await site.post('/rest/servicedeskapi/servicedesk/2/organization', { organizationId: 1 });
    const { status } = await site.post('/rest/servicedeskapi/request', {
      serviceDeskId: '2',
      requestTypeId: '4',
      raiseOnBehalfOf: site.sandbox.jira.access.customer.accountId,
      requestFieldValues: { summary: 'Invoice' },
    });
    expect(status).toBe(201);
  });
});
