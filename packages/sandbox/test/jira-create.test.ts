import { describe, expect, test } from 'vitest';
import { adf, createIssue, jiraSite, postIssue, raiseRequest } from './jira-site.ts';

const ISSUE = '/rest/api/3/issue';

describe('creating an issue', () => {
  test('can set properties and a status in the same call', async () => {
    const site = jiraSite();
    const { status, body } = await site.post<{ key: string }>(ISSUE, {
      fields: { project: { key: 'DEV' }, issuetype: { name: 'Task' }, summary: 'x' },
      properties: [{ key: 'zdjsm', value: { ticket: '1' } }],
      transition: { id: '11' },
    });
    expect(status).toBe(201);
    expect(body.key).toBe('DEV-1');
    const issue = await site.get(`${ISSUE}/${body.key}?fields=status&properties=zdjsm`);
    expect(issue.body).toMatchObject({
      fields: { status: { name: 'In progress' } },
      properties: { zdjsm: { ticket: '1' } },
    });
  });

  test.each([
    ['summary', { summary: '' }, 'You must specify a summary of the issue.'],
    [
      'summary',
      { summary: 'two\nlines' },
      'The summary is invalid because it contains newline characters.',
    ],
    ['summary', { summary: 'x'.repeat(256) }, 'Summary must be less than 255 characters.'],
    ['labels', { labels: ['x y'] }, "The label 'x y' contains spaces which is invalid."],
    ['duedate', { duedate: 'tomorrow' }, 'Error parsing date/time string.'],
    [
      'created',
      { created: '2019-01-01T00:00:00.000+0000' },
      "Field 'created' cannot be set. It is not on the appropriate screen, or unknown.",
    ],
    [
      'customfield_99999',
      { customfield_99999: 'x' },
      "Field 'customfield_99999' cannot be set. It is not on the appropriate screen, or unknown.",
    ],
    [
      'description',
      { description: 'plain' },
      'Operation value must be an Atlassian Document (see the Atlassian Document Format)',
    ],
    [
      'description',
      { description: adf('x'.repeat(32_768)) },
      'The entered text is too long. It exceeds the allowed limit of 32,767 characters.',
    ],
    ['components', { components: [{ name: 'No' }] }, "Component name 'No' is not valid"],
    ['priority', { priority: { name: 'No' } }, 'The priority selected is invalid.'],
    ['customfield_10039', { customfield_10039: 'x' }, 'cannot be set'],
    [
      'customfield_10035',
      { customfield_10035: { value: 'Pigeon' } },
      "Option value 'Pigeon' is not valid",
    ],
    ['customfield_10041', { customfield_10041: 'no url' }, 'Not a valid URL'],
    ['customfield_10030', { customfield_10030: 'x'.repeat(256) }, 'limit of 255 characters'],
  ])('refuses a wrong %s: %j', async (field, fields, message) => {
    const site = jiraSite();
    const { status, body } = await postIssue(site, fields);
    expect(status).toBe(400);
    expect(body).toMatchObject({ errors: { [field]: expect.stringContaining(message) } });
  });

  test('names every wrong field at once', async () => {
    const site = jiraSite();
    const { body } = await postIssue(site, {
      labels: ['a b'],
      duedate: 'x',
      priority: { id: '99' },
    });
    expect(body).toMatchObject({
      errors: {
        labels: expect.any(String),
        duedate: expect.any(String),
        priority: expect.any(String),
      },
    });
  });

  test('takes a summary of 255 characters and a text of 32,767', async () => {
    const site = jiraSite();
    const { status } = await postIssue(site, {
      summary: 'x'.repeat(255),
      description: adf('x'.repeat(32_767)),
    });
    expect(status).toBe(201);
  });

  test.each([
    ['text', 201],
    ['wiki', 400],
  ] as const)('counts the %s of a document', async (textLimit, status) => {
    const site = jiraSite({ textLimit });
    const bold = { type: 'text', text: 'x'.repeat(32_767), marks: [{ type: 'strong' }] };
    const description = { ...adf(), content: [{ type: 'paragraph', content: [bold] }] };
    expect((await postIssue(site, { description })).status).toBe(status);
  });

  test('keeps to the screen; editing does not, and keeps to the field’s context', async () => {
    const site = jiraSite();
    const rating = { customfield_10048: { value: 'Good' } };
    expect((await postIssue(site, rating)).status).toBe(400);
    const { key } = await createIssue(site);
    expect((await site.put(`${ISSUE}/${key}`, { fields: rating })).status).toBe(204);
    // "Order number" is for SUP and BILL.
    const number = { customfield_10039: 7 };
    expect((await site.put(`${ISSUE}/${key}`, { fields: number })).status).toBe(400);
    const request = await raiseRequest(site);
    expect((await site.put(`${ISSUE}/${request.key}`, { fields: number })).status).toBe(204);
  });

  test('leaves nothing behind when something in the same call is wrong', async () => {
    const site = jiraSite();
    const fields = { project: { key: 'DEV' }, issuetype: { name: 'Task' }, summary: 'x' };
    for (const wrong of [
      { properties: [{ key: 'k'.repeat(256), value: 1 }] },
      { update: { comment: [{ add: { body: 'no document' } }] } },
      { update: { worklog: [{ add: { timeSpent: '10s' } }] } },
    ]) {
      expect((await site.post(ISSUE, { fields, ...wrong })).status).toBe(400);
    }
    expect(site.sandbox.jira.inspect().issues).toEqual([]);
  });

  test('is done even when its transition fails, and the answer says so', async () => {
    const site = jiraSite();
    const { status, body } = await site.post(ISSUE, {
      fields: { project: { key: 'DEV' }, issuetype: { name: 'Task' }, summary: 'x' },
      transition: { id: '99' },
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      key: 'DEV-1',
      transition: { status: 400, errorCollection: { errorMessages: [expect.any(String)] } },
    });
  });

  test.each([
    ['refused', 400],
    ['dropped', 201],
  ] as const)(
    'a description that is not on the screen is %s',
    async (offScreenDescription, status) => {
      const site = jiraSite({ offScreenDescription });
      await site.remove('/rest/api/3/screens/1/tabs/10000/fields/description');
      const made = await postIssue(site, { description: adf('Gone') });
      expect(made.status).toBe(status);
      if (status !== 201) return;
      const issue = await site.get(`${ISSUE}/${made.body.key}?fields=description`);
      expect(issue.body).toMatchObject({ fields: { description: null } });
      const put = { fields: { description: adf('Back') } };
      expect((await site.put(`${ISSUE}/${made.body.key}`, put)).status).toBe(204);
    },
  );

  test('of a sub-task needs a parent in the same project', async () => {
    const site = jiraSite();
    const parent = await createIssue(site);
    const request = await raiseRequest(site);
    const subtask = { issuetype: { name: 'Sub-task' } };
    expect((await postIssue(site, subtask)).status).toBe(400);
    const foreign = await postIssue(site, { ...subtask, parent: { key: request.key } });
    expect(foreign.body).toMatchObject({
      errors: { project: 'Sub-tasks must be created in the same project as the parent.' },
    });
    const { status, body } = await postIssue(site, { ...subtask, parent: { key: parent.key } });
    expect(status).toBe(201);
    expect((await site.remove(`${ISSUE}/${parent.key}`)).status).toBe(400);
    expect((await site.remove(`${ISSUE}/${parent.key}?deleteSubtasks=true`)).status).toBe(204);
    expect((await site.get(`${ISSUE}/${body.key}`)).status).toBe(404);
  });

  test('never uses a number twice', async () => {
    const site = jiraSite();
    const { key } = await createIssue(site);
    await site.remove(`${ISSUE}/${key}`);
    expect((await createIssue(site)).key).toBe('DEV-2');
  });

  test('in bulk answers 201 even when some failed, and 400 when all did', async () => {
    const site = jiraSite();
    const good = { fields: { project: { key: 'DEV' }, issuetype: { name: 'Task' }, summary: 'x' } };
    const bad = { fields: { project: { key: 'DEV' }, issuetype: { name: 'Epic' }, summary: 'x' } };
    const both = await site.post(`${ISSUE}/bulk`, { issueUpdates: [bad, good] });
    expect(both.status).toBe(201);
    expect(both.body).toMatchObject({
      issues: [{ key: 'DEV-1' }],
      errors: [
        {
          status: 400,
          failedElementNumber: 0,
          elementErrors: { errors: { issuetype: expect.any(String) } },
        },
      ],
    });
    expect((await site.post(`${ISSUE}/bulk`, { issueUpdates: [bad] })).status).toBe(400);
    const many = Array.from({ length: 51 }, () => good);
    expect((await site.post(`${ISSUE}/bulk`, { issueUpdates: many })).status).toBe(400);
  });
});
