import { describe, expect, test } from 'vitest';
import { createIssue, jiraSite, raiseRequest, type TestSite } from './jira-site.ts';

interface Transitions {
  readonly transitions: readonly {
    readonly id: string;
    readonly name: string;
    readonly hasScreen: boolean;
    readonly to: { readonly name: string };
    readonly fields?: Readonly<Record<string, { readonly required: boolean }>>;
  }[];
}

const at = (key: string): string => `/rest/api/3/issue/${key}/transitions`;

async function names(site: TestSite, key: string): Promise<string[]> {
  return (await site.get<Transitions>(at(key))).body.transitions.map(({ name }) => name);
}

async function statusOf(
  site: TestSite,
  key: string,
): Promise<{ status: string; resolution: string | undefined }> {
  const { body } = await site.get<{
    fields: { status: { name: string }; resolution: { name: string } | null };
  }>(`/rest/api/3/issue/${key}?fields=status,resolution`);
  return { status: body.fields.status.name, resolution: body.fields.resolution?.name };
}

async function walk(site: TestSite, key: string, ...ids: string[]): Promise<void> {
  for (const id of ids) {
    const { status, text } = await site.post(at(key), { transition: { id } });
    expect(status, text).toBe(204);
  }
}

describe('a workflow', () => {
  test('leads to a distant status in steps, one of which asks for a resolution', async () => {
    const site = jiraSite();
    const { key } = await raiseRequest(site);
    expect(await names(site, key)).toEqual(['Respond to customer', 'Start work', 'Cancel']);
    const far = await site.post(at(key), { transition: { id: '91' } });
    expect(far.status).toBe(400);
    await walk(site, key, '31');
    const bare = await site.post(at(key), { transition: { id: '81' } });
    expect(bare.body).toMatchObject({ errors: { resolution: 'Resolution is required.' } });
    const resolved = await site.post(at(key), {
      transition: { id: '81' },
      fields: { resolution: { name: 'Done' } },
    });
    expect(resolved.status).toBe(204);
    await walk(site, key, '91');
    expect(await statusOf(site, key)).toEqual({ status: 'Closed', resolution: 'Done' });
  });

  test('refuses fields that are not on the transition’s screen', async () => {
    const site = jiraSite();
    const { key } = await raiseRequest(site);
    const { status } = await site.post(at(key), {
      transition: { id: '31' },
      fields: { resolution: { name: 'Done' } },
    });
    expect(status).toBe(400);
  });

  test('can leave a done status without a resolution, take one away, or set one by itself', async () => {
    const site = jiraSite();
    const { key } = await raiseRequest(site);
    await walk(site, key, '121');
    expect(await statusOf(site, key)).toEqual({ status: 'Canceled', resolution: undefined });
    const task = await createIssue(site);
    await walk(site, task.key, '11', '31');
    expect(await statusOf(site, task.key)).toEqual({ status: 'Done', resolution: 'Done' });
    await walk(site, task.key, '41');
    expect(await statusOf(site, task.key)).toEqual({ status: 'To Do', resolution: undefined });
  });

  test.each([
    ['hidden', false],
    ['shown', true],
  ] as const)(
    'what its validator demands is %s among the fields',
    async (validatorFields, required) => {
      const site = jiraSite({ validatorFields });
      const { key } = await raiseRequest(site);
      await walk(site, key, '31');
      const { body } = await site.get<Transitions>(`${at(key)}?expand=transitions.fields`);
      const resolve = body.transitions.find(({ name }) => name === 'Resolve');
      expect(resolve?.hasScreen).toBe(true);
      expect(resolve?.fields?.resolution?.required).toBe(required);
      const plain = await site.get<Transitions>(at(key));
      expect(plain.body.transitions[0]).not.toHaveProperty('fields');
    },
  );

  test('is read by administrators: statuses, links, global and initial transitions', async () => {
    const site = jiraSite();
    const path = '/rest/api/3/workflows/search?expand=values.transitions&queryString=IT';
    const { body } = await site.get(path);
    expect(body).toMatchObject({
      values: [
        {
          name: 'IT workflow',
          transitions: expect.arrayContaining([
            expect.objectContaining({ name: 'Create', type: 'INITIAL' }),
            expect.objectContaining({ name: 'Cancel request', type: 'GLOBAL' }),
            expect.objectContaining({ name: 'Close', type: 'DIRECTED' }),
          ]),
        },
      ],
    });
    expect((await site.as(site.sandbox.jira.access.agent).get(path)).status).toBe(403);
  });

  test('has a status that nothing leads to', async () => {
    const site = jiraSite();
    const { body } = await site.get<{ name: string; statuses: { name: string }[] }[]>(
      '/rest/api/3/project/SUP/statuses',
    );
    const statuses = body.find(({ name }) => name === 'Service Request')?.statuses;
    expect(statuses?.map(({ name }) => name)).toContain('Archived');
    const workflows = await site.get<{
      values: { transitions: { toStatusReference: string }[] }[];
    }>('/rest/api/3/workflows/search?expand=values.transitions&queryString=Support');
    const targets = workflows.body.values[0]?.transitions.map((one) => one.toStatusReference);
    expect(targets).not.toContain('10008');
  });

  test.each([
    ['gone', 410],
    ['deprecated', 200],
  ] as const)('the older list of workflows is %s', async (classicWorkflowSearch, status) => {
    const site = jiraSite({ classicWorkflowSearch });
    expect((await site.get('/rest/api/3/workflow/search')).status).toBe(status);
  });
});

describe('a customer', () => {
  test('walks only what the portal shows', async () => {
    const site = jiraSite();
    const { key } = await raiseRequest(site);
    const path = `/rest/servicedeskapi/request/${key}/transition`;
    const sam = site.as(site.sandbox.jira.access.portalCustomer);
    const { body } = await sam.get(path);
    expect(body).toMatchObject({ values: [{ id: '121', name: 'Cancel' }] });
    expect((await sam.post(path, { id: '31' })).status).toBe(400);
    const long = { id: '121', additionalComment: { body: 'x'.repeat(32_768) } };
    expect((await sam.post(path, long)).status).toBe(400);
    expect((await statusOf(site, key)).status).toBe('Waiting for support');
    expect((await sam.post(path, { id: '121' })).status).toBe(204);
    expect((await statusOf(site, key)).status).toBe('Canceled');
    const history = await sam.get(`/rest/servicedeskapi/request/${key}/status`);
    expect(history.body).toMatchObject({
      values: [{ status: 'Canceled', statusCategory: 'DONE' }, { status: 'Waiting for support' }],
    });
  });
});

describe('configuration', () => {
  const PLAIN = 'com.atlassian.jira.plugin.system.customfieldtypes';

  test('a new field is on no screen, and can be set once it is on one', async () => {
    const site = jiraSite();
    const { body } = await site.post<{ id: string }>('/rest/api/3/field', {
      name: 'Ticket',
      type: `${PLAIN}:textfield`,
      searcherKey: `${PLAIN}:exacttextsearcher`,
    });
    const create = () =>
      site.post('/rest/api/3/issue', {
        fields: {
          project: { key: 'DEV' },
          issuetype: { name: 'Task' },
          summary: 'x',
          [body.id]: 'ZD-1',
        },
      });
    expect((await create()).status).toBe(400);
    expect((await site.post(`/rest/api/3/screens/addToDefault/${body.id}`)).status).toBe(200);
    expect((await create()).status).toBe(201);
    expect((await site.post(`/rest/api/3/screens/addToDefault/${body.id}`)).status).toBe(400);
    const meta = await site.get<{ fields: { fieldId: string }[] }>(
      '/rest/api/3/issue/createmeta/DEV/issuetypes/10004?maxResults=200',
    );
    expect(meta.body.fields.map(({ fieldId }) => fieldId)).toContain(body.id);
  });

  test('fields of unknown types, foreign searchers and locked fields are refused', async () => {
    const site = jiraSite();
    const make = (type: string, searcherKey?: string) =>
      site.post('/rest/api/3/field', { name: 'X', type, ...(searcherKey ? { searcherKey } : {}) });
    expect((await make('nonsense')).status).toBe(400);
    expect((await make(`${PLAIN}:float`, `${PLAIN}:textsearcher`)).status).toBe(400);
    expect((await site.remove('/rest/api/3/field/customfield_10010')).status).toBe(400);
    const agent = site.as(site.sandbox.jira.access.agent);
    expect(
      (await agent.post('/rest/api/3/field', { name: 'X', type: `${PLAIN}:float` })).status,
    ).toBe(403);
  });

  test('options are made in a context, in the order given, children under their parent', async () => {
    const site = jiraSite();
    const { body } = await site.post<{ id: string }>('/rest/api/3/field', {
      name: 'Kind',
      type: `${PLAIN}:cascadingselect`,
    });
    const contexts = await site.get<{ values: { id: string }[] }>(
      `/rest/api/3/field/${body.id}/context`,
    );
    const path = `/rest/api/3/field/${body.id}/context/${contexts.body.values[0]?.id}/option`;
    const parents = await site.post<{ options: { id: string }[] }>(path, {
      options: [{ value: 'B' }, { value: 'A' }],
    });
    const optionId = parents.body.options[0]?.id;
    await site.post(path, { options: [{ value: 'B1', optionId }] });
    expect((await site.post(path, { options: [{ value: 'B' }] })).status).toBe(400);
    const { body: all } = await site.get(path);
    expect(all).toMatchObject({
      values: [{ value: 'B' }, { value: 'A' }, { value: 'B1', optionId }],
    });
  });

  test('a project gets its own workflow, form and silence', async () => {
    const site = jiraSite();
    const leadAccountId = site.sandbox.jira.credentials.accountId;
    const draft = { key: 'TRIAL', name: 'Trial', projectTypeKey: 'service_desk', leadAccountId };
    expect((await site.post('/rest/api/3/project', draft)).status).toBe(201);
    expect((await site.post('/rest/api/3/project', draft)).status).toBe(400);
    const { body } = await site.post<{ id: string }>('/rest/api/3/notificationscheme', {
      name: 'Nobody',
    });
    await site.put('/rest/api/3/project/TRIAL', { notificationScheme: Number(body.id) });
    const path = '/rest/api/3/project/TRIAL/notificationscheme?expand=all';
    expect((await site.get(path)).body).toMatchObject({ notificationSchemeEvents: [] });
    await site.put('/rest/api/3/project/TRIAL', { notificationScheme: null });
    expect((await site.get(path)).body).toMatchObject({ name: 'Nobody' });
    expect((await site.remove(`/rest/api/3/notificationscheme/${body.id}`)).status).toBe(400);
  });
});
