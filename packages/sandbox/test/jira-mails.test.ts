import { describe, expect, test } from 'vitest';
import type { JiraOptions } from '../src/index.ts';
import {
  adf,
  createIssue,
  INTERNAL,
  jiraSite,
  PUBLIC,
  raiseRequest,
  type TestSite,
} from './jira-site.ts';

/** A request with a participant, whose creation has been forgotten. */
async function quietRequest(options: JiraOptions = {}): Promise<{ site: TestSite; key: string }> {
  const site = jiraSite(options);
  const { key } = await raiseRequest(site);
  site.sandbox.jira.act('clear-outbox');
  return { site, key };
}

function outbox(site: TestSite): string[] {
  return site.sandbox.jira.inspect().outbox.map(({ to, event }) => `${event} → ${to}`);
}

const SAM = 'sam.ortiz@initech.example';
const MARIA = 'maria.keller@globex.example';
const AMELIA = 'amelia.burrows@zylker.example';

describe('customers get a mail', () => {
  test('when a request is raised for them', async () => {
    const site = jiraSite();
    await raiseRequest(site);
    expect(outbox(site)).toEqual([`request-created → ${SAM}`]);
    expect(site.sandbox.jira.inspect().outbox[0]).toMatchObject({ customer: true });
  });

  test('but not about what they did themselves, nor about an issue that is no request', async () => {
    const site = jiraSite();
    const sam = site.as(site.sandbox.jira.access.portalCustomer);
    await sam.post('/rest/servicedeskapi/request', {
      serviceDeskId: '1',
      requestTypeId: '1',
      requestFieldValues: { summary: 'x' },
    });
    await site.post('/rest/api/3/issue', {
      fields: {
        project: { key: 'SUP' },
        issuetype: { name: 'Service Request' },
        summary: 'x',
        reporter: { accountId: site.sandbox.jira.access.portalCustomer.accountId },
      },
    });
    expect(outbox(site)).toEqual([]);
  });

  test.each([
    ['mails', [`request-created → ${SAM}`]],
    ['silent', []],
  ] as const)(
    'when the platform makes a request in one call: %s',
    async (platformRequestMails, mails) => {
      const site = jiraSite({ platformRequestMails });
      await site.post('/rest/api/3/issue', {
        fields: {
          project: { key: 'SUP' },
          issuetype: { name: 'Service Request' },
          summary: 'x',
          customfield_10010: '1',
          reporter: { accountId: site.sandbox.jira.access.portalCustomer.accountId },
        },
      });
      expect(outbox(site)).toEqual(mails);
    },
  );

  test('for public comments of either API, not for notes', async () => {
    const { site, key } = await quietRequest();
    const platform = `/rest/api/3/issue/${key}/comment`;
    await site.post(platform, { body: adf('note'), properties: INTERNAL });
    await site.post(`/rest/servicedeskapi/request/${key}/comment`, { body: 'note', public: false });
    expect(outbox(site)).toEqual([]);
    await site.post(platform, { body: adf('reply'), properties: PUBLIC });
    await site.post(`/rest/servicedeskapi/request/${key}/comment`, { body: 'reply', public: true });
    expect(outbox(site)).toEqual([`public-comment → ${SAM}`, `public-comment → ${SAM}`]);
  });

  test('when the status changes, the request is resolved, or opened again', async () => {
    const { site, key } = await quietRequest();
    const path = `/rest/api/3/issue/${key}/transitions`;
    await site.post(path, { transition: { id: '31' } });
    await site.post(path, { transition: { id: '81' }, fields: { resolution: { name: 'Done' } } });
    await site.post(path, { transition: { id: '101' } });
    expect(outbox(site)).toEqual([
      `request-reopened → ${SAM}`,
      `request-resolved → ${SAM}`,
      `status-changed → ${SAM}`,
    ]);
  });

  test('when they become participants, or their organization is added', async () => {
    const { site, key } = await quietRequest();
    const { customer } = site.sandbox.jira.access;
    await site.post(`/rest/servicedeskapi/request/${key}/participant`, {
      accountIds: [customer.accountId],
    });
    await site.put(`/rest/api/3/issue/${key}`, { fields: { customfield_10002: [1] } });
    expect(outbox(site)).toEqual([`organization-added → ${MARIA}`, `participant-added → ${MARIA}`]);
  });

  test.each([
    ['all', []],
    ['team', [`participant-added → ${MARIA}`]],
  ] as const)(
    'unless an administrator says notifyUsers=false, which silences %s',
    async (silentEdits, mails) => {
      const { site, key } = await quietRequest({ silentEdits });
      const { accountId } = site.sandbox.jira.access.customer;
      await site.put(`/rest/api/3/issue/${key}?notifyUsers=false`, {
        fields: { customfield_10003: [{ accountId }] },
      });
      expect(outbox(site)).toEqual(mails);
    },
  );

  test('no more once someone has switched the notifications off', async () => {
    const site = jiraSite();
    site.sandbox.jira.act('customer-mails', { project: 'SUP', on: false });
    const { key } = await raiseRequest(site);
    await site.post(`/rest/api/3/issue/${key}/comment`, { body: adf('reply') });
    await site.post(`/rest/api/3/issue/${key}/transitions`, { transition: { id: '31' } });
    expect(outbox(site)).toEqual([]);
  });

  test('none where projects start with the notifications off', async () => {
    const site = jiraSite({ customerMails: 'off' });
    await raiseRequest(site);
    expect(outbox(site)).toEqual([]);
  });

  test('when they are invited, whatever the rules say', async () => {
    const site = jiraSite({ customerMails: 'off' });
    await site.post('/rest/servicedeskapi/servicedesk/1/customer/invite', { emails: [SAM] });
    expect(outbox(site)).toEqual([`invitation → ${SAM}`]);
  });
});

describe('the team gets a mail by the notification scheme', () => {
  const assigned = async (site: TestSite) => {
    const { agent } = site.sandbox.jira.access;
    const { key } = await createIssue(site, { assignee: { accountId: agent.accountId } });
    site.sandbox.jira.act('clear-outbox');
    return key;
  };

  test('about edits, comments, transitions, worklogs and deletion; never the one who did it', async () => {
    const site = jiraSite();
    const key = await assigned(site);
    const path = `/rest/api/3/issue/${key}`;
    await site.put(path, { fields: { summary: 'y' } });
    await site.post(`${path}/comment`, { body: adf('x') });
    await site.post(`${path}/transitions`, { transition: { id: '11' } });
    await site.post(`${path}/worklog`, { timeSpent: '1h' });
    await site.remove(path);
    expect(outbox(site)).toEqual([
      `comment-added → ${AMELIA}`,
      `issue-deleted → ${AMELIA}`,
      `issue-transitioned → ${AMELIA}`,
      `issue-updated → ${AMELIA}`,
      `worklog-added → ${AMELIA}`,
    ]);
  });

  test('unless an administrator says notifyUsers=false; from an agent it is not heard', async () => {
    const site = jiraSite();
    const key = await assigned(site);
    const path = `/rest/api/3/issue/${key}?notifyUsers=false`;
    await site.put(path, { fields: { summary: 'y' } });
    expect(outbox(site)).toEqual([]);
    const jade = site.as(site.sandbox.jira.access.of('jade.tucker@zylker.example'));
    await jade.put(path, { fields: { summary: 'z' } });
    expect(outbox(site)).toContain(`issue-updated → ${AMELIA}`);
  });

  test('unless the project’s scheme is empty', async () => {
    const site = jiraSite();
    const { body } = await site.post<{ id: string }>('/rest/api/3/notificationscheme', {
      name: 'Nobody',
    });
    await site.put('/rest/api/3/project/DEV', { notificationScheme: Number(body.id) });
    const key = await assigned(site);
    await site.post(`/rest/api/3/issue/${key}/comment`, { body: adf('x') });
    expect(outbox(site)).toEqual([]);
  });

  test('bulk operations mail unless told not to', async () => {
    const site = jiraSite();
    const move = async (id: string, sendBulkNotification?: boolean) => {
      const key = await assigned(site);
      await site.post('/rest/api/3/bulk/issues/transition', {
        bulkTransitionInputs: [{ selectedIssueIdsOrKeys: [key], transitionId: id }],
        ...(sendBulkNotification === undefined ? {} : { sendBulkNotification }),
      });
    };
    await move('11', false);
    expect(outbox(site)).toEqual([]);
    await move('11');
    expect(outbox(site)).toEqual([`issue-transitioned → ${AMELIA}`]);
  });

  test('who creates or comments watches from then on, unless their preference says no', async () => {
    const site = jiraSite();
    const watchers = async (key: string) =>
      (await site.get<{ watchCount: number }>(`/rest/api/3/issue/${key}/watchers`)).body.watchCount;
    expect(await watchers((await createIssue(site)).key)).toBe(1);
    await site.put('/rest/api/3/mypreferences?key=user.autowatch.disabled', true);
    const { key } = await createIssue(site);
    await site.post(`/rest/api/3/issue/${key}/comment`, { body: adf('x') });
    expect(await watchers(key)).toBe(0);
  });
});

describe('a mention', () => {
  const mentioning = (accountId: string): object => ({
    type: 'doc',
    version: 1,
    content: [
      { type: 'paragraph', content: [{ type: 'mention', attrs: { id: accountId, text: '@x' } }] },
    ],
  });

  test('mails the one it names; a customer only where they can read it', async () => {
    const { site, key } = await quietRequest({ customerMails: 'off' });
    const { agent, customer } = site.sandbox.jira.access;
    const path = `/rest/api/3/issue/${key}/comment`;
    await site.post(path, { body: mentioning(agent.accountId), properties: INTERNAL });
    await site.post(path, { body: mentioning(customer.accountId), properties: INTERNAL });
    expect(outbox(site)).toEqual([`mention → ${AMELIA}`]);
    await site.post(path, { body: mentioning(customer.accountId), properties: PUBLIC });
    expect(outbox(site)).toContain(`mention → ${MARIA}`);
  });
});

test('adding a watcher and asking for a notification mail, too', async () => {
  const site = jiraSite();
  const { agent } = site.sandbox.jira.access;
  const { key } = await createIssue(site);
  await site.post(`/rest/api/3/issue/${key}/watchers`, agent.accountId);
  await site.post(`/rest/api/3/issue/${key}/notify`, {
    to: { users: [{ accountId: agent.accountId }] },
  });
  expect(outbox(site)).toEqual([`notify → ${AMELIA}`, `watcher-added → ${AMELIA}`]);
});
