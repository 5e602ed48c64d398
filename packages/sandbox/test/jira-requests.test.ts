import { describe, expect, test } from 'vitest';
import { jiraSite, OPT_IN, raiseRequest, type TestSite } from './jira-site.ts';

describe('request types', () => {
  interface FormField {
    readonly fieldId: string;
    readonly required: boolean;
    readonly visible: boolean;
    readonly validValues: readonly {
      value: string;
      label: string;
      children: { label: string }[];
    }[];
  }
  const fields = async (site: TestSite, type: string, expand = '') => {
    const path = `/rest/servicedeskapi/servicedesk/1/requesttype/${type}/field${expand}`;
    return (await site.get<{ requestTypeFields: FormField[] }>(path)).body.requestTypeFields;
  };

  test('show their form: required fields, options by id, children of cascading ones', async () => {
    const site = jiraSite();
    const form = await fields(site, '1');
    expect(form[0]).toMatchObject({ fieldId: 'summary', required: true, visible: true });
    const category = form.find(({ fieldId }) => fieldId === 'customfield_10036');
    expect(category?.validValues[0]).toMatchObject({
      value: expect.stringMatching(/^\d+$/),
      label: 'Hardware',
      children: [{ label: 'Laptop' }, { label: 'Printer' }],
    });
  });

  test('keep hidden fields to themselves, and fill them with their preset', async () => {
    const site = jiraSite();
    expect((await fields(site, '2')).map(({ fieldId }) => fieldId)).not.toContain('priority');
    const hidden = await fields(site, '2', '?expand=hiddenFields');
    expect(hidden.find(({ fieldId }) => fieldId === 'priority')?.visible).toBe(false);
    const { body } = await site.post<{ issueKey: string }>('/rest/servicedeskapi/request', {
      serviceDeskId: '1',
      requestTypeId: '2',
      requestFieldValues: { summary: 'Broken', customfield_10046: { value: 'High' } },
    });
    const issue = await site.get(`/rest/api/3/issue/${body.issueKey}?fields=priority`);
    expect(issue.body).toMatchObject({ fields: { priority: { name: 'High' } } });
  });
});

describe('raising a request', () => {
  const raise = (site: TestSite, body: object) =>
    site.post<{ issueKey: string; reporter: { accountId: string } }>(
      '/rest/servicedeskapi/request',
      {
        serviceDeskId: '1',
        requestTypeId: '1',
        requestFieldValues: { summary: 'Help' },
        ...body,
      },
    );

  test('on someone’s behalf makes them the reporter', async () => {
    const site = jiraSite();
    const { accountId } = site.sandbox.jira.access.portalCustomer;
    const { status, body } = await raise(site, { raiseOnBehalfOf: accountId });
    expect(status).toBe(201);
    expect(body.reporter.accountId).toBe(accountId);
  });

  test.each([
    ['account-id', 400, 400],
    ['email', 201, 400],
    ['creates', 201, 201],
  ] as const)('by address, where the site takes %s', async (raiseOnBehalfOf, known, unknown) => {
    const site = jiraSite({ raiseOnBehalfOf });
    const someone = await raise(site, { raiseOnBehalfOf: 'sam.ortiz@initech.example' });
    const nobody = await raise(site, { raiseOnBehalfOf: 'new@umbrella.example' });
    expect([someone.status, nobody.status]).toEqual([known, unknown]);
  });

  test('as a customer: for oneself only, without participants', async () => {
    const site = jiraSite();
    const { customer, agent } = site.sandbox.jira.access;
    const browser = site.as(customer);
    const request = {
      serviceDeskId: '1',
      requestTypeId: '1',
      requestFieldValues: { summary: 'x' },
    };
    expect((await browser.post('/rest/servicedeskapi/request', request)).status).toBe(201);
    for (const more of [
      { raiseOnBehalfOf: agent.accountId },
      { requestParticipants: [agent.accountId] },
    ]) {
      const answer = await browser.post('/rest/servicedeskapi/request', { ...request, ...more });
      expect(answer.status).toBe(403);
    }
  });

  test('refuses fields that are not on the form, hidden ones, and missing ones', async () => {
    const site = jiraSite();
    const unknown = await raise(site, { requestFieldValues: { summary: 'x', environment: 'y' } });
    expect(unknown.text).toContain('is not valid for this request type');
    const hidden = await raise(site, {
      requestTypeId: '2',
      requestFieldValues: {
        summary: 'x',
        customfield_10046: { value: 'Low' },
        priority: { id: '1' },
      },
    });
    expect(hidden.status).toBe(400);
    const missing = await raise(site, { requestFieldValues: {} });
    expect(missing.body).toMatchObject({
      errorMessage:
        "Your request could not be created. Please check the fields have been correctly filled in. Please provide a valid value for field 'Summary'",
    });
  });

  test('takes values in the forms that the document gives', async () => {
    const site = jiraSite();
    const { body } = await raise(site, {
      requestFieldValues: {
        summary: 'Everything',
        labels: ['a', 'b'],
        duedate: '2026-04-01',
        components: [{ name: 'General' }],
        priority: { name: 'Low' },
        customfield_10035: { value: 'Phone' },
        customfield_10036: { value: 'Software', child: { value: 'Defect' } },
        customfield_10037: [{ value: 'Asia' }, { value: 'Europe' }],
      },
    });
    const issue = await site.get(`/rest/api/3/issue/${body.issueKey}`);
    expect(issue.body).toMatchObject({
      fields: {
        labels: ['a', 'b'],
        duedate: '2026-04-01',
        components: [{ name: 'General' }],
        priority: { name: 'Low' },
        customfield_10035: { value: 'Phone' },
        customfield_10036: { value: 'Software', child: { value: 'Defect' } },
        customfield_10037: [{ value: 'Asia' }, { value: 'Europe' }],
      },
    });
  });

  test('takes wiki markup, or documents when it says so', async () => {
    const site = jiraSite();
    const wiki = await raiseRequest(site, { description: 'I need *help*' });
    const shown = await site.get<{ fields: { description: unknown } }>(
      `/rest/api/3/issue/${wiki.key}`,
    );
    expect(shown.body.fields.description).toEqual({
      type: 'doc',
      version: 1,
      content: [
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: 'I need ' },
            { type: 'text', text: 'help', marks: [{ type: 'strong' }] },
          ],
        },
      ],
    });
    const document = { type: 'doc', version: 1, content: [{ type: 'rule' }] };
    const adf = await raise(site, {
      isAdfRequest: true,
      requestFieldValues: { summary: 'x', description: document },
    });
    expect(adf.status).toBe(201);
    const mixed = await raise(site, {
      requestFieldValues: { summary: 'x', description: document },
    });
    expect(mixed.status).toBe(400);
  });
});

describe('a request', () => {
  test('is not what an issue without a request type is', async () => {
    const site = jiraSite();
    const made = await site.post<{ key: string }>('/rest/api/3/issue', {
      fields: { project: { key: 'SUP' }, issuetype: { name: 'Service Request' }, summary: 'x' },
    });
    const path = `/rest/servicedeskapi/request/${made.body.key}`;
    expect((await site.get(path)).status).toBe(404);
    const value = { fields: { customfield_10010: '1' } };
    expect((await site.put(`/rest/api/3/issue/${made.body.key}`, value)).status).toBe(204);
    expect((await site.get(path)).status).toBe(200);
  });

  test.each([
    ['id', '1', undefined],
    ['portal-key', undefined, '1'],
  ] as const)(
    'is made of an issue by the request type’s %s',
    async (requestTypeValue, good, bad) => {
      const site = jiraSite({ requestTypeValue });
      const { key } = await raiseRequest(site);
      const path = `/rest/api/3/issue/${key}`;
      const set = (value: unknown) => site.put(path, { fields: { customfield_10010: value } });
      if (good !== undefined) expect((await set(good)).status).toBe(204);
      if (bad !== undefined) expect((await set(bad)).status).toBe(400);
      expect((await set({ id: '1' })).text).toContain('Operation value must be a string');
      const { body } = await site.get(`${path}?fields=customfield_10010`);
      expect(body).toMatchObject({
        fields: { customfield_10010: { requestType: { id: '1', name: 'Get support' } } },
      });
    },
  );

  test.each([
    ['accepted', 201, 200],
    ['ignored', 201, 404],
    ['refused', 400, undefined],
  ] as const)('in one call with the issue: %s', async (requestTypeOnCreate, made, read) => {
    const site = jiraSite({ requestTypeOnCreate });
    const { status, body } = await site.post<{ key: string }>('/rest/api/3/issue', {
      fields: {
        project: { key: 'SUP' },
        issuetype: { name: 'Service Request' },
        summary: 'x',
        customfield_10010: '1',
      },
      properties: [{ key: 'zdjsm', value: { ticket: '1' } }],
    });
    expect(status).toBe(made);
    if (read !== undefined) {
      expect((await site.get(`/rest/servicedeskapi/request/${body.key}`)).status).toBe(read);
      expect((await site.get(`/rest/api/3/issue/${body.key}/properties/zdjsm`)).status).toBe(200);
    }
  });

  test('is seen by its reporter, its participants and its organizations, and nobody else', async () => {
    const site = jiraSite();
    const { customer } = site.sandbox.jira.access;
    const { key } = await raiseRequest(site);
    const path = `/rest/servicedeskapi/request/${key}`;
    const maria = site.as(customer);
    expect((await maria.get(path)).status).toBe(404);
    const added = await site.post(`${path}/participant`, { accountIds: [customer.accountId] });
    expect(added.status).toBe(200);
    expect((await maria.get(path)).status).toBe(200);
    await site.remove(`${path}/participant`, { accountIds: [customer.accountId] });
    expect((await maria.get(path)).status).toBe(404);
    await site.put(`/rest/api/3/issue/${key}`, { fields: { customfield_10002: [1] } });
    expect((await maria.get(path)).status).toBe(200);
  });

  test('takes feedback from its reporter only', async () => {
    const site = jiraSite();
    const { key } = await raiseRequest(site);
    const path = `/rest/servicedeskapi/request/${key}/feedback`;
    const rating = { type: 'csat', rating: 4 };
    expect((await site.post(path, rating, OPT_IN)).status).toBe(403);
    const reporter = site.as(site.sandbox.jira.access.portalCustomer);
    expect((await reporter.post(path, rating, OPT_IN)).status).toBe(201);
    expect((await reporter.post(path, { type: 'csat', rating: 6 }, OPT_IN)).status).toBe(400);
  });
});
