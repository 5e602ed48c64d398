import { expect, test } from 'vitest';
import { createJsm } from '../src/index.ts';
import { liveSite } from './live-site.ts';

async function requests(count: number, ...args: Parameters<typeof liveSite>) {
  const site = await liveSite(...args);
  const desk = await site.deskOf('SUP');
  const keys: string[] = [];
  for (let i = 0; i < count; i++) {
    const { issueKey } = await site.jsm.requests.create({
      serviceDeskId: desk.id,
      requestTypeId: desk.typeId('Get support'),
      summary: `Request ${i}`,
      onBehalfOf: site.sandbox.jira.access.portalCustomer.accountId,
      marker: `r-${i}`,
    });
    keys.push(issueKey);
  }
  const { email, apiToken } = site.sandbox.jira.access.agent;
  /** An agent can't read the workflow's definition. */
  const agent = createJsm({ ...site.options, auth: { email, apiToken } });
  const statusOf = async (key: string) => {
    const { fields } = await site.jsm.issues.get(key, { fields: ['status', 'resolution'] });
    return fields as { status: { name: string }; resolution: { name: string } | null };
  };
  return { ...site, keys, agent, statusOf };
}

const DONE = { resolution: { name: 'Done' } };

test('F-03: an issue is walked to its status by the fewest steps, its resolution on the way', async () => {
  const { jsm, keys, statusOf } = await requests(1);
  const walked = await jsm.workflow.walk(keys[0] ?? '', { to: 'Closed', fields: DONE });
  expect(walked).toEqual({
    statuses: ['Waiting for support', 'In progress', 'Resolved', 'Closed'],
    fieldsNotSet: [],
  });
  expect(await statusOf(keys[0] ?? '')).toMatchObject({
    status: { name: 'Closed' },
    resolution: { name: 'Done' },
  });
});

test.each(['hidden', 'shown'] as const)(
  'a required field that is %s on the screen and not supplied blocks the way, and is named',
  async (validatorFields) => {
    const { jsm, keys } = await requests(1, { validatorFields });
    await expect(jsm.workflow.walk(keys[0] ?? '', { to: 'Closed' })).rejects.toMatchObject({
      code: 'STATUS_UNREACHABLE',
      message: expect.stringMatching(/Resolve.*[Rr]esolution/),
      reachable: expect.arrayContaining(['Pending', 'Escalated']),
    });
  },
);

test('without the workflow’s definition, the way is found by walking, and remembered', async () => {
  const { agent, keys, statusOf, calls } = await requests(3);
  for (const key of keys.slice(0, 2)) {
    await agent.workflow.walk(key, { to: 'Closed', fields: DONE });
    expect((await statusOf(key)).status.name).toBe('Closed');
  }
  const reads = () => calls('GET', /\/transitions$/);
  const before = reads();
  await agent.workflow.walk(keys[2] ?? '', { to: 'Closed', fields: DONE });
  expect(reads()).toBe(before);
});

test('learned once: the second issue costs its transitions and one read', async () => {
  const { jsm, keys, sandbox } = await requests(2);
  await jsm.workflow.walk(keys[0] ?? '', { to: 'Resolved', fields: DONE });
  sandbox.history.clear();
  await jsm.workflow.walk(keys[1] ?? '', { to: 'Resolved', fields: DONE });
  expect(sandbox.history.calls.map(({ method }) => method)).toEqual(['GET', 'POST', 'POST']);
});

test('a fresh issue is not looked up where its workflow says where it begins', async () => {
  const { jsm, keys, sandbox, statusOf } = await requests(2);
  const { fields } = await jsm.issues.get(keys[0] ?? '', { fields: ['project', 'issuetype'] });
  const { project, issuetype } = fields as Record<string, { id: string; key: string }>;
  const fresh = {
    projectId: project?.id ?? '',
    projectKey: project?.key ?? '',
    issueTypeId: issuetype?.id ?? '',
  };
  await jsm.workflow.walk(keys[0] ?? '', { to: 'Resolved', fields: DONE, fresh });
  sandbox.history.clear();
  await jsm.workflow.walk(keys[1] ?? '', { to: 'Resolved', fields: DONE, fresh });
  expect(sandbox.history.calls.map(({ method }) => method)).toEqual(['POST', 'POST']);
  // Somebody was faster: the way from the beginning is closed, and it is looked up after all.
  sandbox.history.clear();
  await jsm.workflow.walk(keys[1] ?? '', { to: 'Closed', fields: DONE, fresh });
  expect((await statusOf(keys[1] ?? '')).status.name).toBe('Closed');
  expect(sandbox.history.calls.some(({ method }) => method === 'GET')).toBe(true);
});

test.each(['administrator', 'agent'] as const)(
  'as an %s, a status that no transition leads to is told with what can be reached',
  async (who) => {
    const { jsm, agent, keys, statusOf } = await requests(1);
    const client = who === 'agent' ? agent : jsm;
    const walk = client.workflow.walk(keys[0] ?? '', { to: 'Archived', fields: DONE });
    await expect(walk).rejects.toMatchObject({
      code: 'STATUS_UNREACHABLE',
      from: 'Waiting for support',
      reachable: expect.arrayContaining(['Closed', 'Canceled', 'Escalated']),
    });
    expect((await statusOf(keys[0] ?? '')).status.name).toBe('Waiting for support');
  },
);

test('a status that the workflow of the issue lacks is an error of this issue, not of all', async () => {
  const { jsm, keys } = await requests(1);
  await expect(jsm.workflow.walk(keys[0] ?? '', { to: 'Nowhere' })).rejects.toMatchObject({
    code: 'STATUS_UNREACHABLE',
    message: expect.stringMatching(/^SUP-\d+: "Nowhere" is not a status of its workflow/),
    from: 'Waiting for support',
    reachable: expect.arrayContaining(['Resolved']),
  });
});

test('an issue that is there already is left alone', async () => {
  const { jsm, keys, calls } = await requests(1);
  const walked = await jsm.workflow.walk(keys[0] ?? '', { to: 'waiting for SUPPORT' });
  expect(walked).toEqual({ statuses: ['Waiting for support'], fieldsNotSet: [] });
  expect(calls('POST', /\/transitions$/)).toBe(0);
});

test('a field that no screen takes is set by an edit; one that nothing takes is reported', async () => {
  const { jsm, keys } = await requests(1);
  const walked = await jsm.workflow.walk(keys[0] ?? '', {
    to: 'Canceled',
    fields: { priority: { name: 'Low' } },
  });
  expect(walked.fieldsNotSet).toEqual([]);
  const issue = await jsm.issues.get(keys[0] ?? '', { fields: ['priority'] });
  expect(issue.fields['priority']).toMatchObject({ name: 'Low' });
  const again = await jsm.workflow.walk(keys[0] ?? '', { to: 'Canceled', fields: { nonsense: 1 } });
  expect(again.fieldsNotSet).toEqual(['nonsense']);
});

test.each([
  { kind: 'after-reset' },
  { kind: 'after-answer', status: 500 },
  { kind: 'reset' },
  { kind: 'answer', status: 409 },
] as const)('%j at a transition: each is taken once', async (fault) => {
  const { jsm, keys, fail } = await requests(1);
  fail({ method: 'POST', path: /\/transitions$/, skip: 1, fault });
  await jsm.workflow.walk(keys[0] ?? '', { to: 'Closed', fields: DONE });
  const log = await jsm.issues.changelog(keys[0] ?? '').toArray({ limit: 99 });
  const statuses = log.flatMap(({ items }) =>
    items.filter(({ field }) => field === 'status').map((item) => item.to),
  );
  expect(statuses).toEqual(['10002', '10005', '10006']);
});

test('what an issue can do now can be read', async () => {
  const { jsm, keys } = await requests(1);
  const transitions = await jsm.workflow.transitions(keys[0] ?? '');
  expect(transitions.map(({ name }) => name)).toContain('Start work');
});
